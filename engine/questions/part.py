"""A part of a problem: what concerns new work of an engineer, so that it is audited without all the rest.

No amount depends on which other tickets or engineers there are, so a difference of two audits of the part is that of
the whole.
"""

import copy
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..context import Context
from ..domain.schedule import Schedule, Score
from ..instance import Instance
from ..over import begun


@dataclass(frozen=True)
class Part:
    """A problem cut down to some tickets, and to the days of those who work them.

    Parameters
    ----------
    context : Context
        Clocks and travel are those of the whole.
    engineer_id : str
        Whose days are whole. Of everybody else only work that is shared is there: no trips, no breaks, nothing alone.
    """

    context: Context
    engineer_id: str

    def of(self, schedule: Schedule) -> Schedule:
        """Return what a schedule of the whole says of this part."""
        known, who = self.context.problem.ticket, self.engineer_id
        return schedule.model_copy(
            update={
                "assignments": tuple(each for each in schedule.assignments if each.ticket_id in known),
                "trips": tuple(each for each in schedule.trips if each.engineer_id == who),
                "breaks": tuple(each for each in schedule.breaks if each.engineer_id == who),
            }
        )


def part_of(context: Context, instance: Instance, engineer_id: str, chosen: Collection[int]) -> Part:
    """Return the part that new work of an engineer has to do with.

    That is all work of hers, also what is over, and what shares a group or an order with the new work, or must come
    before any of it.

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
    found = {instance.tickets[ticket] for ticket in linked}
    # A group that costs nothing is not in the instance, and yet has its amount.
    groups = {context.problem.ticket[instance.tickets[ticket]].group for ticket in chosen} - {None}
    found |= {each.id for each in context.problem.schedulable if each.group in groups}
    found |= {fact.ticket_id for fact in context.facts_of[engineer_id]}
    found |= {each.ticket_id for each in begun(context.problem) if engineer_id in each.engineer_ids}
    tickets = set[str]()
    while found:
        tickets |= found
        found = {each.ticket_id for ticket in found for each in context.problem.ticket[ticket].depends_on} - tickets
    facts = {ticket: fact for ticket, fact in context.facts.items() if ticket in tickets}
    engineers = {engineer_id, *(each for fact in facts.values() for each in fact.engineer_ids)}
    part, whole = copy.copy(context), context.problem
    # Rules may name any engineer; those who have nothing to do with it have no shifts.
    part.problem = whole.model_copy(
        update={"tickets": tuple(ticket for ticket in whole.tickets if ticket.id in tickets)}
    )
    part.shifts = tuple(shift for shift in context.shifts if shift.engineer_id in engineers)
    part.facts = facts
    # The part knows only its own work that is over.
    part.appointments = context.appointments
    part.memo = {}
    for derived in ("shifts_of", "facts_of"):
        part.__dict__.pop(derived, None)
    return Part(part, engineer_id)


def laid_in(weights: Mapping[str, int], whole: Score, before: Score, after: Score) -> Score:
    """Return the score of a whole schedule of which a part has changed, from the scores of that part."""
    amounts = {rule: amount + after.amounts[rule] - before.amounts[rule] for rule, amount in whole.amounts.items()}
    return Score(
        total=sum(weights[rule] * amount for rule, amount in amounts.items()),
        amounts=amounts,
        hard_findings=whole.hard_findings + after.hard_findings - before.hard_findings,
        inherited_findings=whole.inherited_findings + after.inherited_findings - before.inherited_findings,
    )
