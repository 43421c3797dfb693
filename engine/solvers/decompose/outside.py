"""What the rest of a plan means for a part of it: limits by order, loads, and engineers outside who share a group."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ...instance import NOWHERE, FactForm, Group, Instance, ShiftForm
from ...timeline import FOREVER, Intervals, intersect
from ...timing import Timed
from .part import Part


@dataclass(frozen=True)
class Ties:
    """Narrower times of tickets that wait for others outside, or are waited for; and those that must stay placed."""

    starts: dict[int, Intervals]
    within: dict[int, Intervals]
    needed: set[int]


def ties_of(instance: Instance, timed: Timed, tickets: Sequence[int], *, before_gets: bool) -> Ties:
    """Return the limits that orders to tickets outside set.

    When both ends of an order are decided anew in different parts, only one of them may use the time between: so
    whatever the two decide, the order is kept.
    """
    inside, ties = set(tickets), Ties({}, {}, set())
    for ticket in tickets:
        if ticket in instance.facts:
            continue
        for order in instance.predecessors.get(ticket, ()):
            if order.before not in inside and order.before in timed.span:
                first = timed.span[order.before][1] + order.lag
                if before_gets and order.before not in instance.facts and ticket in timed.span:
                    first = max(first, timed.span[ticket][0])
                allowed: Intervals = ((first, FOREVER),)
                ties.starts[ticket] = intersect(ties.starts.get(ticket, instance.starts[ticket]), allowed)
        for order in instance.successors.get(ticket, ()):
            # Before a fact also what is not planned yet must end.
            if order.after not in inside and order.after in timed.span:
                last = timed.span[order.after][0] - order.lag
                if not before_gets and order.after not in instance.facts:
                    last = min(last, timed.span[ticket][1])
                until: Intervals = ((-FOREVER, last),)
                ties.within[ticket] = intersect(ties.within.get(ticket, instance.within[ticket]), until)
                if order.after not in instance.facts:
                    ties.needed.add(ticket)
    return ties


def outside_loads(instance: Instance, timed: Timed, engineers: Iterable[int], inside: set[int]) -> dict[int, int]:
    """Return per engineer the load of the shifts that are not inside."""
    return {
        engineer: sum(timed.shifts[shift].load for shift in instance.shifts_of[engineer] if shift not in inside)
        for engineer in engineers
    }


def ghosts(
    instance: Instance,
    timed: Timed,
    part: Part,
    number: dict[int, int],
    engineer_number: NDArray[np.int64],
    tickets: Sequence[int],
) -> Part:
    """Return the part with its groups, and somebody in it for the engineers outside who have tickets of them.

    An engineer who is in the part with some shifts, and has tickets of a group on others, has a piece of work of no
    minutes; for all the others together there is one engineer more, with nothing but such work.
    """
    members: dict[int, list[int]] = defaultdict(list)
    for ticket in tickets:
        for group in instance.group_of.get(ticket, ()):
            members[group].append(ticket)
    made = _Ghosts(part.instance)
    groups = []
    for group in sorted(members):
        own = [number[ticket] for ticket in members[group]]
        for engineer in sorted(_engineers_outside(instance, timed, group, set(members[group]), set(part.shifts))):
            here = int(engineer_number[engineer])
            ghost = made.ticket(here)
            if ghost not in own:
                own.append(ghost)
        groups.append(Group(tuple(sorted(own)), instance.groups[group].cost))
    return made.haunt(part, tuple(sorted(groups)))


def _engineers_outside(instance: Instance, timed: Timed, group: int, members: set[int], inside: set[int]) -> set[int]:
    return {
        instance.shifts[shift].engineer
        for ticket in instance.groups[group].tickets
        for shift in timed.crew.get(ticket, ())
        if ticket not in members or shift not in inside
    }


class _Ghosts:
    """Tickets without work that keep an engineer engaged on a group."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.by_engineer: dict[int, int] = {}

    def ticket(self, engineer: int) -> int:
        """Return the ghost of an engineer of the part; -1 is somebody outside."""
        return self.by_engineer.setdefault(engineer, len(self.instance.tickets) + len(self.by_engineer))

    def haunt(self, part: Part, groups: tuple[Group, ...]) -> Part:
        """Return the part with these groups and the ghosts in it."""
        found = replace(self.instance, groups=groups)
        if not self.by_engineer:
            return replace(part, instance=found)
        extra = -1 in self.by_engineer
        if extra:
            found = _with_somebody(found)
        found = self._with_tickets(found)
        return replace(
            part,
            instance=found,
            shifts=(*part.shifts, *([-1] if extra else [])),
            tasks=(*part.tasks, *([-1] * len(self.by_engineer))),
        )

    def _with_tickets(self, found: Instance) -> Instance:
        shifts, facts = list(found.shifts), dict(found.facts)
        count = len(self.by_engineer)
        for engineer, ticket in self.by_engineer.items():
            shift = found.shifts_of[engineer][0]
            at = shifts[shift].start
            shifts[shift] = replace(shifts[shift], facts=(*shifts[shift].facts, FactForm(at, at, NOWHERE, ticket)))
            facts[ticket] = ((shift,), at, at)
        tasks = len(found.task_ticket)
        engineers = [engineer % len(found.engineers) for engineer in self.by_engineer]
        pairs = len(found.pair_engineer) + np.arange(count)
        empty = np.full(count, len(found.candidate_shift))
        return replace(
            found,
            tickets=(*found.tickets, *(f"(outside {engineer})" for engineer in self.by_engineer)),
            shifts=tuple(shifts),
            facts=facts,
            task_ticket=(*found.task_ticket, *self.by_engineer.values()),
            ticket_tasks=(*found.ticket_tasks, *((tasks + at,) for at in range(count))),
            ticket_place=(*found.ticket_place, *[NOWHERE] * count),
            ticket_pausable=(*found.ticket_pausable, *[False] * count),
            pair_begin=np.concatenate([found.pair_begin, pairs]),
            pair_end=np.concatenate([found.pair_end, pairs + 1]),
            pair_engineer=np.concatenate([found.pair_engineer, np.array(engineers, np.int32)]),
            pair_minutes=np.concatenate([found.pair_minutes, np.zeros(count, np.int32)]),
            pair_cost=np.concatenate([found.pair_cost, np.zeros(count, np.int32)]),
            candidate_begin=np.concatenate([found.candidate_begin, empty]),
            candidate_end=np.concatenate([found.candidate_end, empty]),
            within=(*found.within, *[((-FOREVER, FOREVER),)] * count),
            starts=(*found.starts, *[((-FOREVER, FOREVER),)] * count),
            late_start=(*found.late_start, *[()] * count),
            late_end=(*found.late_end, *[()] * count),
            drop=(*found.drop, *[0] * count),
            memo={},
        )


def _with_somebody(found: Instance) -> Instance:
    """Return the instance with one engineer more, who has one shift and no time on it."""
    at = len(found.engineers)
    form = ShiftForm(at, ("(outside)", "", "none"), found.now, found.now, found.now, (), (), NOWHERE)
    return replace(
        found,
        engineers=(*found.engineers, "(outside)"),
        shifts=(*found.shifts, form),
        profile=(*found.profile, 0),
        travel_cost=(*found.travel_cost, 0),
        window_load=(*found.window_load, ()),
        memo={},
    )
