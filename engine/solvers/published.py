"""A published schedule as the start of a plan: what can still be carried out as it was."""

from ..context import Context
from ..domain.schedule import Schedule
from ..instance import Instance
from ..plan import Plan
from ..timeline import floor_minute
from .draft import Draft, with_task
from .insertion import keeps_links
from .stated import stated_plan


def plan_of(context: Context, instance: Instance, schedule: Schedule) -> Plan:
    """Return a plan with the schedule's work on its engineers, in its order, holding its starts.

    Shifts come over whole where they can; on the others ticket after ticket. Work that the rules no longer allow there
    is left out, for the solver to place anew.
    """
    draft = Draft(instance, stated_plan(context, instance, schedule))
    index = {ticket: at for at, ticket in enumerate(instance.tickets)}
    engineers = {engineer: at for at, engineer in enumerate(instance.engineers)}
    for given in sorted(schedule.assignments, key=lambda a: (a.start, a.ticket_id)):
        ticket = index.get(given.ticket_id)
        if ticket is None or ticket in instance.facts or ticket in draft.span:
            continue
        start = floor_minute(context.origin, given.start)
        if len(given.engineer_ids) > 1 or len(instance.ticket_tasks[ticket]) > 1 or _is_early(draft, ticket, start):
            continue
        wanted = engineers.get(given.engineer_ids[0])
        for shift in instance.candidates[ticket]:
            form = instance.shifts[shift]
            if form.engineer == wanted and form.start <= start < form.hard_end:
                _append(draft, ticket, shift, start)
    return draft.plan()


def _is_early(draft: Draft, ticket: int, start: int) -> bool:
    """Whether a ticket that this one waits for is not planned, or not done by then."""
    waits = draft.instance.predecessors.get(ticket, ())
    return any(o.before not in draft.span or draft.span[o.before][1] + o.lag > start for o in waits)


def _append(draft: Draft, ticket: int, shift: int, start: int) -> None:
    task = draft.instance.ticket_tasks[ticket][0]
    for position in range(len(draft.sequences[shift]), -1, -1):
        sequence = with_task(draft.sequences[shift], position, task)
        tried = draft.try_order(shift, sequence, earliest={task: start})
        if tried is not None and tried[1].starts[task][0] == start and keeps_links(draft, ticket, tried[1]):
            if ticket in draft.instance.changes:
                draft.held.add(ticket)
                draft.earliest[task] = start
            draft.place(ticket, [(shift, sequence, tried[1])])
            return
