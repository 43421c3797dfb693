"""A place priced by the audit, rule by rule, with the factors that a dispatcher weighs."""

from ..audit import audit
from ..compile import weights_of
from ..constraint import FACTORS
from ..errors import SolverFault
from .frozen_desk import FrozenDesk
from .laid import laid
from .margin import sla_margin
from .part import part_of
from .prices import amounts, by_rule
from .recommended import Recommended
from .slot import Slot


def priced(desk: FrozenDesk, at: int, slot: Slot) -> Recommended:
    """Return a place of a ticket with what the audit says that it costs.

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
    before = audit(part.context, desk.rules, base)
    shift, new = slot.laid_on(context)
    after = audit(part.context, desk.rules, laid(part.context, base, (shift,), new), before)
    price = after.score.total - before.score.total
    if price != slot.delta - instance.drop[at]:
        stated = slot.delta - instance.drop[at]
        raise SolverFault(f"a place with {engineer_id} costs {stated} by the solver, {price} by the audit")
    if after.score.hard_findings > before.score.hard_findings:
        raise SolverFault("a place breaks a rule: " + "; ".join(finding.message for finding in after.hard[:5]))
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


def _factors(desk: FrozenDesk, prices: dict[str, int]) -> dict[str, int]:
    factor = {rule.name: rule.factor for rule in desk.rules}
    return {each: sum(price for rule, price in prices.items() if factor[rule] == each) for each in FACTORS}
