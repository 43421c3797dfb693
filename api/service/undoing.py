"""Undoing a publish: the days that it changed are proposed as they were before, and the data that it wrote too."""

import datetime as dt

from api.store.desks import still_there
from api.store.proposals import propose_days
from api.store.schedules import schedule_of, stored
from engine.amendment import difference, zones_of
from engine.domain.schedule import Schedule

from .errors import Settled
from .service import Service
from .written import Written, applied


def propose_undo(service: Service, desk_id: str, version: int, actor: str) -> str:
    """Return the id of a proposal of what a version's days were before it; publish it to undo the version.

    Later work on the same days makes it stale, as with any proposal.

    Raises
    ------
    UnknownId
        When the desk has no such version.
    Settled
        When there is nothing before it to go back to, all that it changed has gone by, or data that it wrote has been
        changed since.
    """
    now = service.snapshot(desk_id)
    with service.database.read() as session:
        row = stored(session, desk_id, version)
        if row.origin == "import":
            raise Settled(f"version {version} came with the data. Maybe import other data instead")
        after = Schedule.model_validate(row.body)
        before = schedule_of(session, desk_id, row.base_version) or Schedule(assignments=())
        kept = row.changes.get("data")
    written = Written.model_validate(kept).reverse if kept else None
    then = applied(now.problem, written, now.published) if written else now.problem
    amendment = difference(still_there(after, now.problem), still_there(before, then), zones_of(now.problem))
    if not amendment.days and not written:
        raise Settled(f"what version {version} changed has gone by, or has left the desk. Maybe plan it anew")
    at = service.clock()
    with service.database.write() as session:
        proposal = propose_days(
            session,
            now,
            amendment,
            {},
            origin="undo",
            actor=actor,
            at=at,
            summary=f"Undo of version {version}: {row.summary}",
            expires=at + dt.timedelta(hours=service.settings.proposal_hours),
        )
        proposal.base_version = version
        if written:
            proposal.body = {**proposal.body, "back": written.model_dump(mode="json")}
        return proposal.id
