"""Middleware that refuses bodies larger than the operator allows, before they fill the memory."""

from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.settings import Settings

from .refusal import Refusal


class BodyLimit:
    """Middleware that answers 413 to a body that says it is too large, or turns out to be while it comes in."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._most = settings.largest_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, with its body counted."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "")
        if length.isdecimal() and int(length) > self._most:
            await self._refusal().answer(scope["path"])(scope, receive, send)
            return
        counted = _Counted(receive, send, self._most, self._refusal())
        try:
            await self.app(scope, counted.receive, counted.send)
        except Exception:
            # However the application took it that its body broke off, there is but one reason.
            if not counted.is_over:
                raise
        if counted.is_over and not counted.has_begun:
            await self._refusal().answer(scope["path"])(scope, receive, send)

    def _refusal(self) -> Refusal:
        detail = f"The body is larger than {self._most} bytes. Maybe send it in parts, or raise the limit."
        # What is left of the body is not read: the connection is of no more use.
        return Refusal(413, "Body too large", detail, {"Connection": "close"})


class _Counted:
    """A request whose body is counted; once it is over the limit, what the application answers is held back."""

    def __init__(self, receive: Receive, send: Send, most: int, refusal: Refusal) -> None:
        self._receive, self._send = receive, send
        self._most, self._refusal = most, refusal
        self._seen = 0
        self.is_over = False
        self.has_begun = False

    async def receive(self) -> Message:
        message: MutableMapping[str, Any] = await self._receive()
        if message["type"] == "http.request":
            self._seen += len(message.get("body", b""))
            if self._seen > self._most:
                self.is_over = True
                raise self._refusal
        return message

    async def send(self, message: Message) -> None:
        if self.is_over and not self.has_begun:
            return
        self.has_begun = self.has_begun or message["type"] == "http.response.start"
        await self._send(message)
