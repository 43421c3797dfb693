"""Decisions as comparisons: the place that was taken against every one that was passed over.

What a person took says that it was better for her than what she saw and passed over, and nothing of how good either
was (Joachims, Optimizing Search Engines Using Clickthrough Data, KDD 2002, section 2). The place at the top is taken
more often than it deserves, so accepting it counts less than passing it over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .decision import Decision, Option
from .settings import Settings


@dataclass(frozen=True)
class Pair:
    """One place preferred to another.

    Parameters
    ----------
    decision : int
        Number of the decision.
    more : dict
        By rule the amount of the place passed over less that of the place taken, free of weights.
    strength : float
        What it counts when it is new.
    """

    decision: int
    more: dict[str, int]
    strength: float


def difference(passed: Option, taken: Option) -> dict[str, int]:
    """Return by rule how much more a place has than another; zeros are left out."""
    rules = sorted({*passed.amounts, *taken.amounts})
    more = {rule: passed.amounts.get(rule, 0) - taken.amounts.get(rule, 0) for rule in rules}
    return {rule: amount for rule, amount in more.items() if amount}


def pairs_of(decisions: Sequence[Decision], settings: Settings) -> list[Pair]:
    """Return the comparisons in decisions; one that took no place holds none, since waiting has no price beside it."""
    return [pair for at, decision in enumerate(decisions) for pair in _pairs(at, decision, settings)]


def _pairs(at: int, decision: Decision, settings: Settings) -> Iterator[Pair]:
    taken = decision.chosen
    if taken is None:
        return
    others = [each for each in decision.options if (each.engineer_id, each.start) != (taken.engineer_id, taken.start)]
    if not others:
        return
    is_accepted = others[0] is not decision.options[0]
    first, rest = (0.0, settings.accepted) if is_accepted else (1.0, settings.unproposed)
    share = rest / max(1, len(others) - (not is_accepted))
    for at_place, other in enumerate(others):
        more = difference(other, taken)
        strength = first if first and at_place == 0 else share
        if more and strength:
            yield Pair(at, more, strength)
    understood = decision.understood
    if is_accepted or understood is None or not understood.rule or not settings.reasoned:
        return
    # She has said what it was for: two places that differ by that rule alone, where it speaks for her choice.
    named = difference(others[0], taken).get(understood.rule, 0)
    if named > 0:
        yield Pair(at, {understood.rule: named}, settings.reasoned)
