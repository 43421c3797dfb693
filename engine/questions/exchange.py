"""Exchanges of one chosen ticket for one that lost: none that pays is left in an answer to a person."""

from ..cost import cost
from ..instance import Instance
from ..solvers.draft import Draft
from ..solvers.insertion import best_on
from ..timing import Timed, timing
from .left_out import left_out

MOST_ROUNDS = 6


def exchange(opened: Instance, timed: Timed, candidates: tuple[int, ...]) -> Timed:
    """Return the plan after the insertions and one-for-one exchanges that pay, the best of each round first."""
    for _ in range(MOST_ROUNDS):
        better = _best(opened, timed, candidates)
        if better is None:
            break
        timed = better
    return timed


def _best(opened: Instance, timed: Timed, candidates: tuple[int, ...]) -> Timed | None:
    now = cost(opened, timed)
    best: tuple[int, Timed] | None = None
    for out in (None, *sorted(set(timed.span).difference(opened.facts))):
        rest = timed if out is None else left_out(opened, timed, out)
        draft, saved = Draft(opened, rest.plan), cost(opened, rest) - now
        for ticket in candidates:
            if ticket in rest.span or ticket == out:
                continue
            for shift in opened.candidates[ticket]:
                option = best_on(draft, ticket, shift)
                gain = saved + option.delta - opened.drop[ticket] if option else 0
                if option and gain < (best[0] if best else 0):
                    plan = rest.plan.replace({shift: option.sequence})
                    found = timing(opened, plan)
                    if found is not None and cost(opened, found) < now:
                        best = (gain, found)
    return best[1] if best else None
