"""The price of a change of schedule: the audit after less the audit before, rule by rule."""

from ..audit import audit
from ..compile import weights_of
from ..constraint import Rules
from ..context import Context
from ..domain.problem import Problem
from ..domain.schedule import Schedule


def prices(problem: Problem, rules: Rules, after: Schedule, before: Schedule) -> dict[str, int]:
    """Return per rule the cost of ``after`` less the cost of ``before``, in thousandths; zeros are left out.

    Trips that only one of the schedules calls for are read where they fit.
    """
    context = Context(problem)
    plain = [s.model_copy(update={"trips": (), "breaks": ()}) for s in (after, before)]
    first, second = (audit(context, rules, schedule).score.amounts for schedule in plain)
    return by_rule(weights_of(context, rules), first, second)


def by_rule(weights: dict[str, int], after: dict[str, int], before: dict[str, int]) -> dict[str, int]:
    """Return per rule the weighted difference of two scores' amounts; zeros are left out."""
    change = {rule: weights[rule] * amount for rule, amount in amounts(after, before).items()}
    return {rule: each for rule, each in change.items() if each}


def amounts(after: dict[str, int], before: dict[str, int]) -> dict[str, int]:
    """Return per rule the difference of two scores' amounts, free of weights; zeros are left out."""
    return {rule: amount - before[rule] for rule, amount in sorted(after.items()) if amount != before[rule]}
