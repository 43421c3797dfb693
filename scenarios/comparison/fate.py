"""What becomes of each ticket: moved, lost, gained."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from engine.domain.schedule import Assignment, Schedule
from engine.domain.ticket import Ticket

from .solved import Solved

Kind = Literal["lost", "left_out", "gained", "new", "moved", "retimed", "gone"]
KINDS: dict[Kind, str] = {
    "lost": "lost",
    "left_out": "new, left out",
    "gained": "gained",
    "new": "new, placed",
    "moved": "to somebody else",
    "retimed": "at another time",
    "gone": "no longer work",
}
"""In the order in which they are told: ``lost`` was on a calendar and is not, ``gained`` the reverse; ``left_out`` and
``new`` were no work before, ``gone`` is none now; ``moved`` has other engineers, ``retimed`` another time alone."""
Places = Mapping[str, Assignment]


@dataclass(frozen=True)
class Fate:
    """A ticket whose place is not the same in the best schedules before and after.

    Parameters
    ----------
    ticket : Ticket
        As it is after, where it is there still.
    kind : str
    was, now : Assignment or None
    is_sure : bool
        Whether the seeds agree: no seed before has it as any seed after does. A change that they do not agree on may be
        nothing but one good plan in place of another.
    """

    ticket: Ticket
    kind: Kind
    was: Assignment | None
    now: Assignment | None
    is_sure: bool


def fates(base: Solved, variant: Solved) -> tuple[Fate, ...]:
    """Return the tickets whose place differs, by kind, the sure ones and the most urgent first."""
    order = {kind: at for at, kind in enumerate(KINDS)}
    return tuple(
        sorted(_fates(base, variant), key=lambda f: (order[f.kind], not f.is_sure, f.ticket.priority, f.ticket.id))
    )


def unrest(schedules: Sequence[Schedule]) -> float | None:
    """Return in how many tickets' engineers two seeds' schedules differ on average; None for one schedule alone."""
    pairs = list(combinations([_places(each) for each in schedules], 2))
    if not pairs:
        return None
    differing = sum(_who(one.get(t)) != _who(other.get(t)) for one, other in pairs for t in {*one, *other})
    return differing / len(pairs)


def _fates(base: Solved, variant: Solved) -> Iterator[Fate]:
    before = {ticket.id: ticket for ticket in base.situation.problem.schedulable}
    after = {ticket.id: ticket for ticket in variant.situation.problem.schedulable}
    was, now = _places(base.best), _places(variant.best)
    seeds_before, seeds_after = ([_places(each) for each in side.schedules] for side in (base, variant))
    can_tell = len(seeds_after) > 1 and (base.is_given or len(seeds_before) > 1)
    for ticket_id in before | after:
        old, new = was.get(ticket_id), now.get(ticket_id)
        kind = _kind(ticket_id in before, ticket_id in after, old, new)
        if kind is None:
            continue
        ticket = after.get(ticket_id) or before[ticket_id]
        if kind in ("gone", "new", "left_out"):
            in_all = all((ticket_id in each) == (new is not None) for each in seeds_after)
            yield Fate(ticket, kind, old, new, kind == "gone" or (in_all and len(seeds_after) > 1))
            continue
        told = _start if kind == "retimed" else _who
        sets = [{told(each.get(ticket_id)) for each in side} for side in (seeds_before, seeds_after)]
        yield Fate(ticket, kind, old, new, can_tell and sets[0].isdisjoint(sets[1]))


def _kind(is_before: bool, is_after: bool, old: Assignment | None, new: Assignment | None) -> Kind | None:
    if not is_after:
        return "gone"
    if not is_before:
        return "new" if new else "left_out"
    if old is None or new is None:
        return None if old is new else "gained" if new else "lost"
    if _who(old) != _who(new):
        return "moved"
    return "retimed" if _start(old) != _start(new) else None


def _places(schedule: Schedule) -> Places:
    return {given.ticket_id: given for given in schedule.assignments}


def _who(given: Assignment | None) -> frozenset[str]:
    return frozenset(given.engineer_ids) if given else frozenset()


def _start(given: Assignment | None) -> object:
    return given.start if given else None
