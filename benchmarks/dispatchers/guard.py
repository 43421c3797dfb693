"""What learned weights do to a plan: rules broken, and SLA targets met, beside the desk's own weights."""

from collections.abc import Mapping, Sequence

import numpy as np

from constraints import rules_for
from engine.domain.problem import Problem
from engine.domain.weights import Weights
from engine.learning.learn import learn
from engine.limits import Limits
from engine.solve import solve
from scenarios.generator import generate

from .course import START

ENGINEERS, TICKETS, DAYS = 6, 60, 2
DESKS = (11, 12)
LIMITS = Limits(deterministic=0.2)


def guard(defaults: Mapping[str, int], learned: Sequence[Mapping[str, int]]) -> str:
    """Return how plans by learned weights, and by the worst that could be learned, compare with those by the defaults.

    The worst are all weights that may rise at their most while service levels stay, and all that may fall at their
    least.
    """
    bounds = learn(defaults, [], START).bounds
    guarded = [rule for rule, limits in bounds.items() if limits.low == defaults[rule]]
    highest = {rule: limits.high for rule, limits in bounds.items() if rule not in guarded}
    kinds = {
        "the desk's own weights": [dict(defaults)],
        "learned of the contrary one": [dict(each) for each in learned],
        "everything but service levels at its most": [{**defaults, **highest}],
        "everything at its least": [{**defaults, **{rule: limits.low for rule, limits in bounds.items()}}],
    }
    lines = [
        "| weights | rules broken | SLA targets met | least of a desk against its own weights |",
        "|---|---|---|---|",
    ]
    usual: dict[int, float] = {}
    for kind, weights in kinds.items():
        found = [(desk, *_planned(desk, each)) for desk in DESKS for each in weights]
        usual = usual or {desk: met for desk, _, met in found}
        worst = min(met - usual[desk] for desk, _, met in found)
        broken, share = sum(hard for _, hard, _ in found), np.mean([met for _, _, met in found])
        lines.append(f"| {kind} | {broken} | {share:.1%} | {100 * worst:+.1f} points |")
    return "\n".join(lines)


def _planned(desk: int, weights: Mapping[str, int]) -> tuple[int, float]:
    """Return hard findings, and the share of SLA targets met, of a plan of a generated desk by some weights."""
    problem: Problem = generate(ENGINEERS, TICKETS, DAYS, desk)
    changed = problem.desk.model_copy(update={"weights": Weights(values=dict(weights))})
    problem = problem.model_copy(update={"desk": changed})
    made = solve(problem, rules_for(problem.desk), LIMITS, workers=1).schedule
    assert made.score is not None
    assert made.kpis is not None
    return made.score.hard_findings, made.kpis.sla_met / max(1, made.kpis.sla_targets)
