"""Schedules by version: the published one, and those it came after."""

import datetime as dt
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, defer

from engine.amendment import Amendment, Moved
from engine.domain.base import Frozen
from engine.domain.schedule import Assignment, Schedule
from engine.errors import UnknownId

from . import tables

PUBLISHED, SUPERSEDED = "published", "superseded"


def stored(session: Session, desk_id: str, version: int) -> tables.Schedule:
    """Return a version's row.

    Raises
    ------
    UnknownId
        When the desk has no such version.
    """
    row = session.get(tables.Schedule, {"desk_id": desk_id, "version": version})
    if row is None:
        raise UnknownId(f"the desk has no schedule of version {version}")
    return row


def schedule_of(session: Session, desk_id: str, version: int) -> Schedule | None:
    """Return a version's schedule; version 0, before the first, is none."""
    return Schedule.model_validate(stored(session, desk_id, version).body) if version else None


def since(session: Session, desk_id: str, version: int) -> list[tables.Schedule]:
    """Return the versions after one, oldest first, without their bodies being read."""
    columns = tables.Schedule
    rows = (
        select(columns)
        .where(columns.desk_id == desk_id, columns.version > version)
        .order_by(columns.version)
        .options(defer(columns.body))
    )
    return list(session.scalars(rows))


def take_version(session: Session, desk_id: str, published: int, data: int) -> int | None:
    """Claim the next version of a desk whose versions are still the given ones; None when they are not.

    This one statement is what makes a publish all or nothing: of two that saw the same state, one finds it changed.
    """
    desk = tables.Desk
    is_same = (desk.id == desk_id, desk.published_version == published, desk.data_version == data)
    claimed = session.execute(
        update(desk)
        .where(*is_same)
        .values(published_version=desk.last_version + 1, last_version=desk.last_version + 1)
        .returning(desk.published_version)
    ).scalar_one_or_none()
    if claimed is not None:
        rows = tables.Schedule
        old = update(rows).where(rows.desk_id == desk_id, rows.state == PUBLISHED).values(state=SUPERSEDED)
        session.execute(old)
    return claimed


def changes_of(amendment: Amendment, moves: tuple[Moved, ...], data: Frozen | None = None) -> dict[str, Any]:
    """Return what a version changes, as it is kept: the days, each ticket's place before and after, and the data."""
    return {
        "days": [[day.engineer_id, day.date.isoformat()] for day in amendment.days],
        "tickets": [
            {"ticket_id": each.ticket_id, "before": _place(each.before), "after": _place(each.after)} for each in moves
        ],
    } | ({"data": data.model_dump(mode="json")} if data else {})


def first(session: Session, desk_id: str, schedule: Schedule, at: dt.datetime, actor: str) -> int:
    """Write the published schedule that a desk brings along, as a version of its own."""
    row = session.get_one(tables.Desk, desk_id)
    # Claiming a version changes the row in hand as well.
    base = row.published_version
    version = take_version(session, desk_id, base, row.data_version)
    assert version is not None, "nobody else writes in this transaction"
    session.add(
        tables.Schedule(
            desk_id=desk_id,
            version=version,
            base_version=base,
            state=PUBLISHED,
            origin="import",
            proposal_id=None,
            body=schedule.model_dump(mode="json"),
            changes={"days": [], "tickets": []},
            summary="The schedule that came with the data",
            total=schedule.score.total if schedule.score else 0,
            created=at,
            created_by=actor,
        )
    )
    return version


def _place(given: Assignment | None) -> dict[str, Any] | None:
    return given.model_dump(mode="json", include={"engineer_ids", "start", "end"}) if given else None
