"""Finds out who calls, once a request: by an API key, a bearer token or the page's session cookie."""

from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.access import keys, sessions
from api.access.principal import Principal
from api.access.tokens import Tokens
from api.http.away import AWAY, away, will_pass
from api.settings import Settings
from api.store import tables

from .service import Service, service_of

COOKIE = "openday_session"
"""The cookie that the page's session is kept in."""


class Identify:
    """Middleware that keeps the principal, or None, at ``request.state.principal``.

    It refuses nobody, unless the database is away and nobody can be looked up.

    What finds out anew is at ``request.state.look_again``, for answers that have no end.

    Parameters
    ----------
    app : ASGI application
        What comes next.
    settings : Settings
        Whose bearer tokens are believed.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._tokens = Tokens(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Find out who calls, and pass the request on."""
        if scope["type"] == "http":
            request = Request(scope)
            shown = request.headers.get("authorization"), request.cookies.get(COOKIE)
            look = partial(self._principal, service_of(scope), *shown)
            state = scope.setdefault("state", {})
            try:
                state["principal"] = await run_in_threadpool(look) if any(shown) else None
            except AWAY as error:
                if not will_pass(error):
                    raise
                # What goes wrong here does not come by where errors become answers.
                await away(scope["path"], error)(scope, receive, send)
                return
            state["look_again"] = look
        await self.app(scope, receive, send)

    def _principal(self, service: Service, authorization: str | None, cookie: str | None) -> Principal | None:
        """Return who calls. A wrong key is not made up for by a good cookie."""
        if authorization is None:
            return _by_session(service, cookie or "")
        scheme, _, shown = authorization.strip().partition(" ")
        if scheme.lower() != "bearer":
            return None
        if keys.looks_like_key(shown.strip()):
            return _by_key(service, shown.strip())
        principal = self._tokens.principal(shown.strip())
        return principal if principal is not None and _has_desk(service, principal.desk_id) else None


def _by_key(service: Service, shown: str) -> Principal | None:
    with service.database.read() as session:
        key = keys.find(session, shown, service.clock())
        return keys.principal_of(key) if key else None


def _by_session(service: Service, shown: str) -> Principal | None:
    with service.database.read() as session:
        key = sessions.find(session, shown, service.clock())
        return keys.principal_of(key, is_session=True) if key else None


def _has_desk(service: Service, desk_id: str) -> bool:
    with service.database.read() as session:
        return session.get(tables.Desk, desk_id) is not None
