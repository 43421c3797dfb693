"""Timefold's model of an instance: a list of visits per shift, shadow variables for times, a hard and a soft score.

Timefold translates these classes to Java when they are first used, so they keep to plain loops and numbers.
"""

# mypy: ignore-errors

from dataclasses import dataclass, field
from typing import Annotated, Optional

from timefold.solver.domain import (
    CascadingUpdateShadowVariable,
    InverseRelationShadowVariable,
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningListVariable,
    PlanningScore,
    PreviousElementShadowVariable,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import ConstraintFactory, HardSoftScore, constraint_provider

NOWHERE = -1
MISSED = 10_000
"""Hard score of a visit that fits nowhere any more, or that the shift may not take."""

Update = CascadingUpdateShadowVariable(target_method_name="update")


@dataclass
class Roads:
    """Ticks from place to place, of one travel profile."""

    ticks: list[list[int]]


@dataclass
class Steps:
    """A non-decreasing piecewise-linear function of a tick."""

    x: list[int]
    value: list[int]
    slope: list[int]

    def at(self, tick: int) -> int:
        """Return its value."""
        found = 0
        for i in range(len(self.x)):
            if self.x[i] <= tick:
                found = self.value[i] + self.slope[i] * (tick - self.x[i])
        return found


@planning_entity
@dataclass
class Visit:
    """A ticket; ``lows`` and ``highs`` are the ranges of starts that it allows, both ends included."""

    id: Annotated[int, PlanningId]
    place: int
    setup: int
    visit_cost: int
    drop: int
    minutes: dict[int, int]
    costs: dict[int, int]
    shifts: set[int]
    lows: list[int]
    highs: list[int]
    late_start: Steps
    late_end: Steps
    vehicle: Annotated[Optional["Vehicle"], InverseRelationShadowVariable(source_variable_name="visits")] = None
    previous: Annotated[Optional["Visit"], PreviousElementShadowVariable(source_variable_name="visits")] = None
    start: Annotated[Optional[int], Update] = None  # noqa: UP045
    end: Annotated[Optional[int], Update] = None  # noqa: UP045
    after: Annotated[Optional[int], Update] = None  # noqa: UP045
    visiting: Annotated[Optional[int], Update] = None  # noqa: UP045
    way: Annotated[Optional[int], Update] = None  # noqa: UP045
    opened: Annotated[Optional[int], Update] = None  # noqa: UP045
    missed: Annotated[Optional[int], Update] = None  # noqa: UP045

    def update(self):
        """Set the earliest start behind the visit before, with the trip and the set-up that it takes."""
        shift = self.vehicle
        if shift is None:
            self.start = None
            self.end = None
            self.after = None
            self.visiting = None
            self.way = None
            self.opened = None
            self.missed = None
            return
        before = self.previous
        ready = shift.start
        place = shift.home
        visiting = -1
        if before is not None:
            ready = before.end
            place = before.after
            visiting = before.visiting
        way = 0
        opened = 0
        if self.place >= 0:
            if place >= 0 and place != self.place:
                way = shift.roads.ticks[place][self.place]
            if visiting != self.place:
                opened = 1
            place = self.place
            visiting = self.place
        work = 60
        missed = MISSED
        if shift.index in self.shifts:
            work = self.minutes[shift.engineer]
            missed = 0
        setup = opened * self.setup
        arrive = shift.first_fit(ready, way) + way
        start = -1
        for i in range(len(shift.lows)):
            for j in range(len(self.lows)):
                at = max(max(arrive, shift.lows[i]) + setup, self.lows[j])
                if start < 0 and at + work <= shift.highs[i] and at <= self.highs[j]:
                    start = at
        if start < 0:
            missed = MISSED
            start = arrive + setup
        self.start = start
        self.end = start + work
        self.after = place
        self.visiting = visiting
        self.way = way
        self.opened = opened
        self.missed = missed

    def price(self) -> int:
        """Return what the work itself costs: who does it, how late, the trip and the visit."""
        shift = self.vehicle
        assigned = 0
        if shift.index in self.shifts:
            assigned = self.costs[shift.engineer]
        late = self.late_start.at(self.start) + self.late_end.at(self.end)
        return assigned + late + self.way * shift.travel_cost + self.opened * self.visit_cost


@planning_entity
@dataclass
class Vehicle:
    """A shift with its visits in order; ``lows`` and ``highs`` bound its free time."""

    index: Annotated[int, PlanningId]
    engineer: int
    start: int
    normal_end: int
    home: int
    roads: Roads
    travel_cost: int
    end_cost: int
    lows: list[int]
    highs: list[int]
    load_points: list[int]
    load_costs: list[int]
    load_cap: int
    visits: Annotated[list[Visit], PlanningListVariable(allows_unassigned_values=True)] = field(default_factory=list)

    def first_fit(self, ready: int, ticks: int) -> int:
        """Return the first tick from which a trip is unbroken; the last free one when there is none."""
        for i in range(len(self.lows)):
            at = max(ready, self.lows[i])
            if at + ticks <= self.highs[i]:
                return at
        return max(ready, self.highs[len(self.highs) - 1])

    def back(self) -> int:
        """Return the ticks of the trip home."""
        if len(self.visits) == 0 or self.home < 0:
            return 0
        place = self.visits[len(self.visits) - 1].after
        if place < 0 or place == self.home:
            return 0
        return self.roads.ticks[place][self.home]

    def load(self) -> int:
        """Return work, set-up and travel."""
        total = self.back()
        for visit in self.visits:
            total += visit.end - visit.start + visit.way + visit.opened * visit.setup
        return total

    def last(self) -> int:
        """Return when the engineer is home."""
        if len(self.visits) == 0:
            return self.start
        way = self.back()
        return self.first_fit(self.visits[len(self.visits) - 1].end, way) + way

    def excess(self) -> int:
        """Return the ticks past the end of the shift and above its cap."""
        if len(self.visits) == 0:
            return 0
        return max(0, self.last() - self.highs[len(self.highs) - 1]) + max(0, self.load() - self.load_cap)

    def price(self) -> int:
        """Return what the shift costs: the trip home, load, overtime."""
        if len(self.visits) == 0:
            return 0
        load = self.load()
        total = self.back() * self.travel_cost + max(0, self.last() - self.normal_end) * self.end_cost
        for i in range(len(self.load_points)):
            total += max(0, load - self.load_points[i]) * self.load_costs[i]
        return total


@planning_solution
@dataclass
class Rounds:
    """Shifts with their visits."""

    vehicles: Annotated[list[Vehicle], PlanningEntityCollectionProperty]
    visits: Annotated[list[Visit], PlanningEntityCollectionProperty, ValueRangeProvider]
    score: Annotated[Optional[HardSoftScore], PlanningScore] = None  # noqa: UP045


@constraint_provider
def rules(factory: ConstraintFactory):
    """Return the rules: what is hard, what a visit costs, what a shift costs, what leaving out costs."""
    hard, soft = HardSoftScore.ONE_HARD, HardSoftScore.ONE_SOFT
    return [
        factory.for_each(Visit).filter(lambda v: v.missed > 0).penalize(hard, lambda v: v.missed).as_constraint("fits"),
        factory.for_each(Vehicle)
        .filter(lambda s: s.excess() > 0)
        .penalize(hard, lambda s: s.excess())
        .as_constraint("ends"),
        factory.for_each(Visit).penalize(soft, lambda v: v.price()).as_constraint("visit"),
        factory.for_each(Vehicle).penalize(soft, lambda s: s.price()).as_constraint("shift"),
        factory.for_each_including_unassigned(Visit)
        .filter(lambda v: v.vehicle is None)
        .penalize(soft, lambda v: v.drop)
        .as_constraint("left out"),
    ]
