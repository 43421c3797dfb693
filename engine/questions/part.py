"""A part of a problem: what concerns some tickets, so that their prices are audited without all the rest.

No amount depends on which other tickets or engineers there are, so a difference of two audits of the part is that of
the whole.
"""

import copy
from collections.abc import Collection

from ..context import Context
from ..domain.schedule import Schedule
from ..instance import Instance


def part_of(context: Context, tickets: set[str], engineers: set[str]) -> Context:
    """Return a context with some tickets and the shifts of some engineers; clocks and travel are those of the whole.

    Parameters
    ----------
    tickets : set of str
        Every ticket that shares an engineer's window, a group or an order with those whose prices are asked for.
    engineers : set of str
    """
    whole = context.problem
    part = copy.copy(context)
    # Rules may name any engineer; those who have nothing to do with it have no shifts.
    part.problem = whole.model_copy(
        update={"tickets": tuple(ticket for ticket in whole.tickets if ticket.id in tickets)}
    )
    part.shifts = tuple(shift for shift in context.shifts if shift.engineer_id in engineers)
    part.facts = {ticket: fact for ticket, fact in context.facts.items() if ticket in tickets}
    for derived in ("shifts_of", "facts_of"):
        part.__dict__.pop(derived, None)
    return part


def concerned(
    context: Context, instance: Instance, engineer_id: str, chosen: Collection[int]
) -> tuple[set[str], set[str]]:
    """Return the ids of the tickets and engineers that new work of an engineer has to do with.

    Parameters
    ----------
    chosen : collection of int
        The new work.
    """
    linked = set(chosen)
    for group in instance.groups:
        if not linked.isdisjoint(group.tickets):
            linked.update(group.tickets)
    for order in instance.orders:
        if order.before in chosen or order.after in chosen:
            linked |= {order.before, order.after}
    tickets, engineers = {instance.tickets[ticket] for ticket in linked}, {engineer_id}
    while True:
        # The facts of everybody who comes into it, and what those tickets wait for.
        more = tickets | {fact.ticket_id for each in engineers for fact in context.facts_of[each]}
        more |= {each.ticket_id for ticket in more for each in context.problem.ticket[ticket].depends_on}
        who = engineers | {
            each for ticket in more if ticket in context.facts for each in context.facts[ticket].engineer_ids
        }
        if (more, who) == (tickets, engineers):
            return tickets, engineers
        tickets, engineers = more, who


def schedule_of(context: Context, schedule: Schedule) -> Schedule:
    """Return what a schedule says of the tickets, and of the engineers with shifts, of a context."""
    known, who = context.problem.ticket, {shift.engineer_id for shift in context.shifts}
    return schedule.model_copy(
        update={
            "assignments": tuple(each for each in schedule.assignments if each.ticket_id in known),
            "trips": tuple(each for each in schedule.trips if each.engineer_id in who),
            "breaks": tuple(each for each in schedule.breaks if each.engineer_id in who),
        }
    )
