"""Load against capacity: what is wanted of each kind of work by each evening, and what those who may do it have."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from .demand import Demand, Demands
from .kind import Kind

_FEW = 7
"""Days that are shown one by one; more are shown by the week."""


@dataclass(frozen=True)
class Load:
    """One kind of work, or all of a tier; minutes by the evening of each of `Demands.days`, summed from now on.

    Parameters
    ----------
    kind : Kind
    is_whole_tier : bool
        Whether it is all the work of the kind's tier.
    tickets : int
        Open tickets wanted inside the window.
    asked : tuple of int
        Minutes wanted by then: work, set-up and estimated travel.
    capacity : tuple of int
        Minutes of regular hours, by then, of everybody who may do some of it, as if they had nothing else to do.
    later : int
        Minutes of open work that is due after the window, or may only be begun then.
    """

    kind: Kind
    is_whole_tier: bool
    tickets: int
    asked: tuple[int, ...]
    capacity: tuple[int, ...]
    later: int

    @property
    def title(self) -> str:
        """The work in words."""
        return f"tier {self.kind.tier}" if self.is_whole_tier else self.kind.label

    def within(self, span: "Span") -> tuple[int, int]:
        """Return the minutes asked and those there are in some days."""
        asked, capacity = (0, *self.asked), (0, *self.capacity)
        return asked[span.last + 1] - asked[span.first], capacity[span.last + 1] - capacity[span.first]


@dataclass(frozen=True)
class Span:
    """Days that stand together, as indices of `Demands.days`, both included."""

    first: int
    last: int


def spans(days: Sequence[dt.date]) -> tuple[Span, ...]:
    """Return each of a few days together with all before it, as late work adds up; of more days the weeks."""
    if len(days) <= _FEW:
        return tuple(Span(0, at) for at in range(len(days)))
    weeks: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at, day in enumerate(days):
        weeks[day.isocalendar()[:2]].append(at)
    return tuple(Span(each[0], each[-1]) for each in weeks.values())


def loads(found: Demands) -> tuple[Load, ...]:
    """Return the load of every tier, and below it of each kind of its work."""
    by_kind: dict[tuple[int, int, Kind], list[Demand]] = defaultdict(list)
    for demand in (*found.demands, *found.later):
        by_kind[demand.kind.tier, 1, demand.kind].append(demand)
        by_kind[demand.kind.tier, 0, Kind(demand.kind.tier)].append(demand)
    return tuple(
        _load(found, kind, demands, is_whole_tier=not part) for (_, part, kind), demands in sorted(by_kind.items())
    )


def _load(found: Demands, kind: Kind, demands: Sequence[Demand], *, is_whole_tier: bool) -> Load:
    asked, capacity = [0] * len(found.days), [0] * len(found.days)
    for demand in demands:
        if demand.day is not None:
            asked[demand.day] += demand.minutes
    for shift in {shift for demand in demands for shift in demand.eligible}:
        if found.is_regular(shift):
            capacity[found.shift_day[shift]] += found.room[shift]
    return Load(
        kind=kind,
        is_whole_tier=is_whole_tier,
        tickets=sum(demand.day is not None for demand in demands),
        asked=_summed(asked),
        capacity=_summed(capacity),
        later=sum(demand.minutes for demand in demands if demand.day is None),
    )


def _summed(minutes: Sequence[int]) -> tuple[int, ...]:
    return tuple(sum(minutes[: day + 1]) for day in range(len(minutes)))
