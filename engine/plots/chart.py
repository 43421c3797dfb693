"""What a Gantt chart draws: panels of local days in the desk's zone, with hours and bars as wall-clock hours."""

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..context import Context
from ..domain.problem import Problem
from ..domain.schedule import Schedule
from ..shifts import ShiftKind
from ..timeline import instant_at, intervals, subtract
from .bars import Bar, BarKind, read_bars

_LAYERS = tuple(BarKind)


@dataclass(frozen=True)
class Piece:
    """An unbroken part of a bar on one local day; ``low`` and ``high`` are hours since midnight."""

    bar: Bar
    row: int
    low: float
    high: float
    is_labelled: bool
    """Whether it is the longest part of its bar, which has the label."""


@dataclass(frozen=True)
class Hours:
    """Working hours of one row, in hours since midnight."""

    row: int
    low: float
    high: float
    is_on_call: bool


@dataclass(frozen=True)
class Panel:
    """One local day."""

    day: dt.date
    pieces: tuple[Piece, ...]
    hours: tuple[Hours, ...]

    @property
    def title(self) -> str:
        """Return the day in words."""
        return f"{self.day:%A} {self.day.day} {self.day:%B %Y}"


@dataclass(frozen=True)
class Chart:
    """Panels that share rows and the hours from ``low`` to ``high``."""

    title: str
    rows: tuple[str, ...]
    panels: tuple[Panel, ...]
    low: int
    high: int

    @property
    def ticks(self) -> dict[int, str]:
        """Hours with their labels."""
        return {hour: f"{hour:02}:00" for hour in range(self.low, self.high + 1)}


def read_chart(problem: Problem, schedule: Schedule) -> Chart:
    """Return the chart of a schedule.

    Parameters
    ----------
    problem : Problem
    schedule : Schedule
        Engineers and tickets it names exist.

    Returns
    -------
    Chart
        Rows are the engineers by tier, panels the days on which somebody works.
    """
    context = Context(problem)
    ranked = sorted(problem.engineers, key=lambda engineer: engineer.tier)
    row = {engineer.id: number for number, engineer in enumerate(ranked)}
    pieces: dict[dt.date, list[Piece]] = {}
    bars = sorted(read_bars(context, schedule), key=lambda b: (_LAYERS.index(b.kind), b.start, row[b.engineer_id]))
    for bar, start, end, is_longest in _parts(bars):
        for day, low, high in split_days(context, start, end):
            pieces.setdefault(day, []).append(Piece(bar, row[bar.engineer_id], low, high, is_longest))
    hours = _hours(context, row)
    days = sorted(day for day in {*pieces, *hours} if _is_busy(pieces.get(day, ()), hours.get(day, ())))
    days = days or [instant_at(context.origin, 0, context.zone).date()]
    panels = [Panel(day, tuple(pieces.get(day, ())), tuple(hours.get(day, ()))) for day in days]
    low, high = _range(panels)
    rows = tuple(f"{engineer.label}, tier {engineer.tier}" for engineer in ranked)
    return Chart(_title(problem, schedule), rows, tuple(_clipped(panel, low, high) for panel in panels), low, high)


def split_days(context: Context, start: int, end: int) -> Iterator[tuple[dt.date, float, float]]:
    """Yield a span of minutes as hours of each local day that it touches."""
    first, last = (instant_at(context.origin, minute, context.zone) for minute in (start, end))
    day = first.date()
    while day <= last.date():
        low = _clock(first) if day == first.date() else 0.0
        high = _clock(last) if day == last.date() else 24.0
        if high > low:
            yield day, low, high
        day += dt.timedelta(days=1)


def _parts(bars: Sequence[Bar]) -> Iterator[tuple[Bar, int, int, bool]]:
    """Yield the unbroken parts of each bar: work that pauses is cut by appointments and breaks, other work never is."""
    stops: dict[str, list[tuple[int, int]]] = {}
    for bar in bars:
        if bar.kind in (BarKind.APPOINTMENT, BarKind.BREAK):
            stops.setdefault(bar.engineer_id, []).append((bar.start, bar.end))
    for bar in bars:
        spans = intervals([(bar.start, bar.end)])
        if bar.is_pausable:
            spans = subtract(spans, intervals(stops.get(bar.engineer_id, ()))) or spans
        longest = max(spans, key=lambda span: span[1] - span[0], default=None)
        for span in spans:
            yield bar, *span, span == longest


def _clock(instant: dt.datetime) -> float:
    return instant.hour + instant.minute / 60


def _hours(context: Context, row: dict[str, int]) -> dict[dt.date, list[Hours]]:
    found: dict[dt.date, list[Hours]] = {}
    for shift in context.shifts:
        for start, end in shift.spans:
            for day, low, high in split_days(context, start, end):
                is_on_call = shift.kind is ShiftKind.ON_CALL
                found.setdefault(day, []).append(Hours(row[shift.engineer_id], low, high, is_on_call))
    return found


def _is_busy(pieces: Iterable[Piece], hours: Iterable[Hours]) -> bool:
    """Whether a day is worth a panel: regular hours, or anything done but an appointment."""
    return any(not each.is_on_call for each in hours) or any(p.bar.kind is not BarKind.APPOINTMENT for p in pieces)


def _range(panels: Iterable[Panel]) -> tuple[int, int]:
    """Return the whole hours that hold all work and all regular hours: the nights are cut out."""
    spans: list[tuple[float, float]] = []
    for panel in panels:
        spans += [(each.low, each.high) for each in panel.pieces if each.bar.kind is not BarKind.APPOINTMENT]
        spans += [(each.low, each.high) for each in panel.hours if not each.is_on_call]
    if not spans:
        return 8, 17
    return math.floor(min(low for low, _ in spans)), math.ceil(max(high for _, high in spans))


def _clipped(panel: Panel, low: int, high: int) -> Panel:
    """Cut off what lies in the night: leave, and hours on call in which nothing is done."""
    return Panel(
        panel.day,
        tuple(
            replace(each, low=max(each.low, low), high=min(each.high, high))
            for each in panel.pieces
            if each.low < high and each.high > low
        ),
        tuple(
            replace(each, low=max(each.low, low), high=min(each.high, high))
            for each in panel.hours
            if each.low < high and each.high > low
        ),
    )


def _title(problem: Problem, schedule: Schedule) -> str:
    assigned = {given.ticket_id for given in schedule.assignments}
    left = sum(ticket.id not in assigned for ticket in problem.schedulable)
    return f"{problem.desk.name}: {len(assigned)} tickets assigned, {left} not; times in {problem.desk.time_zone}"
