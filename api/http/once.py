"""Requests that may come twice: the same idempotency key gets the same answer, and the effect is had once.

The answer is written in the transaction that has the effect, so that whoever is cut off in between and asks again
learns what became of it. The header follows the draft "The Idempotency-Key HTTP Header Field" of the IETF's HTTPAPI
working group.
"""

import contextlib
import hashlib
import json
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, Header, Request
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from starlette.datastructures import UploadFile
from starlette.responses import Response

from api.access.principal import Principal
from api.service.service import Service
from api.store import tables
from api.store.trail import recall
from engine.errors import OpendayError

from .guards.principal import CurrentPrincipal
from .guards.refusal import Refusal
from .reply import as_json, reply
from .service import TheService

REPLAYED = "Idempotency-Replayed"
Remember = Callable[[Session, Any], None]


class Once:
    """A request that may come again."""

    def __init__(self, service: Service, principal: Principal, key: str | None, path: str, body: bytes) -> None:
        self._service, self._principal = service, principal
        # Several keys of a desk may have one name.
        self._key = f"{principal.key_id or principal.name} {path} {key}" if key else None
        self._digest = hashlib.sha256(body).hexdigest()

    def run(
        self, effect: Callable[[Remember], Any], status: int = 200, location: Callable[[Any], str] | None = None
    ) -> Response:
        """Return the answer kept for this request, or have its effect now.

        Parameters
        ----------
        effect : callable
            Given a function of a session and the answer, which it calls in the transaction that does the work; returns
            the answer, of plain types.
        location : callable, optional
            Returns the address of what the answer has made.
        """
        kept = self._kept()
        if kept is not None:
            return kept

        def headers(answer: Any) -> dict[str, str]:
            return {"Location": location(answer)} if location else {}

        try:
            answer = effect(lambda session, answer: self._remember(session, answer, status, headers(answer)))
        except (IntegrityError, OpendayError):
            # The same request may have come first; this one then failed on what that one did.
            kept = self._kept()
            if kept is None:
                raise
            return kept
        return reply(answer, status, headers(answer))

    def _kept(self) -> Response | None:
        if self._key is None:
            return None
        with self._service.database.read() as session:
            kept = recall(session, self._principal.desk_id, self._key)
            if kept is None:
                return None
            if kept.digest != self._digest:
                detail = "This Idempotency-Key stood for another request before. Maybe make a new key for each request."
                raise Refusal(422, "Key used for another request", detail)
            return reply(kept.body, kept.status, {**kept.headers, REPLAYED: "true"})

    def _remember(self, session: Session, answer: Any, status: int, headers: dict[str, str]) -> None:
        if self._key is None:
            return
        session.add(
            tables.Remembered(
                desk_id=self._principal.desk_id,
                key=self._key,
                digest=self._digest,
                status=status,
                headers=headers,
                body=as_json(answer),
                created=self._service.clock(),
            )
        )
        session.flush()


async def _once(
    request: Request,
    service: TheService,
    principal: CurrentPrincipal,
    idempotency_key: Annotated[
        str | None, Header(max_length=200, description="The same key and body again get the same answer.")
    ] = None,
) -> Once:
    return Once(service, principal, idempotency_key, f"{request.method} {request.url.path}", await _said(request))


async def _said(request: Request) -> bytes:
    """Return what a request says, the same for two that say the same."""
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        # The boundary between the parts is another one each time.
        parts = (await request.form()).multi_items()
        return as_json([[name, await _digest(value)] for name, value in parts])
    body = await request.body()
    # What is no JSON is compared as it stands.
    with contextlib.suppress(ValueError):
        body = json.dumps(json.loads(body), sort_keys=True).encode() if body else b""
    return body


async def _digest(value: UploadFile | str) -> str:
    if isinstance(value, str):
        return value
    digest = hashlib.sha256(await value.read()).hexdigest()
    await value.seek(0)
    return digest


OnlyOnce = Annotated[Once, Depends(_once)]
