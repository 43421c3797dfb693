"""Signing in, and the keys of a desk."""

from typing import Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.access import keys, sessions
from api.access.roles import Role
from api.service.plain import plain
from api.service.service import Service
from api.store import tables
from api.store.trail import note

from ..guards.identify import COOKIE
from ..guards.refusal import Refusal
from ..models.access import KeyOut, KeyRequest, Me, NewKey, SessionRequest
from ..models.listing import Listing
from ..once import OnlyOnce
from ..reply import After, Limit, page
from ..service import TheService
from ..who import Anybody, Manager

router = APIRouter(tags=["access"])


@router.post("/session", status_code=204)
def sign_in(body: SessionRequest, service: TheService) -> Response:
    """Begin the page's session with a key; it is kept in a cookie that scripts cannot read."""
    hours, is_secure = service.settings.session_hours, service.settings.secure_cookie
    with service.database.write() as session:
        begun = sessions.sign_in(session, body.key, service.clock(), hours)
    if begun is None:
        raise Refusal(401, "Nobody known", "This is no valid key. Maybe it was revoked, or a character is missing.")
    made = Response(status_code=204)
    seconds = int((begun[1] - service.clock()).total_seconds())
    made.set_cookie(COOKIE, begun[0], max_age=seconds, httponly=True, samesite="strict", secure=is_secure, path="/")
    return made


@router.delete("/session", status_code=204)
def sign_out(request: Request, who: Anybody, service: TheService) -> Response:
    """End the page's session."""
    assert who is not None
    with service.database.write() as session:
        sessions.end(session, request.cookies.get(COOKIE, ""))
    made = Response(status_code=204)
    made.delete_cookie(COOKIE, path="/")
    return made


@router.get("/me", response_model=Me)
def me(who: Anybody, service: TheService) -> dict[str, Any]:
    """Say who calls, and what they may do."""
    with service.database.read() as session:
        desk = session.get_one(tables.Desk, who.desk_id)
    return {
        "desk_id": who.desk_id,
        "desk_name": desk.body["name"],
        "name": who.name,
        "role": who.role.value,
        "engineer_id": who.engineer_id,
        "permissions": sorted(permission.value for permission in who.role.permissions),
    }


@router.get("/keys", response_model=Listing[KeyOut])
def list_keys(who: Manager, service: TheService, limit: Limit = 100, after: After = None) -> dict[str, Any]:
    """Return the desk's keys, without what their holders present."""
    with service.database.read() as session:
        rows = keys.of_desk(session, who.desk_id)
    zone = _zone(service, who.desk_id)
    return page([_key(row, zone) for row in rows], limit, after, lambda row: str(row["id"]))


@router.post("/keys", response_model=NewKey, status_code=201)
def make_key(body: KeyRequest, who: Manager, service: TheService, once: OnlyOnce) -> Response:
    """Make a key; what its holder presents is shown this once."""

    def effect(remember: Any) -> Any:
        with service.database.write() as session:
            row, presented = keys.make(
                session, who.desk_id, body.name, Role(body.role), service.clock(), body.engineer_id, body.expires
            )
            note(session, who.desk_id, service.clock(), who.name, "make key", row.id, {"role": body.role})
            known = _key(row, _zone(service, who.desk_id))
            # A repeated request learns which key was made, never again what it is.
            remember(session, known | {"key": ""})
        return known | {"key": presented}

    return once.run(effect, 201)


@router.delete("/keys/{key_id}", status_code=204)
def revoke_key(key_id: str, who: Manager, service: TheService) -> Response:
    """Revoke a key, and the sessions begun with it."""
    with service.database.write() as session:
        keys.revoke(session, who.desk_id, key_id, service.clock())
        note(session, who.desk_id, service.clock(), who.name, "revoke key", key_id)
    return Response(status_code=204)


def _key(row: tables.ApiKey, zone: ZoneInfo) -> dict[str, Any]:
    names = ("id", "name", "role", "engineer_id")
    times = ("created", "expires", "revoked")
    return {name: getattr(row, name) for name in names} | {name: plain(getattr(row, name), zone) for name in times}


def _zone(service: Service, desk_id: str) -> ZoneInfo:
    return ZoneInfo(service.snapshot(desk_id).problem.desk.time_zone)
