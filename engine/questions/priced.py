"""A place priced by the audit, rule by rule, with the factors that a dispatcher weighs."""

import datetime as dt

from ..audit import Audit, audit
from ..compile import weights_of
from ..constraint import FACTORS
from ..context import Context
from ..domain.schedule import BreakTaken, Schedule, Trip
from ..errors import SolverFault
from ..shifts import Shift
from ..timeline import floor_minute
from .frozen_desk import FrozenDesk
from .laid import laid
from .margin import sla_margin
from .part import Part, part_of
from .prices import amounts, by_rule
from .recommended import Recommended
from .slot import Slot


def priced(desk: FrozenDesk, at: int, slot: Slot) -> Recommended:
    """Return a place of a ticket with what the audit says that it costs.

    The solver is held against the schedule as the engine lays it. What is told is the price of taking the place: its
    shift as it is then, all else as it was published. Where the published trips and breaks break a rule beside the new
    work they have to be laid anew, and the two are the same.

    Raises
    ------
    SolverFault
        When the audit finds another price than the solver, or a broken rule.
    """
    context, instance = desk.context, desk.instance
    ticket = context.problem.ticket[instance.tickets[at]]
    engineer_id = instance.engineers[instance.shifts[slot.shift].engineer]
    part = part_of(context, instance, engineer_id, {at})
    base = part.of(desk.base)
    shift, new = slot.laid_on(context)
    before, after = _audits(desk, part, base, shift, new)
    price = after.score.total - before.score.total
    if price != slot.delta - instance.drop[at]:
        stated = slot.delta - instance.drop[at]
        raise SolverFault(f"a place with {engineer_id} costs {stated} by the solver, {price} by the audit")
    if after.score.hard_findings > before.score.hard_findings:
        raise SolverFault("a place breaks a rule: " + "; ".join(finding.message for finding in after.hard[:5]))
    published = desk.as_published and part.of(desk.as_published)
    if published is not None and _on(context, shift, published) != _on(context, shift, base):
        was, then = _audits(desk, part, published, shift, new)
        if then.score.hard_findings <= was.score.hard_findings:
            before, after, price = was, then, then.score.total - was.score.total
    rules = by_rule(weights_of(context, desk.rules), after.score.amounts, before.score.amounts)
    (assignment,) = new.assignments
    return Recommended(
        engineer_id,
        assignment,
        price,
        rules,
        _factors(desk, rules),
        sla_margin(context, ticket, assignment),
        amounts(after.score.amounts, before.score.amounts),
    )


def _audits(desk: FrozenDesk, part: Part, base: Schedule, shift: Shift, new: Schedule) -> tuple[Audit, Audit]:
    """Return what the rules find in a part's schedule, and in the one with what comes to a shift."""
    before = audit(part.context, desk.rules, base)
    return before, audit(part.context, desk.rules, laid(part.context, base, (shift,), new), before)


def _on(context: Context, shift: Shift, schedule: Schedule) -> tuple[set[Trip], set[BreakTaken]]:
    """Return the trips and breaks of a shift: those of others stay, so they are in no difference."""

    def is_there(engineer_id: str, instant: dt.datetime) -> bool:
        return (
            engineer_id == shift.engineer_id
            and context.shift_at(engineer_id, floor_minute(context.origin, instant)) == shift
        )

    return (
        {trip for trip in schedule.trips if is_there(trip.engineer_id, trip.depart)},
        {taken for taken in schedule.breaks if is_there(taken.engineer_id, taken.start)},
    )


def _factors(desk: FrozenDesk, prices: dict[str, int]) -> dict[str, int]:
    factor = {rule.name: rule.factor for rule in desk.rules}
    return {each: sum(price for rule, price in prices.items() if factor[rule] == each) for each in FACTORS}
