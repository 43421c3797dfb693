"""An even load: the fuller a day, or an engineer's window, the dearer each further minute."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.context import Context
from engine.domain.problem import Problem
from engine.reading import Reading, ShiftReading
from engine.shifts import Shift, ShiftKind
from engine.timeline import intersect, length, overlap

Share = Annotated[int, Field(ge=0, le=200)]
Rate = Annotated[int, Field(ge=0, le=100)]
Shares = tuple[tuple[Share, Rate], ...]


class WorkloadBalance(Rule):
    """Price: from each share (per cent of the capacity) on, every further minute of load costs that much more.

    ``day_shares`` holds for every regular shift, ``window_shares`` for all that an engineer does in the planning
    window, on-call work included, against the capacity of the regular shifts.
    """

    name: ClassVar[str] = "workload_balance"
    topic: ClassVar[str] = "workload"
    words: ClassVar[str] = (
        "busy, overload*, swamp*, stacked, plate, slammed, drowning, buried, overwork*, workload, load, balance*, "
        "even, evenly, spread, free, idle, nothing to do, has time, has room, less to do, capacity, too much, "
        "stressed, exhausted, three in a row, in a row, enough to do, utili*, queue, empty, already has, tickets "
        "today, running all, dump*, everything on, bored, spare time, open slot, gap, a lot on, plenty to do, tired, "
        "burned out, burnt out, rest, breathe, pile*, light day, quiet, most tickets, fewest tickets, fair"
    )
    reads: ClassVar[tuple[str, ...]] = (
        "engineer.working_hours",
        "engineer.breaks",
        "engineer.busy",
        "desk.appointments_are_load",
    )
    default_weight: ClassVar[int | None] = 100
    factor: ClassVar[str] = "workload"
    day_shares: Shares = ((60, 1), (80, 2), (95, 4))
    window_shares: Shares = ((60, 1), (80, 2), (95, 4))

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Write the breakpoints of days and of the window; appointments that count as load lower them."""
        context = builder.context
        for at, shift in enumerate(builder.shifts):
            if shift.kind is ShiftKind.REGULAR:
                builder.load_price(at, _hinges(self.day_shares, *_room(context, shift)))
        for at, engineer in enumerate(builder.engineers):
            regular = [each for each in context.shifts_of[engineer.id] if each.kind is ShiftKind.REGULAR]
            rooms = [_room(context, shift) for shift in regular]
            total = sum(capacity for capacity, _ in rooms), sum(meetings for _, meetings in rooms)
            builder.window_price(at, _hinges(self.window_shares, *total))

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find days and windows that are fuller than the first share."""
        by_engineer: dict[str, list[ShiftReading]] = defaultdict(list)
        for each in reading.shifts:
            by_engineer[each.engineer.id].append(each)
            if each.shift.kind is ShiftKind.REGULAR:
                yield from self._day(problem, reading, each)
        for engineer_id, readings in by_engineer.items():
            yield from self._window(problem, reading, engineer_id, readings)

    def _day(self, problem: Problem, reading: Reading, each: ShiftReading) -> Iterator[Finding]:
        capacity = reading.context.capacity(each.shift)
        meetings = _meetings(problem, reading, each.shift)
        amount = _price(self.day_shares, each.load, capacity, meetings)
        if amount:
            words = f"{each.engineer.label} has {each.load} minutes of load on {each.shift.day}, of {capacity}"
            yield self.price(amount, "", each.engineer.id, words)

    def _window(self, problem: Problem, reading: Reading, who: str, readings: list[ShiftReading]) -> Iterator[Finding]:
        load = sum(each.load for each in readings)
        capacity = meetings = 0
        for shift in reading.context.shifts_of[who]:
            if shift.kind is ShiftKind.REGULAR:
                capacity += reading.context.capacity(shift)
                meetings += _meetings(problem, reading, shift)
        amount = _price(self.window_shares, load, capacity, meetings)
        if amount:
            name = problem.engineer[who].label
            words = f"{name} has {load} minutes of load in the planning window, of {capacity}"
            yield self.price(amount, "", who, words)


def _room(context: Context, shift: Shift) -> tuple[int, int]:
    """Return a shift's capacity, and the minutes of its appointments where they are load."""
    is_load = context.problem.desk.appointments_are_load
    return context.capacity(shift), length(intersect(context.busy_in(shift), shift.working)) if is_load else 0


def _hinges(shares: Shares, capacity: int, meetings: int) -> list[tuple[int, int]]:
    return [(max(0, capacity * share // 100 - meetings), rate) for share, rate in shares]


def _meetings(problem: Problem, reading: Reading, shift: Shift) -> int:
    """Return the minutes of a shift's appointments where they are load."""
    if not problem.desk.appointments_are_load:
        return 0
    return sum(overlap(shift.working, start, end) for start, end in reading.context.busy_in(shift))


def _price(shares: Shares, load: int, capacity: int, meetings: int) -> int:
    """Return the price of a load; what appointments alone bring about costs nothing."""
    amount = 0
    for share, rate in shares:
        # Minutes above the share, but never more of them than the load itself.
        above = load + meetings - capacity * share // 100
        amount += rate * max(0, min(load, above))
    return amount
