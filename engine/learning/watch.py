"""Watching agreement: the ladder lowers itself when it is decided otherwise more often than it had said.

The test is the risk-adjusted CUSUM of Steiner, Cook, Farewell and Treasure, "Monitoring surgical performance using
risk-adjusted cumulative sum charts" (Biostatistics 1, 2000, pp. 441-452). Each outcome is weighed by what had been
stated for it: a disagreement of which 5 % were expected says more than one of which 30 % were. With q the stated
probability of a disagreement and R the ratio of odds to be found,

    W = log(R / (1 - q + R q)) when she decided otherwise, log(1 / (1 - q + R q)) when she agreed,
    S = max(0, S + W),

and the level falls when S reaches h. As long as what was stated is true, exp(W) has the mean 1, and so the mean number
of outcomes before a false alarm is at least exp(h): Lorden, "Procedures for reacting to a change in distribution"
(Annals of Mathematical Statistics 42, 1971, theorem 2). That is a bound for the worst case; with confidences from 0.85
to 0.98 it is some 2,400 outcomes, while an agreement of 0.3 is noticed after 8 and one of 0.6 after 17.
"""

import math
from collections.abc import Sequence

from ..domain.base import Frozen, Instant
from .category import Category
from .ladder import ACTING, Ladder, Level, Policy, percent
from .past import Past, in_order

ODDS = 3.0
"""R: the odds of a disagreement have trebled, as from 1 in 11 to 3 in 13."""
PATIENCE = 100
"""The least mean number of outcomes before it lowers itself although what it states is true."""
LIMIT = math.log(PATIENCE)
"""h."""


class Watch(Frozen):
    """How a policy stands: the evidence against it, and the outcomes since that evidence began to grow."""

    evidence: float
    """S, 0 to `LIMIT`."""
    outcomes: int
    """Outcomes that count for or against the level."""
    agreed: int
    run: int
    """The last of them, since the evidence was last nothing."""
    run_agreed: int
    run_stated: float
    """How many of the run should have been agreed with, by the confidence stated for each."""
    at: Instant | None = None
    """When the evidence reached the limit; None when it has not."""


class Lowered(Frozen):
    """A level that lowered itself."""

    at: Instant
    category: Category
    before: Level
    after: Level
    why: str
    past_ids: tuple[str, ...]
    """The outcomes that it rests on."""


def watch(policy: Policy, past: Sequence[Past]) -> Watch:
    """Return how a policy stands after what has happened to its tickets, none of another policy's among them.

    Only what lies above the policy's line, and was decided after the level was set, counts.
    """
    state = Watch(evidence=0.0, outcomes=0, agreed=0, run=0, run_agreed=0, run_stated=0.0)
    for each in _counted(policy, past):
        state = _next(state, each)
        if state.at is not None:
            break
    return state


def lower(ladder: Ladder, past: Sequence[Past]) -> tuple[Ladder, tuple[Lowered, ...]]:
    """Return the ladder with each policy lowered that agreement speaks against, and what was lowered.

    It falls to `shadow` at once: nothing more happens without a person, and what would have been done stays to be seen.
    Raising it again is a person's act.
    """
    policies, found = [], []
    for policy in ladder.policies:
        own = [each for each in past if ladder.policy_of(each.ticket) == policy]
        state = watch(policy, own) if policy.level in ACTING else None
        if state is None or state.at is None:
            policies.append(policy)
            continue
        run = _counted(policy, own)[state.outcomes - state.run : state.outcomes]
        said = Lowered(
            at=state.at,
            category=policy.category,
            before=policy.level,
            after=Level.SHADOW,
            why=_why(policy, state),
            past_ids=tuple(each.id for each in run),
        )
        policies.append(policy.model_copy(update={"level": Level.SHADOW, "since": state.at, "lowered": said.why}))
        found.append(said)
    return (ladder.model_copy(update={"policies": tuple(policies)}) if found else ladder), tuple(found)


def _counted(policy: Policy, past: Sequence[Past]) -> list[Past]:
    since = policy.since
    return [
        each
        for each in in_order(past)
        if each.probability is not None and each.probability >= policy.threshold and (since is None or each.at > since)
    ]


def _next(state: Watch, each: Past) -> Watch:
    assert each.probability is not None, "only what was sure of something counts"
    expected = 1 - each.probability
    weight = math.log((1 if each.is_agreed else ODDS) / (1 - expected + ODDS * expected))
    grown = state.evidence + weight
    if grown <= 0:
        run, run_agreed, run_stated = 0, 0, 0.0
    else:
        run, run_agreed = state.run + 1, state.run_agreed + each.is_agreed
        run_stated = state.run_stated + each.probability
    return Watch(
        evidence=min(max(0.0, grown), LIMIT),
        outcomes=state.outcomes + 1,
        agreed=state.agreed + each.is_agreed,
        run=run,
        run_agreed=run_agreed,
        run_stated=run_stated,
        at=each.at if grown >= LIMIT else None,
    )


def _why(policy: Policy, state: Watch) -> str:
    other, stated = state.run - state.run_agreed, percent(state.run_stated / state.run)
    return (
        f"lowered itself from {policy.level.value} to shadow for {policy.category}: of the last {state.run} tickets "
        f"that it was sure of, {other} were decided otherwise, where it had stated {stated} agreement"
    )
