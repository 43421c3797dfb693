"""The calendars that engineers' own programs subscribe to, written anew with every publish that touches them."""

from collections.abc import Sequence

import icalendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.store import tables
from api.store.desks import Snapshot, known_to
from engine.domain.schedule import Schedule
from engine.files.entries import entries
from engine.files.schedulecalendar import Event, calendar_bytes
from engine.given_up import without_given_up


def rewrite_feeds(
    session: Session, now: Snapshot, schedule: Schedule, engineer_ids: Sequence[str], version: int
) -> None:
    """Write the feeds of some engineers from what they were, so that moved work updates instead of doubling."""
    planned = entries(without_given_up(known_to(now.problem, schedule), now.problem), now.problem)
    for engineer in engineer_ids:
        row = session.get(tables.Feed, {"desk_id": now.desk_id, "engineer_id": engineer})
        old = row.calendar if row else b""
        new = calendar_bytes(planned.get(engineer, []), _events(old), now.problem.desk.now)
        if row is None:
            row = tables.Feed(desk_id=now.desk_id, engineer_id=engineer, digest=None, calendar=new, version=version)
            session.add(row)
        else:
            row.calendar, row.version = new, version


def refresh_feeds(session: Session, now: Snapshot) -> None:
    """Write all feeds of a desk from the published schedule, after the data under it has changed."""
    feeds = tables.Feed
    there = session.scalars(select(feeds.engineer_id).where(feeds.desk_id == now.desk_id)).all()
    rewrite_feeds(session, now, now.published or Schedule(assignments=()), there, now.published_version)


def _events(old: bytes) -> dict[str, Event]:
    if not old:
        return {}
    return {str(event["UID"]): event for event in icalendar.Calendar.from_ical(old).walk("VEVENT")}
