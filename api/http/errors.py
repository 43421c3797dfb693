"""From the errors of the service and of the engine to problem documents."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DataError as Unstorable
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.service.errors import Broken, Busy, Settled, Stale
from api.warm.errors import TookTooLong, WorkerLost
from engine.errors import DataError, Flaw, OpendayError, UnknownId
from engine.flaws import describe

from .away import ABOUT, AWAY, away, busy, will_pass
from .guards.headers import security_headers
from .guards.service import service_of
from .problem import problem

_LOG = logging.getLogger("openday")


def answer_errors(app: FastAPI) -> None:
    """Have an application answer every error with a problem document."""
    app.add_exception_handler(OpendayError, _service)
    app.add_exception_handler(RequestValidationError, _request)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Unstorable, _unstorable)
    for kind in AWAY:
        app.add_exception_handler(kind, _away)
    app.add_exception_handler(Exception, _fault)


async def _service(request: Request, error: Exception) -> Response:
    path = request.url.path
    match error:
        case Stale():
            return _problem(409, "stale", "What this was made for has changed", error, path, changes=error.changes)
        case Broken():
            findings = [_finding(finding) for finding in error.findings]
            return _problem(422, "hard-findings", "This would break rules", error, path, findings=findings)
        case Settled():
            return _problem(409, "settled", "This has been decided", error, path)
        case UnknownId():
            return _problem(404, "unknown", "Not found", error, path)
        case DataError():
            return _flawed(error.flaws, path)
        case Busy() | TookTooLong() | WorkerLost():
            return busy(path, str(error))
    _LOG.error("the engine failed: %s", error)
    return _problem(500, "fault", "A fault of the service", error, path)


async def _request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    flaws = [_request_flaw(each) for each in error.errors()]
    return _flawed(flaws, request.url.path)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    made = problem(error.status_code, str(error.detail), str(error.detail), instance=request.url.path)
    made.headers.update(error.headers or {})
    if error.status_code == 405:
        made.headers["Allow"] = ", ".join(_methods(request))
    return made


def _methods(request: Request) -> list[str]:
    """Return the methods of a path: each is a route of its own, of which the framework names but the first."""
    path = getattr(request.scope.get("route"), "path_format", request.url.path)
    return sorted(method.upper() for method in request.app.openapi()["paths"].get(path, ("get",)))


async def _unstorable(request: Request, error: Exception) -> Response:
    _LOG.info("a text cannot be stored: %s", error)
    hint = "leave out characters that cannot be printed"
    return _flawed([Flaw("request", 0, "", "", "a text holds what cannot be stored", hint)], request.url.path)


async def _away(request: Request, error: Exception) -> Response:
    return away(request.url.path, error) if will_pass(error) else await _fault(request, error)


async def _fault(request: Request, error: Exception) -> Response:
    _LOG.error("an unexpected error", exc_info=error)
    detail = "Something went wrong that should not have. It has been logged. Maybe try again."
    made = problem(500, "A fault of the service", detail, instance=request.url.path)
    # This answer goes round the middleware that would set them.
    made.headers.update(security_headers(service_of(request.scope).settings))
    made.headers["Cache-Control"] = "no-store"
    made.headers["X-Request-Id"] = request.scope.get("state", {}).get("request_id", "")
    return made


def _problem(status: int, kind: str, title: str, error: Exception, path: str, **more: Any) -> Response:
    return problem(status, title, str(error), type=ABOUT + kind, instance=path, **more)


def _flawed(flaws: list[Flaw], path: str) -> Response:
    told = [
        {name: getattr(flaw, name) for name in ("file", "line", "field", "value", "message", "hint")} for flaw in flaws
    ]
    words = "\n".join(str(flaw) for flaw in flaws[:5])
    return problem(422, "This cannot be used", words, type=ABOUT + "flaws", instance=path, flaws=told)


def _request_flaw(error: Any) -> Flaw:
    place, *rest = (str(part) for part in error["loc"])
    value = error.get("input")
    shown = "" if isinstance(value, dict | list) or error["type"] == "missing" else str(value)[:200]
    if isinstance(value, bytes):
        return Flaw("request", 0, place, "", "this is not said to be JSON", "set Content-Type: application/json")
    if error["type"] == "json_invalid":
        return Flaw("request", 0, "", "", f"this is no JSON: {error['ctx']['error']}")
    return Flaw("request", 0, ".".join(rest) or place, shown, describe(error))


def _finding(finding: Any) -> dict[str, Any]:
    names = ("constraint", "is_hard", "ticket_id", "engineer_id", "amount", "message")
    return {name: getattr(finding, name) for name in names}
