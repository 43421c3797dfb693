"""What became of earlier actions; and levels that lower themselves by it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from api.store import desks, trust
from api.store.desks import Snapshot
from api.store.schedules import since
from api.store.tables import Schedule, TrustAction
from api.store.trail import note
from api.store.trust import Meant
from engine.learning.ladder import Ladder
from engine.learning.watch import Lowered, lower

from ..service import Service

SAME = dt.timedelta(minutes=30)
"""A start so near the recommended one is the same place: the clock goes on between a look and a person's click."""
STANDS = dt.timedelta(hours=24)
"""After so long, or when the work begins, what nobody changed is agreed with."""
PLANS = ("plan", "nightly", "import", trust.ORIGIN)
"""Origins of versions by which nobody says anything about a single ticket."""
_NOBODY = "nobody"


def settle(service: Service, desk_id: str) -> None:
    """Write what is known now of a desk's actions, and lower levels that agreement speaks against."""
    at, now = service.clock(), service.snapshot(desk_id)
    with service.database.read() as session:
        rows = trust.in_states(session, desk_id, (trust.LEFT, trust.NOTED, trust.WAITING, trust.PUBLISHED))
        touched = _touched(session, desk_id, rows)
        ids = [row.id for row in rows if _fate(touched[row.id], now, row, at)]
    for action_id in ids:
        with service.database.write() as session:
            desks.lock(session, desk_id)
            row = trust.found(session, desk_id, action_id, to_write=True)
            fate = _fate(_touched(session, desk_id, [row])[row.id], now, row, at) if row.ended is None else None
            if fate is not None:
                state, actor, more = fate
                if state == trust.UNDONE:
                    trust.disagree(session, row, state, at, actor, chosen=more["chosen"])
                else:
                    trust.end(row, state, at, actor, **more)
                trust.discard(session, row)
    _lower(service, desk_id, at)


_Fate = tuple[str, str, dict[str, Any]]
"""The state, who brought it about, and what is known now."""


_Touched = list[tuple[Schedule, dict[str, Any] | None]]
"""The versions since an action that gave its ticket another place, and that place."""


def _fate(touched: _Touched, now: Snapshot, row: TrustAction, at: dt.datetime) -> _Fate | None:
    """Return what has become of an open or published action; None while that is not known."""
    meant = Meant.model_validate(row.body)
    if row.state == trust.PUBLISHED:
        return _after(meant, touched, row, now, at)
    for version, after in touched:
        if after is None or (version.origin in PLANS and version.proposal_id != row.proposal_id):
            continue
        if version.created_by == trust.ACTOR:
            continue
        is_agreed = version.proposal_id == row.proposal_id if row.proposal_id else False
        is_agreed = is_agreed or _is_same(meant, after)
        return trust.DECIDED, version.created_by, {"chosen": after["engineer_ids"][0], "is_agreed": is_agreed}
    ticket = now.problem.ticket.get(row.ticket_id)
    is_placed = any(each.ticket_id == row.ticket_id for each in now.published.assignments) if now.published else False
    if ticket is None or not ticket.is_schedulable or is_placed:
        return trust.GONE, _NOBODY, {}
    return None


def _after(
    meant: Meant,
    touched: _Touched,
    row: TrustAction,
    now: Snapshot,
    at: dt.datetime,
) -> _Fate | None:
    for version, after in touched:
        if after is not None and _is_same(meant, after):
            continue
        if version.origin in PLANS:
            return trust.MOVED, version.created_by, {}
        chosen = after["engineer_ids"][0] if after else None
        return trust.UNDONE, version.created_by, {"chosen": chosen, "is_agreed": False}
    has_begun = meant.start is not None and meant.start <= now.problem.desk.now
    if has_begun or (row.due is not None and at >= row.due + STANDS):
        return trust.KEPT, _NOBODY, {"chosen": meant.engineer_id, "is_agreed": True}
    return None


def _touched(session: Session, desk_id: str, rows: Sequence[TrustAction]) -> dict[str, _Touched]:
    """Return by action which versions have touched its ticket since; each version is read once for all of them."""
    base = {row.id: row.version if row.version is not None else row.base_version for row in rows}
    places: dict[str, _Touched] = defaultdict(list)
    for version in since(session, desk_id, min(base.values())) if base else ():
        for change in version.changes["tickets"]:
            places[change["ticket_id"]].append((version, change["after"]))
    return {row.id: [each for each in places[row.ticket_id] if each[0].version > base[row.id]] for row in rows}


def _is_same(meant: Meant, after: dict[str, Any]) -> bool:
    if meant.start is None or after["engineer_ids"] != [meant.engineer_id]:
        return False
    return abs(dt.datetime.fromisoformat(after["start"]) - meant.start) <= SAME


def _lower(service: Service, desk_id: str, at: dt.datetime) -> None:
    with service.database.read() as session:
        if not _lowered(session, desk_id)[1]:
            return
    with service.database.write() as session:
        desks.lock(session, desk_id)
        ladder, found = _lowered(session, desk_id)
        if not found:
            return
        trust.write_ladder(session, desk_id, ladder, at, trust.ACTOR)
        for each in found:
            detail = {"category": str(each.category), "why": each.why, "actions": list(each.past_ids)}
            note(session, desk_id, at, trust.ACTOR, "lower", f"trust in {each.category}", detail)
        trust.withdraw(session, desk_id, ladder, at, trust.ACTOR, found[0].why)


def _lowered(session: Session, desk_id: str) -> tuple[Ladder, tuple[Lowered, ...]]:
    ladder = trust.ladder_of(session, desk_id)[1]
    return lower(ladder, trust.judged_by(session, desk_id, ladder))
