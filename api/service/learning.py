"""Weights that learn: what decisions propose, applied as a version of its own, undone, and a rule left out of it.

What is learned follows from the decisions alone, and is found anew whenever it is asked for. A version that is applied
keeps what it was learned from. What a person sets by hand counts as the desk's own from then on, and the decisions
before it as spent.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from api.store import tables
from api.store.decisions import decision_of, recorded
from api.store.desks import Snapshot
from api.store.trail import note
from api.store.weights import (
    LEARNED,
    UNDO,
    Mode,
    Setting,
    learned_until,
    set_setting,
    setting_of,
    since_hand,
    unlearn,
    weight_rows,
    write_weights,
)
from constraints import by_name
from engine.domain.weights import Weights
from engine.errors import UnknownId
from engine.learning.decision import Decision
from engine.learning.learned import Learned

from . import lessons
from .editing import Change, Changed, change
from .errors import Settled
from .service import Service

Remember = Callable[[Session, dict[str, Any]], None]
MOST = 5000
"""Decisions that are learned from, the newest of them: older ones have faded."""


@dataclass(frozen=True)
class Known:
    """What a desk's weights are, and what they may learn from."""

    now: Snapshot
    rows: tuple[tables.Weights, ...]
    """The versions from the newest one by hand on."""
    setting: Setting
    decisions: tuple[Decision, ...]

    @property
    def hand(self) -> dict[str, int]:
        """The weights as a person has set them."""
        values: dict[str, int] = self.rows[0].body["values"]
        return values

    @cached_property
    def until(self) -> dt.datetime | None:
        """Up to when the weights have learned already."""
        return learned_until(self.rows)


def known(service: Service, desk_id: str) -> Known:
    """Read what a desk's weights may learn from."""
    with service.database.read() as session:
        now = service.snapshots.get(session, desk_id, service.clock())
        rows = tuple(since_hand(weight_rows(session, desk_id)))
        found = recorded(session, desk_id, most=MOST)
        given = (decision_of(each) for each in found if each.unlearned is None)
        fresh = tuple(each for each in given if each.weights_version >= rows[0].version)
        return Known(now, rows, setting_of(session, desk_id), fresh)


def learn(service: Service, what: Known, at: dt.datetime) -> Learned:
    """Return what the decisions up to an instant teach."""
    return service.ask(what.now, lessons.lesson, what.hand, what.setting.frozen, what.decisions, at)


def apply(
    service: Service, desk_id: str, actor: str, remember: Remember, *, until: dt.datetime | None = None
) -> dict[str, Any]:
    """Make what has been learned the desk's weights.

    Parameters
    ----------
    until : datetime, optional
        Later decisions are left for the next time.

    Raises
    ------
    Settled
        When nothing new has been learned.
    """
    at = until or service.clock()

    def think(now: Snapshot) -> Change:
        what = replace(known(service, desk_id), now=now)
        learned = learn(service, what, at)
        values = now.problem.desk.weights.values
        before = {rule.name: values.get(rule.name, rule.default_weight) for rule in by_name().values()}
        new = {rule: weight for rule, weight in learned.weights.items() if weight != before[rule]}
        if not new:
            raise Settled("nothing new has been learned. Maybe wait for more decisions")
        day = what.until and what.until.astimezone(ZoneInfo(now.problem.desk.time_zone)).date()
        detail = {
            "until": at.isoformat(),
            "decisions": learned.decisions,
            "steps": [each.model_dump(mode="json") for each in learned.steps if day is None or each.day >= day],
        }

        def write(session: Session, written: dt.datetime, weights: Weights) -> None:
            write_weights(session, desk_id, weights, origin=LEARNED, at=written, actor=actor, learned=detail)

        return _to(now, values | new, write, "learn")

    return _changed(service, desk_id, actor, think, remember)


def undo(service: Service, desk_id: str, version: int | None, actor: str, remember: Remember) -> dict[str, Any]:
    """Go back to the weights before a learned version, by default the newest; its decisions are not learned from again.

    Raises
    ------
    UnknownId
        When the desk has no such version.
    Settled
        When nothing was learned since a person has set the weights, or the version is undone already.
    """

    def think(now: Snapshot) -> Change:
        what = known(service, desk_id)
        standing = [row for row in what.rows if row.origin == LEARNED and row.undone is None]
        wanted = standing[-1].version if version is None and standing else version
        if wanted is not None and wanted > what.rows[-1].version:
            raise UnknownId(f"the desk has no weights of version {wanted}")
        taken = [row for row in standing if wanted is not None and row.version >= wanted]
        if not taken or taken[0].version != wanted:
            raise Settled("there is nothing learned to undo there. Maybe look at which versions stand")
        before = [row for row in what.rows if row.version < taken[0].version]
        since, until = learned_until(before), learned_until(what.rows)
        assert until is not None, "a learned version says up to when"

        def write(session: Session, written: dt.datetime, weights: Weights) -> None:
            unlearn(session, desk_id, taken[0].version, since, until, written)
            write_weights(session, desk_id, weights, origin=UNDO, at=written, actor=actor)

        return _to(now, before[-1].body["values"], write, "unlearn")

    return _changed(service, desk_id, actor, think, remember)


def freeze(
    service: Service, desk_id: str, rule: str, actor: str, remember: Remember, *, is_frozen: bool
) -> dict[str, Any]:
    """Keep a rule's weight as it is, or let it learn again.

    Raises
    ------
    UnknownId
        When no rule of that name has a weight.
    """
    rules = by_name()
    if rule not in rules or rules[rule].default_weight is None:
        raise UnknownId(f"no rule {rule!r} has a weight")

    def changed(old: Setting) -> Setting:
        return replace(old, frozen=tuple(sorted({*old.frozen, rule} if is_frozen else {*old.frozen} - {rule})))

    return _set(service, desk_id, changed, actor, "freeze" if is_frozen else "thaw", f"rule {rule}", remember)


def set_mode(service: Service, desk_id: str, mode: Mode, actor: str, remember: Remember) -> dict[str, Any]:
    """Say whether learned weights wait for a click, are applied once a day, or nothing is learned."""
    return _set(service, desk_id, lambda old: replace(old, mode=mode), actor, "learning", mode, remember)


def _set(
    service: Service,
    desk_id: str,
    changed: Callable[[Setting], Setting],
    actor: str,
    action: str,
    target: str,
    remember: Remember,
) -> dict[str, Any]:
    at = service.clock()
    with service.database.write() as session:
        new = changed(setting_of(session, desk_id, to_write=True))
        set_setting(session, desk_id, new)
        note(session, desk_id, at, actor, action, target)
        document = {"mode": new.mode, "frozen": list(new.frozen)}
        remember(session, document)
    return document


def _to(
    now: Snapshot, values: dict[str, int], write: Callable[[Session, dt.datetime, Weights], None], action: str
) -> Change:
    """Return a change to other weights."""
    desk = now.problem.desk
    weights = Weights(version=desk.weights.version + 1, values=values)
    problem = now.problem.model_copy(update={"desk": desk.model_copy(update={"weights": weights})})
    target = f"weights {weights.version}"
    return Change(problem, lambda session, at: write(session, at, weights), action, target)


def _changed(
    service: Service, desk_id: str, actor: str, think: Callable[[Snapshot], Change], remember: Remember
) -> dict[str, Any]:
    def document(done: Changed) -> dict[str, Any]:
        return {"version": done.after.problem.desk.weights.version, "data_version": done.data_version}

    done = change(service, desk_id, actor, think, lambda session, changed: remember(session, document(changed)))
    service.warm(desk_id)
    return document(done)
