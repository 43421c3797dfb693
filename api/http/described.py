"""The description of the API (OpenAPI), with what the framework does not know: words, who may, and statuses."""

from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from api.access.roles import Role

from .guards.principal import Needs

_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "flaws": {"type": "array", "items": {"type": "object"}},
        "changes": {"type": "array", "items": {"type": "object"}},
        "findings": {"type": "array", "items": {"type": "object"}},
    },
}
REFUSALS = {
    400: "The request cannot be read.",
    401: "Nobody who is known calls.",
    403: "The caller's role may not.",
    404: "The desk has no such thing.",
    409: "Decided already, or made for a state that has changed.",
    412: "Changed since the entity tag was read.",
    413: "The body is too large.",
    415: "Not the type of content that this takes.",
    421: "The service is not known by this name.",
    422: "The request cannot be used, or would break rules.",
    429: "Too many requests.",
    500: "A fault of the service.",
    503: "Busy; try again.",
}
_KNOWN = {"description": "The document still has the entity tag that the caller knows."}


def refusals() -> dict[int | str, dict[str, Any]]:
    """Return how refusals are described, for every route."""
    content = {"application/problem+json": {"schema": _PROBLEM}}
    return {status: {"description": words, "content": content} for status, words in REFUSALS.items()}


def describe(app: FastAPI, routes: Iterable[APIRoute]) -> None:
    """Have an application describe itself: summaries in words, who may call a route, which statuses it can have.

    Parameters
    ----------
    app : FastAPI
    routes : iterable of APIRoute
        All that it has, of which the application itself keeps no list.
    """
    roles = {(route.path_format, method.lower()): _roles(route) for route in routes for method in route.methods or ()}

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            for path, operations in schema["paths"].items():
                for method, operation in operations.items():
                    _describe(operation)
                    if roles[path, method]:
                        operation.setdefault("x-roles", roles[path, method])
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def _describe(operation: dict[str, Any]) -> None:
    words = operation["description"]
    operation["summary"] = words.partition(". ")[0].partition("\n")[0].rstrip(".")
    headers = {each["name"] for each in operation.get("parameters", ()) if each["in"] == "header"}
    if "if-none-match" in headers:
        operation["responses"]["304"] = _KNOWN
    if "if-match" not in headers:
        del operation["responses"]["412"]


def _roles(route: APIRoute) -> list[str]:
    """Return the roles that may call a route; empty when it asks for none in particular."""
    needs = [call for call in _calls(route.dependant) if isinstance(call, Needs)]
    return [role.value for role in Role if all(role in each.roles for each in needs)] if needs else []


def _calls(dependant: Dependant) -> Iterator[Any]:
    for each in dependant.dependencies:
        yield each.call
        yield from _calls(each)
