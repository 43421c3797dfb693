"""Solved variants beside the solved base."""

from collections.abc import Sequence

from engine.limits import Limits

from .comparison import Beside, Comparison, Side, Told
from .fate import fates, unrest
from .figures import compared
from .noise import noise
from .priced import Priced, priced
from .shares import client_shares, engineer_shares
from .solved import Solved
from .verdict import verdict
from .why import own_cost, why

_MOST_WHY = 150
"""Tickets of a variant that are told with their reasons; those of the others a person asks one by one."""


def compare(
    base: Solved,
    variants: Sequence[Solved],
    *,
    name: str,
    purpose: str,
    limits: Limits,
    seeds: Sequence[int],
    workers: int,
    is_stopped: bool = False,
) -> Comparison:
    """Return variants beside the base; the arguments after them are told in the answer as they are.

    Where the base is given, the first variant is the control: the base planned on without any change.
    """
    prices = priced(base, base)
    side = _side(base, prices)
    control = _side(variants[0], priced(variants[0], base)) if base.is_given else None
    return Comparison(
        name,
        purpose,
        side,
        base.is_given,
        tuple(_beside(base, side, prices, variant, control if at else None) for at, variant in enumerate(variants)),
        limits,
        tuple(seeds),
        workers,
        is_stopped,
        unrest(base.schedules),
    )


def _side(solved: Solved, prices: Priced) -> Side:
    return Side(
        solved.name,
        solved.said,
        solved.situation,
        solved.best,
        prices.costs,
        prices.score.total,
        prices.by_rule,
        None if prices.is_repriced else solved.bound,
        tuple(finding.message for finding in prices.broken),
        engineer_shares(solved),
        client_shares(solved),
    )


def _beside(base: Solved, before: Side, base_prices: Priced, variant: Solved, control: Side | None) -> Beside:
    prices = priced(variant, base)
    side = _side(variant, prices)
    spread = noise(before.costs, side.costs, is_fixed=base.is_given)
    said = verdict(before.cost, before.bound or 0, side.cost, side.bound, spread)
    if control is not None:
        besides = noise(control.costs, side.costs)
        said = verdict(control.cost, control.bound or 0, side.cost, side.bound, besides)
    rules = sorted({*before.by_rule, *side.by_rule})
    by_rule = {rule: side.by_rule.get(rule, 0) - before.by_rule.get(rule, 0) for rule in rules}
    return Beside(
        side,
        said,
        spread,
        compared(base, variant),
        {rule: amount for rule, amount in by_rule.items() if amount},
        _told(base, base_prices, variant, prices),
        prices.is_repriced,
        base.is_given and control is None,
    )


def _told(base: Solved, base_prices: Priced, variant: Solved, prices: Priced) -> tuple[Told, ...]:
    found = []
    for at, fate in enumerate(fates(base, variant)):
        before = own_cost(base.audit, base_prices.weights, fate.ticket.id)
        after = own_cost(variant.audit, prices.weights, fate.ticket.id)
        rules = sorted({*before, *after})
        by_rule = {rule: after.get(rule, 0) - before.get(rule, 0) for rule in rules}
        told = {rule: amount for rule, amount in by_rule.items() if amount}
        found.append(Told(fate, told, why(fate, base, variant) if at < _MOST_WHY else ""))
    return tuple(found)
