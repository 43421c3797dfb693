"""A tiny application behind all guards, and callers of it."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Annotated, Any

import httpx
from fastapi import Depends, FastAPI, Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from stored_desks import NOW

from api.access import keys, sessions
from api.access.principal import Principal
from api.access.roles import Permission, Role
from api.http.guards.guard import guard
from api.http.guards.principal import CurrentPrincipal, needs
from api.settings import Settings
from api.store.database import Database

ADDRESS = "203.0.113.5"


@dataclass
class Service:
    """What the guards need."""

    database: Database
    settings: Settings
    now: dt.datetime = NOW

    def clock(self) -> dt.datetime:
        """Return the instant that the test says it is."""
        return self.now


class Guarded:
    """The application, and requests to it.

    Parameters
    ----------
    database : Database
        One with the desk acme.
    fields
        Settings other than the defaults.
    """

    def __init__(self, database: Database, **fields: Any) -> None:
        self.database = database
        self.settings = Settings(**fields)
        self.service = Service(database, self.settings)
        self.app = FastAPI()
        self.app.state.service = self.service
        add_routes(self.app)
        guard(self.app, self.settings)

    def key(self, role: str = "dispatcher", **fields: Any) -> str:
        """Return a new key at acme."""
        with self.database.write() as session:
            return keys.make(session, "acme", f"a {role}", Role(role), NOW, **fields)[1]

    def signed_in(self, role: str = "dispatcher") -> str:
        """Return the cookie of a new session at acme."""
        with self.database.write() as session:
            signed = sessions.sign_in(session, self.key_in(session, role), NOW, 12)
            assert signed is not None
            return f"openday_session={signed[0]}"

    @staticmethod
    def key_in(session: Any, role: str) -> str:
        """Return a new key at acme, made in a transaction that is under way."""
        return keys.make(session, "acme", f"a {role}", Role(role), NOW)[1]

    def ask(
        self,
        method: str,
        path: str,
        headers: dict[str, str] | None = None,
        address: str = ADDRESS,
        host: str = "localhost",
        **more: Any,
    ) -> httpx.Response:
        """Return the answer to one request."""

        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False, client=(address, 50_000))
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8040") as client:
                return await client.request(method, path, headers={"Host": host} | (headers or {}), **more)

        return asyncio.run(asked())

    def get(self, path: str, key: str = "", **more: Any) -> httpx.Response:
        """Return the answer to a GET, with a key if there is one."""
        return self.ask("GET", path, bearer(key) if key else {}, **more)


Make = Callable[..., Guarded]
"""Makes the application, with settings."""


def bearer(shown: str) -> dict[str, str]:
    """Return the header that shows a key or a token."""
    return {"Authorization": f"Bearer {shown}"}


def add_routes(app: FastAPI) -> None:
    """Add one small route for each thing that a guard looks at."""

    @app.get("/me")
    def me(principal: CurrentPrincipal) -> dict[str, str | None]:
        return {
            "desk_id": principal.desk_id,
            "name": principal.name,
            "role": principal.role,
            "engineer_id": principal.engineer_id,
            "via": principal.via,
        }

    @app.post("/edits")
    def edit(principal: Annotated[Principal, Depends(needs(Permission.EDIT))]) -> str:
        return principal.name

    @app.get("/calendar")
    def calendar(principal: Annotated[Principal, Depends(needs(Permission.READ, Permission.READ_OWN))]) -> str:
        return principal.name

    @app.post("/raw")
    async def raw(request: Request) -> int:
        return len(await request.body())

    @app.post("/parsed")
    def parsed(body: dict[str, Any]) -> int:
        return len(body)

    @app.get("/kept", dependencies=[Depends(needs(Permission.READ))])
    def kept() -> Response:
        return PlainTextResponse("kept", headers={"Cache-Control": "private, no-cache"})

    @app.get("/events")
    def events() -> StreamingResponse:
        async def said() -> AsyncIterator[str]:
            for number in range(50):
                yield f"data: {number}\n\n"

        return StreamingResponse(said(), media_type="text/event-stream")

    @app.get("/fault")
    def fault(secret: str = "") -> None:
        raise RuntimeError(f"it broke over {secret}")

    @app.get("/health")
    def health() -> str:
        return "well"

    @app.get("/app/board.js")
    def script() -> Response:
        return Response("let board", media_type="text/javascript")
