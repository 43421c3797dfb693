"""How far the engine may go alone at a desk: shown, changed, tried out on the past, and stopped."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from api.store import desks, trust
from api.store.desks import Snapshot
from api.store.tables import TrustAction
from api.store.trail import note
from api.store.trust import Meant
from engine.learning.category import Category
from engine.learning.ladder import Ladder, Policy
from engine.learning.past import Past
from engine.learning.preview import Preview, preview
from engine.learning.watch import LIMIT, watch

from .errors import Settled
from .pilot.look import done_on
from .pilot.sureness import past_tickets
from .plain import plain
from .service import Service

Remember = Callable[[Session, dict[str, Any]], None]
Require = Callable[[int], None]
"""Refuses to change a ladder of a version that the caller has not read."""


def trust_document(service: Service, desk_id: str) -> dict[str, Any]:
    """Return a desk's ladder, how each policy stands, and what was done today."""
    now = service.snapshot(desk_id)
    with service.database.read() as session:
        version, ladder = trust.ladder_of(session, desk_id)
        past = trust.judged_by(session, desk_id, ladder)
        return _document(session, now, service.clock(), version, ladder, past)


def set_ladder(service: Service, desk_id: str, wanted: Ladder, actor: str, require: Require) -> dict[str, Any]:
    """Write a ladder as a person wants it; what waits and would no longer be done is taken back.

    A level that is set anew is judged only by what comes after.
    """

    def changed(before: Ladder, at: dt.datetime) -> Ladder:
        known = {each.category: each for each in before.policies}
        policies = tuple(_since(known.get(each.category), each, at) for each in wanted.policies)
        return wanted.model_copy(update={"policies": policies})

    nothing: Remember = lambda _session, _document: None  # noqa: E731
    return _change(service, desk_id, actor, changed, require, nothing, "set trust", "the level was changed")


def switch_off(service: Service, desk_id: str, actor: str, remember: Remember) -> dict[str, Any]:
    """Let nothing more happen without a person, and take back what waits."""

    def changed(before: Ladder, _at: dt.datetime) -> Ladder:
        return before.model_copy(update={"is_on": False})

    return _change(service, desk_id, actor, changed, lambda _version: None, remember, "trust off", "switched off")


def try_out(service: Service, desk_id: str, wanted: Ladder, category: Category | None) -> dict[str, Any]:
    """Return what a ladder would have done with the desk's past tickets, beside what the present one would have."""
    now = service.snapshot(desk_id)
    zone = ZoneInfo(now.problem.desk.time_zone)
    with service.database.read() as session:
        _, ladder = trust.ladder_of(session, desk_id)
        past = past_tickets(session, desk_id)
    return {
        "since": plain(past[0].at, zone) if past else None,
        "before": _preview(now, preview(ladder, past, zone, category)),
        "after": _preview(now, preview(wanted, past, zone, category)),
    }


def actions(
    service: Service,
    desk_id: str,
    limit: int,
    states: Iterable[str] | None,
    after: tuple[dt.datetime, str] | None,
) -> tuple[list[dict[str, Any]], list[TrustAction]]:
    """Return what the ladder made of tickets, newest first, and the rows; one more than the limit where there are."""
    now, row = service.snapshot(desk_id), TrustAction
    wanted = select(row).where(row.desk_id == desk_id).order_by(row.created.desc(), row.id.desc()).limit(limit + 1)
    if states is not None:
        wanted = wanted.where(row.state.in_(tuple(states)))
    if after is not None:
        wanted = wanted.where(tuple_(row.created, row.id) < tuple_(*after))
    with service.database.read() as session:
        rows = list(session.scalars(wanted))
    return [_action(now, each) for each in rows], rows


def stop(service: Service, desk_id: str, action_id: str, actor: str, reason: str, remember: Remember) -> dict[str, Any]:
    """Keep a suggestion from being done; its ticket is left to people from then on.

    Raises
    ------
    UnknownId
        When the desk has no such action.
    Settled
        When it is too late, or there is nothing to stop.
    """
    now, at = service.snapshot(desk_id), service.clock()
    with service.database.write() as session:
        desks.lock(session, desk_id)
        row = trust.found(session, desk_id, action_id, to_write=True)
        if row.state not in (trust.WAITING, trust.STOPPED):
            hint = f"undo version {row.version}" if row.state == trust.PUBLISHED else "look at what has become of it"
            raise Settled(f"this action is {row.state}, and cannot be stopped. Maybe {hint}")
        if row.state == trust.WAITING:
            trust.disagree(session, row, trust.STOPPED, at, actor, reason=reason)
            row.reason = reason or row.reason
            trust.discard(session, row)
            note(session, desk_id, at, actor, "stop", f"ticket {row.ticket_id}", {"action": row.id, "reason": reason})
        document = _action(now, row)
        remember(session, document)
    return document


def _change(
    service: Service,
    desk_id: str,
    actor: str,
    changed: Callable[[Ladder, dt.datetime], Ladder],
    require: Require,
    remember: Remember,
    action: str,
    why: str,
) -> dict[str, Any]:
    now, at = service.snapshot(desk_id), service.clock()
    with service.database.read() as session:
        # A level that is set now begins with nothing known of it: what is known of those before will do for both.
        past = trust.judged_by(session, desk_id, trust.ladder_of(session, desk_id)[1])
    with service.database.write() as session:
        desks.lock(session, desk_id)
        version, before = trust.ladder_of(session, desk_id)
        require(version)
        ladder = changed(before, at)
        if ladder != before or not version:
            version = trust.write_ladder(session, desk_id, ladder, at, actor)
            count = trust.withdraw(session, desk_id, ladder, at, actor, why)
            detail = {"before": before.model_dump(mode="json"), "after": ladder.model_dump(mode="json")}
            note(session, desk_id, at, actor, action, f"trust {version}", detail | {"withdrawn": count})
            session.flush()
        document = _document(session, now, at, version, ladder, past)
        remember(session, document)
    return document


def _since(before: Policy | None, wanted: Policy, at: dt.datetime) -> Policy:
    """Return a wanted policy with the instant from which it is judged; one that lowered itself says so until raised."""
    if before is not None and before.level is wanted.level:
        return wanted.model_copy(update={"since": before.since, "lowered": before.lowered})
    return wanted.model_copy(update={"since": at, "lowered": ""})


def _document(
    session: Session, now: Snapshot, at: dt.datetime, version: int, ladder: Ladder, past: list[Past]
) -> dict[str, Any]:
    zone = ZoneInfo(now.problem.desk.time_zone)
    return {
        "version": version,
        "is_on": ladder.is_on,
        "daily_limit": ladder.daily_limit,
        "done_today": done_on(session, now, at),
        "policies": [
            {**plain(each, zone), "words": _words(now, each.category), "standing": _standing(ladder, each, past)}
            for each in ladder.policies
        ],
    }


def _words(now: Snapshot, category: Category) -> str:
    """Return a category in words, the client by its name."""
    client = now.problem.client.get(category.client_id or "")
    return str(category.model_copy(update={"client_id": client.label}) if client else category)


def _standing(ladder: Ladder, policy: Policy, past: list[Past]) -> dict[str, Any]:
    state = watch(policy, [each for each in past if ladder.policy_of(each.ticket) == policy])
    return {"outcomes": state.outcomes, "agreed": state.agreed, "evidence": round(state.evidence / LIMIT, 3)}


def _preview(now: Snapshot, found: Preview) -> dict[str, Any]:
    zone = ZoneInfo(now.problem.desk.time_zone)
    return {
        "tickets": found.tickets,
        "acted": len(found.acted),
        "otherwise": len(found.otherwise),
        "precision": found.precision,
        "below": found.below,
        "over_limit": found.over_limit,
        "unknown": found.unknown,
        "examples": [_example(now, each, zone) for each in found.otherwise[::-1][:50]],
    }


def _example(now: Snapshot, each: Past, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "ticket_id": each.ticket.id,
        "at": plain(each.at, zone),
        "proposed": _label(now, each.proposed),
        "chosen": _label(now, each.chosen),
        "probability": each.probability,
    }


def _label(now: Snapshot, engineer_id: str | None) -> str | None:
    person = now.problem.engineer.get(engineer_id or "")
    return person.label if person else engineer_id


def _action(now: Snapshot, row: TrustAction) -> dict[str, Any]:
    zone = ZoneInfo(now.problem.desk.time_zone)
    meant = Meant.model_validate(row.body)
    told = ("level", "threshold", "engineer_id", "start", "end", "cost", "why", "probability", "count", "summary")
    return {
        **{name: getattr(row, name) for name in ("id", "ticket_id", "step", "state", "reason", "version")},
        **plain({name: getattr(meant, name) for name in told}, zone),
        "category": _words(now, meant.category),
        "label": _label(now, meant.engineer_id),
        "chosen": _label(now, meant.chosen),
        "is_agreed": meant.is_agreed,
        "due": plain(row.due, zone),
        "created": plain(row.created, zone),
        "ended": plain(row.ended, zone),
        "ended_by": row.ended_by,
        "proposal_id": row.proposal_id,
    }
