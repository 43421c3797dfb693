"""A part of a problem: what concerns new work of an engineer, so that it is audited without all the rest.

No amount depends on which other tickets or engineers there are, so a difference of two audits of the part is that of
the whole.
"""

import copy
from collections.abc import Collection, Mapping, Sequence, Set
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
    engineer_ids : frozenset of str
        Whose days are whole. Of everybody else only work that is shared is there: no trips, no breaks, nothing alone.
    """

    context: Context
    engineer_ids: frozenset[str]

    def of(self, schedule: Schedule) -> Schedule:
        """Return what a schedule of the whole says of this part."""
        known, who = self.context.problem.ticket, self.engineer_ids
        return schedule.model_copy(
            update={
                "assignments": tuple(each for each in schedule.assignments if each.ticket_id in known),
                "trips": tuple(each for each in schedule.trips if each.engineer_id in who),
                "breaks": tuple(each for each in schedule.breaks if each.engineer_id in who),
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
    return _part(context, {engineer_id}, found)


def part_of_change(context: Context, schedules: Sequence[Schedule], engineer_ids: Set[str], moved: Set[str]) -> Part:
    """Return the part that a change of a schedule has to do with.

    That is all work of some engineers, also what is over, and what shares a group or an order with the work that moves.

    Parameters
    ----------
    schedules : sequence of Schedule
        As it is, and as it could be.
    engineer_ids : set of str
        All whose days differ.
    moved : set of str
        All tickets whose place differs.
    """
    problem = context.problem
    groups = {problem.ticket[each].group for each in moved} - {None}
    found = {
        each.id
        for each in problem.schedulable
        if each.id in moved or each.group in groups or any(link.ticket_id in moved for link in each.depends_on)
    }
    for schedule in schedules:
        found |= {each.ticket_id for each in schedule.assignments if not engineer_ids.isdisjoint(each.engineer_ids)}
    for each in engineer_ids:
        found |= {fact.ticket_id for fact in context.facts_of[each]}
    found |= {each.ticket_id for each in begun(problem) if not engineer_ids.isdisjoint(each.engineer_ids)}
    others = {
        who
        for schedule in schedules
        for each in schedule.assignments
        if each.ticket_id in found
        for who in each.engineer_ids
    }
    return _part(context, engineer_ids, found, others)


def _part(context: Context, engineer_ids: Set[str], found: set[str], others: Set[str] = frozenset()) -> Part:
    """Return the part with some tickets and all that must come before them; of others their shifts are there too."""
    tickets = set[str]()
    while found:
        tickets |= found
        found = {each.ticket_id for ticket in found for each in context.problem.ticket[ticket].depends_on} - tickets
    facts = {ticket: fact for ticket, fact in context.facts.items() if ticket in tickets}
    engineers = {*engineer_ids, *others, *(each for fact in facts.values() for each in fact.engineer_ids)}
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
    return Part(part, frozenset(engineer_ids))


def laid_in(weights: Mapping[str, int], whole: Score, before: Score, after: Score) -> Score:
    """Return the score of a whole schedule of which a part has changed, from the scores of that part."""
    amounts = {rule: amount + after.amounts[rule] - before.amounts[rule] for rule, amount in whole.amounts.items()}
    return Score(
        total=sum(weights[rule] * amount for rule, amount in amounts.items()),
        amounts=amounts,
        hard_findings=whole.hard_findings + after.hard_findings - before.hard_findings,
        inherited_findings=whole.inherited_findings + after.inherited_findings - before.inherited_findings,
    )
