"""Figures a service manager reads, counted from a schedule as it is stated."""

from collections import Counter
from collections.abc import Iterable
from statistics import pstdev

from .domain.schedule import Kpis
from .domain.ticket import Ticket
from .reading import Reading
from .shifts import ShiftKind
from .timeline import overlap


def kpis(reading: Reading) -> Kpis:
    """Return the figures of a schedule.

    An SLA target counts as met when its due minute is not passed; an unassigned ticket misses every target that lies
    inside the planning window. Targets already missed at now are counted apart, with the minutes of their clocks that
    they were late by then: that lateness is outside the score, no plan can win it back. Utilization is load (work,
    set-up, travel) over capacity, in per cent, for engineers with any capacity; its spread is the standard deviation.
    """
    context = reading.context
    targets, met, missed, sunk = sla_counts(reading, context.problem.schedulable)
    utilization = _utilization(reading)
    on_site = sum(1 for work in reading.all_works if work.site_id)
    visits = sum(len(shift.visits) for shift in reading.shifts)
    return Kpis(
        tickets=len(context.problem.schedulable),
        assigned=len(context.problem.schedulable) - len(reading.unassigned),
        unassigned_by_priority=dict(sorted(Counter(ticket.priority for ticket in reading.unassigned).items())),
        sla_targets=targets,
        sla_met=met,
        sla_missed_before=missed,
        sla_late_before_minutes=sunk,
        utilization_percent=utilization,
        utilization_spread_percent=round(pstdev(utilization.values()), 1) if utilization else 0.0,
        travel_minutes=sum(shift.travel_minutes for shift in reading.shifts),
        work_minutes=sum(work.minutes for work in reading.all_works),
        visits=visits,
        visits_saved=on_site - visits,
        wrong_tier=sum(1 for work in reading.all_works if work.engineer.tier != work.ticket.tier),
        overtime_minutes=sum(
            max(0, shift.last_end - shift.shift.normal_end)
            for shift in reading.shifts
            if shift.shift.kind is ShiftKind.REGULAR
        ),
    )


def sla_counts(reading: Reading, tickets: Iterable[Ticket]) -> tuple[int, int, int, int]:
    """Return targets of some tickets, those met, those missed before now, and the late minutes of the latter at now."""
    context, targets, met, missed, sunk = reading.context, 0, 0, 0, 0
    for ticket in tickets:
        span = reading.span(ticket.id)
        start, end = reading.started(ticket)
        for target, moment in (("respond", start), ("plan", start), ("resolve", end)):
            due = context.clocks.due(ticket, target)  # type: ignore[arg-type]
            if due is None or (span is None and due.minute > context.horizon):
                continue
            if due.minute < context.now:
                missed += 1
                sunk += overlap(due.calendar, due.minute, context.now)
                continue
            targets += 1
            met += span is not None and moment <= due.minute
    return targets, met, missed, sunk


def _utilization(reading: Reading) -> dict[str, float]:
    context = reading.context
    capacity: Counter[str] = Counter()
    load: Counter[str] = Counter()
    for shift in context.shifts:
        if shift.kind is ShiftKind.REGULAR:
            capacity[shift.engineer_id] += context.capacity(shift)
    for each in reading.shifts:
        load[each.engineer.id] += each.load
    return {
        engineer: round(100 * load[engineer] / minutes, 1) for engineer, minutes in sorted(capacity.items()) if minutes
    }
