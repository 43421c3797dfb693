"""The compiled problem: integers in a closed list of forms. Solvers read this and never the domain.

Costs are in thousandths of an engineer-minute (amount times weight). The instance knows no unit of time: a tick is a
minute for a desk, and may be a hundredth of one in a benchmark.
"""

from collections.abc import Collection, Hashable
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from .rows import Candidates, Pairs, Vector
from .steps import Steps
from .timeline import Intervals

NOWHERE = -1
"""The place of remote work, and of a shift that starts at no place."""

OF_SHIFTS = ("bare", "idle times", "idle cost")
"""What is remembered shift by shift, of shifts as they are without work: their order, their times, what they cost."""

Hinges = tuple[tuple[int, int], ...]
"""A convex function of a load: ``(breakpoint, cost per tick beyond it)``, summed."""


class Group(NamedTuple):
    """Tickets that one engineer should keep, and the cost of each engineer beyond the first."""

    tickets: tuple[int, ...]
    cost: int


class Order(NamedTuple):
    """``after`` starts at least ``lag`` ticks after the end of ``before``."""

    before: int
    after: int
    lag: int


class Change(NamedTuple):
    """The published start of a ticket, and the cost of moving it by more than the tolerance."""

    start: int
    tolerance: int
    cost: int


class FactForm(NamedTuple):
    """Work or an appointment that stays where it is; ``ticket`` is -1 for an appointment."""

    start: int
    end: int
    place: int
    ticket: int
    load: int = 0
    """Ticks of work in it, pauses left out."""


class BreakForm(NamedTuple):
    """A floating break."""

    low: int
    high: int
    minutes: int


@dataclass(frozen=True)
class ShiftForm:
    """One shift of one engineer.

    Parameters
    ----------
    engineer : int
    key : tuple of str
        Engineer id, day and kind, for people.
    start, normal_end, hard_end : int
    free : Intervals
        Ticks in which work, set-up, trips and floating breaks may lie.
    barriers : Intervals
        What pausable work does not run over.
    home : int
        Place where the shift starts and ends.
    facts : tuple of FactForm
        Work and placed appointments that stay, by time.
    closed : frozenset of int
        Legs between consecutive placed facts that no free time can hold; leg i leads to placed fact i, the last home.
    breaks : tuple of BreakForm
    load : Hinges
        Cost of the load.
    load_cap : int or None
        Most load that may be planned.
    end_cost : int
        Cost per tick past the normal end.
    """

    engineer: int
    key: tuple[str, str, str]
    start: int
    normal_end: int
    hard_end: int
    free: Intervals
    barriers: Intervals
    home: int
    facts: tuple[FactForm, ...] = ()
    closed: frozenset[int] = frozenset()
    breaks: tuple[BreakForm, ...] = ()
    load: Hinges = ()
    load_cap: int | None = None
    end_cost: int = 0

    @cached_property
    def placed_facts(self) -> tuple[FactForm, ...]:
        """Facts with a place, in order."""
        return tuple(fact for fact in self.facts if fact.place != NOWHERE)


@dataclass(frozen=True)
class Gate:
    """One rule's say on who may take a ticket: a key per ticket, a mask over shifts per key."""

    rule: str
    yields_to_pin: bool
    keys: tuple[Hashable, ...]
    masks: dict[Hashable, NDArray[np.bool_]]

    def allows(self, ticket: int, shift: int) -> bool:
        """Whether the rule lets a ticket onto a shift."""
        return bool(self.masks[self.keys[ticket]][shift])


@dataclass(frozen=True, eq=False)
class Instance:
    """The forms of a problem. Tickets, tasks, shifts, engineers and places are indices.

    ``pair_*`` and ``candidate_*`` are sparse rows, of which like tickets share one: entries ``begin[t]`` to ``end[t]``
    are those of ticket t, pairs by ascending engineer, candidates by ascending shift. A ticket that is a fact has the
    pairs of its engineers and no candidates.
    """

    tickets: tuple[str, ...]
    engineers: tuple[str, ...]
    places: tuple[str, ...]
    horizon: int
    now: int
    shifts: tuple[ShiftForm, ...]
    task_ticket: tuple[int, ...]
    ticket_tasks: tuple[tuple[int, ...], ...]
    task_engineer: dict[int, int]
    """Tasks that one named engineer takes."""
    ticket_place: tuple[int, ...]
    ticket_pausable: tuple[bool, ...]
    facts: dict[int, tuple[tuple[int, ...], int, int]]
    """Per ticket that is a fact: its shifts, start and end."""
    pair_begin: NDArray[np.int64]
    pair_end: NDArray[np.int64]
    pair_engineer: Vector
    pair_minutes: Vector
    pair_cost: Vector
    candidate_begin: NDArray[np.int64]
    candidate_end: NDArray[np.int64]
    candidate_shift: Vector
    within: tuple[Intervals, ...]
    """Per ticket: the whole work lies in one of these."""
    starts: tuple[Intervals, ...]
    """Per ticket: the start lies in one of these."""
    opening: tuple[Intervals, ...]
    """Per place: set-up lies in one of these."""
    setup: tuple[int, ...]
    visit_cost: tuple[int, ...]
    late_start: tuple[Steps, ...]
    late_end: tuple[Steps, ...]
    drop: tuple[int, ...]
    """Per ticket: cost of leaving it out, lateness as if started at the horizon included."""
    travel: tuple[NDArray[np.int64], ...]
    profile: tuple[int, ...]
    travel_cost: tuple[int, ...]
    window_load: tuple[Hinges, ...]
    """Per engineer: cost of the load over the whole window."""
    orders: tuple[Order, ...]
    groups: tuple[Group, ...]
    changes: dict[int, Change]
    gates: tuple[Gate, ...] = ()
    memo: dict[Hashable, object] = field(default_factory=dict, repr=False, compare=False)

    def of_shifts(self, kind: str) -> dict[int, Any]:
        """Return what has been found out so far of shifts as they are without work; kinds are those of `OF_SHIFTS`."""
        return self.memo.setdefault(kind, {})  # type: ignore[return-value]

    def _idle_memo(self, changed: Collection[int] = ()) -> dict[Hashable, object]:
        """Return what has been found out of shifts as they are without work, for an instance in which some differ.

        Where none does, whatever one of the two instances finds out the other knows as well.
        """
        gone, kept = set(changed), dict[Hashable, object]()
        for kind in OF_SHIFTS:
            known = self.of_shifts(kind)
            kept[kind] = {shift: each for shift, each in known.items() if shift not in gone} if gone else known
        if not gone and "calendars" in self.memo:
            kept["calendars"] = self.memo["calendars"]
        return kept

    def replaced(self, changed: Collection[int] = (), **forms: Any) -> Self:
        """Return the instance with some other forms; what follows from the rest is not found out again.

        Parameters
        ----------
        changed : collection of int
            The shifts whose forms differ; they stay those of the same engineers.
        """
        found = replace(self, memo=self._idle_memo(changed), **forms)
        for name, sources in _DERIVED.items():
            if name in self.__dict__ and sources.isdisjoint(forms):
                found.__dict__[name] = self.__dict__[name]
        return found

    def __eq__(self, other: object) -> bool:
        """Equal forms, whatever the order in which rules wrote them."""
        if not isinstance(other, Instance):
            return NotImplemented
        return all(
            _same(getattr(self, f.name), getattr(other, f.name))
            for f in fields(self)
            if f.name not in ("memo", "gates")
        )

    __hash__ = None  # type: ignore[assignment]

    def __getstate__(self) -> dict[str, object]:
        """Leave memos and gates behind: another process makes its own, and only explanations read gates."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name not in ("memo", "gates")} | {
            "memo": {},
            "gates": (),
        }

    def __setstate__(self, state: dict[str, object]) -> None:
        """Restore."""
        self.__dict__.update(state)

    @cached_property
    def pairs(self) -> Pairs:
        """Per ticket: engineer to (minutes, cost)."""
        return Pairs(self.pair_begin, self.pair_end, (self.pair_engineer, self.pair_minutes, self.pair_cost))

    @cached_property
    def candidates(self) -> Candidates:
        """Per ticket: the shifts that may take it."""
        return Candidates(self.candidate_begin, self.candidate_end, self.candidate_shift)

    def candidate_row(self, ticket: int) -> Vector:
        """Return the shifts that may take a ticket, ascending."""
        return self.candidate_shift[self.candidate_begin[ticket] : self.candidate_end[ticket]]

    def pair_row(self, ticket: int) -> tuple[Vector, Vector, Vector]:
        """Return the engineers that a ticket has pairs with, ascending, their minutes and their costs."""
        row = slice(int(self.pair_begin[ticket]), int(self.pair_end[ticket]))
        return self.pair_engineer[row], self.pair_minutes[row], self.pair_cost[row]

    @property
    def candidate_count(self) -> int:
        """Pairs of a ticket and a shift that may take it."""
        return int((self.candidate_end - self.candidate_begin).sum())

    @cached_property
    def shifts_of(self) -> tuple[tuple[int, ...], ...]:
        """Per engineer: the shifts."""
        rows: list[list[int]] = [[] for _ in self.engineers]
        for at, shift in enumerate(self.shifts):
            rows[shift.engineer].append(at)
        return tuple(tuple(row) for row in rows)

    @cached_property
    def engineer_index(self) -> dict[str, int]:
        """Engineers by id."""
        return {engineer: at for at, engineer in enumerate(self.engineers)}

    @cached_property
    def time_class(self) -> tuple[int, ...]:
        """Per ticket: a number that tickets share whose work may lie at the same times."""
        seen: dict[Hashable, int] = {}
        keys = (
            (within, starts, pausable, NOWHERE if place == NOWHERE else self.opening[place])
            for within, starts, pausable, place in zip(
                self.within, self.starts, self.ticket_pausable, self.ticket_place, strict=True
            )
        )
        return tuple(seen.setdefault(key, len(seen)) for key in keys)

    @cached_property
    def _travel(self) -> tuple[memoryview, ...]:
        # Python reads a view faster than an array, and a list of lists would take twice the room.
        return tuple(np.ascontiguousarray(matrix).data for matrix in self.travel)

    @cached_property
    def linked(self) -> frozenset[int]:
        """Tickets whose time depends on other shifts: ordered ones and those of several engineers."""
        ordered = {ticket for order in self.orders for ticket in (order.before, order.after)}
        return frozenset(ordered | {t for t, tasks in enumerate(self.ticket_tasks) if len(tasks) > 1})

    @cached_property
    def predecessors(self) -> dict[int, tuple[Order, ...]]:
        """Orders by the ticket that waits."""
        found: dict[int, list[Order]] = {}
        for order in self.orders:
            found.setdefault(order.after, []).append(order)
        return {ticket: tuple(orders) for ticket, orders in found.items()}

    @cached_property
    def successors(self) -> dict[int, tuple[Order, ...]]:
        """Orders by the ticket that others wait for."""
        found: dict[int, list[Order]] = {}
        for order in self.orders:
            found.setdefault(order.before, []).append(order)
        return {ticket: tuple(orders) for ticket, orders in found.items()}

    @cached_property
    def group_of(self) -> dict[int, tuple[int, ...]]:
        """Groups by ticket."""
        found: dict[int, list[int]] = {}
        for at, group in enumerate(self.groups):
            for ticket in group.tickets:
                found.setdefault(ticket, []).append(at)
        return {ticket: tuple(groups) for ticket, groups in found.items()}

    def travel_ticks(self, engineer: int, origin: int, target: int) -> int:
        """Return the ticks of a trip; from or to nowhere, none."""
        if origin in (target, NOWHERE) or target == NOWHERE:
            return 0
        return int(self._travel[self.profile[engineer]][origin, target])


_DERIVED = {
    "shifts_of": {"engineers"},
    "engineer_index": {"engineers"},
    "time_class": {"within", "starts", "ticket_pausable", "ticket_place", "opening"},
    "_travel": {"travel"},
    "linked": {"orders", "ticket_tasks"},
    "predecessors": {"orders"},
    "successors": {"orders"},
    "group_of": {"groups"},
}
"""What is derived from forms, and from which."""


def _same(first: object, second: object) -> bool:
    if isinstance(first, np.ndarray):
        return bool(np.array_equal(first, np.asarray(second)))
    if isinstance(first, tuple) and first and isinstance(first[0], np.ndarray):
        assert isinstance(second, tuple)
        return len(first) == len(second) and all(_same(a, b) for a, b in zip(first, second, strict=True))
    return first == second
