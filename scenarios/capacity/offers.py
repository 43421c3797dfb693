"""Where a ticket may be done, period by period of the shifts of those who may do it, and at what cost."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from engine.instance import NOWHERE
from engine.steps import evaluate
from engine.timeline import Intervals, intersect

from .demand import Demands

PERIOD = 120
"""Minutes of a period."""
_MANY = 60_000
"""Pairs of a ticket and a shift from which on a whole shift is one period."""
THOUSANDTHS = 1000.0
"""Of an engineer-minute, in which an instance has its costs."""


class Offer(NamedTuple):
    """A ticket in one period of a shift: minutes of the engineer's time, and the cost in engineer-minutes."""

    ticket: int
    shift: int
    period: int
    minutes: int
    cost: float


def offers(found: Demands, ticket: int, spans: Mapping[int, Sequence[Intervals]]) -> list[Offer]:
    """Return in which periods of some shifts a ticket may be done.

    Each is at the cost of starting there, as early as the ticket may: engineer, lateness, travel, overtime.
    """
    instance, place = found.instance, found.instance.ticket_place[ticket]
    engineers, minutes, costs = (each.tolist() for each in instance.pair_row(ticket))
    pairs = dict(zip(engineers, zip(minutes, costs, strict=True), strict=True))
    visit = found.set_up[ticket] + found.travel[ticket]
    set_up = 0 if place == NOWHERE else instance.setup[place]
    made = []
    for shift in (shift for shift in instance.candidates[ticket] if shift in spans):
        form = instance.shifts[shift]
        minutes, pair = pairs[form.engineer]
        free = found.usable(ticket, shift, minutes, set_up)
        road = found.travel[ticket] * instance.travel_cost[form.engineer] + (instance.visit_cost[place] if visit else 0)
        for number, period in enumerate(spans[shift]):
            usable = intersect(free, period)
            if usable:
                start = _start(free, usable[0][0], minutes)
                late = evaluate(instance.late_start[ticket], start)
                late += evaluate(instance.late_end[ticket], start + minutes)
                over = form.end_cost * (minutes + visit) if usable[0][0] >= form.normal_end else 0
                cost = (pair + late + road + over) / THOUSANDTHS
                made.append(Offer(ticket, shift, number, minutes + visit, cost))
    return made


def _start(free: Intervals, minute: int, minutes: int) -> int:
    """Return the start of work of which some lies at a minute: then, or as late as its length leaves it."""
    low, high = next((a, b) for a, b in free if minute < b)
    return max(low, min(minute, high - minutes))


def periods(found: Demands, shift: int) -> tuple[Intervals, ...]:
    """Return the free minutes of a shift, period by period; overtime lies in periods of its own."""
    form = found.instance.shifts[shift]
    step = PERIOD if found.instance.candidate_count <= _MANY else 10 * PERIOD
    edges = sorted({*range(form.start, form.hard_end, step), min(form.normal_end, form.hard_end), form.hard_end})
    return tuple(intersect(found.free[shift], ((low, high),)) for low, high in pairwise(edges))
