"""Middleware that writes one line for each request, without anything that would open a door to who reads it."""

import re
import secrets
import time
from typing import Any
from urllib.parse import quote

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access.keys import PREFIX
from api.access.secret import LENGTH

_KEY = re.compile(rf"{PREFIX}[\w-]{{{LENGTH}}}")
_LONGEST_PATH = 200
_log = structlog.get_logger("openday.requests")


class AccessLog:
    """Middleware that numbers requests (``X-Request-Id``) and logs how each ended, and how long that took.

    Neither headers nor bodies nor query strings are written: keys, cookies and tokens of feeds are in them.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and log its end."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        status: int | None = None

        async def with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-Id"] = request_id
            await send(message)

        begun = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, with_id)
            except Exception as error:
                # The server answers and writes the traceback; the message of an error may quote what came in.
                _log.error("request", **_entry(scope, status or 500, begun), error=type(error).__name__)
                raise
            _log.info("request", **_entry(scope, status, begun))


def _entry(scope: Scope, status: int | None, begun: float) -> dict[str, Any]:
    principal = scope["state"].get("principal")
    return {
        # Quoted again: a line break in a path would begin a line of its own in the log.
        "method": scope["method"],
        "path": _KEY.sub(f"{PREFIX}...", quote(scope["path"]))[:_LONGEST_PATH],
        "status": status,
        "seconds": round(time.perf_counter() - begun, 4),
        "desk": principal.desk_id if principal else None,
        "principal": principal.name if principal else None,
    }
