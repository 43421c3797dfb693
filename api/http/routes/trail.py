"""What was done: the audit log."""

from typing import Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from sqlalchemy import select

from api.service.plain import plain
from api.service.service import Service
from api.store import tables

from ..models.listing import Listing
from ..models.trail import AuditLine
from ..reply import After, Limit, cursor, number_in, parts_of
from ..service import TheService
from ..who import Manager

router = APIRouter(tags=["trail"])


@router.get("/audit", response_model=Listing[AuditLine])
def audit_log(who: Manager, service: TheService, limit: Limit = 100, after: After = None) -> dict[str, Any]:
    """Return who did what, newest first."""
    return newest(service, who.desk_id, tables.AuditEntry, ("actor", "action", "target", "detail"), limit, after)


def newest(
    service: Service, desk_id: str, table: Any, names: tuple[str, ...], limit: int, after: str | None
) -> dict[str, Any]:
    """Return a desk's rows of a table that counts them up, newest first, as a page of a list."""
    zone = ZoneInfo(service.snapshot(desk_id).problem.desk.time_zone)
    wanted = select(table).where(table.desk_id == desk_id).order_by(table.id.desc())
    if after is not None:
        wanted = wanted.where(table.id < number_in(parts_of(after, 1)[0], after))
    with service.database.read() as session:
        rows = list(session.scalars(wanted.limit(limit + 1)))
    items = [
        {"id": row.id, "at": plain(row.at, zone), **{name: plain(getattr(row, name), zone) for name in names}}
        for row in rows[:limit]
    ]
    return {"items": items, "next": cursor(str(items[-1]["id"])) if len(rows) > limit else None}
