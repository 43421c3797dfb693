"""A plausible schedule made by a plain loop: each ticket goes to the first engineer who has room for it."""

import datetime as dt

from engine.context import Context
from engine.domain.problem import Problem
from engine.domain.schedule import Assignment, Schedule
from engine.shifts import ShiftKind
from engine.timeline import earliest_fit, instant_at, subtract


def plain_schedule(problem: Problem, gap: int = 35) -> Schedule:
    """Return a schedule that leaves ``gap`` minutes around visits and looks at no rule but tier and calendar."""
    context = Context(problem)
    free = {
        (shift.engineer_id, shift.day): subtract(shift.spans, context.busy_in(shift))
        for shift in context.shifts
        if shift.kind is ShiftKind.REGULAR
    }
    made = []
    for ticket in problem.schedulable:
        around = gap if ticket.site_id else 0
        needed = ticket.estimated_minutes + 2 * around
        for (engineer_id, day), spans in sorted(free.items(), key=lambda item: item[0][1]):
            at = earliest_fit(spans, max(0, context.now), needed)
            if problem.engineer[engineer_id].tier != ticket.tier or at is None:
                continue
            free[engineer_id, day] = subtract(spans, ((at, at + needed),))
            start = instant_at(context.origin, at + around, context.zone)
            end = start + dt.timedelta(minutes=ticket.estimated_minutes)
            made.append(
                Assignment(
                    ticket_id=ticket.id, engineer_ids=(engineer_id,), start=start, end=end, site_id=ticket.site_id
                )
            )
            break
    return Schedule(assignments=tuple(made))
