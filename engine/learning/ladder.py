"""How far the engine may go alone: a level for each kind of ticket, and what happens to a ticket by it."""

from enum import StrEnum
from typing import Protocol, Self

from pydantic import Field, model_validator

from ..domain.base import Frozen, Instant
from .category import Category
from .decision import TicketFacts


class Level(StrEnum):
    """How far the engine goes, each level further than the one before."""

    ASSIST = "assist"
    """It recommends; a person decides."""
    SHADOW = "shadow"
    """It also notes, silently, what it would have done."""
    SUGGEST = "suggest"
    """It acts after a while unless somebody stops it."""
    AUTOPILOT = "autopilot"
    """It acts at once."""


ACTING = (Level.SUGGEST, Level.AUTOPILOT)
"""Levels at which something happens without a person."""


class Sure(Protocol):
    """What the ladder asks of a confidence."""

    @property
    def probability(self) -> float | None:
        """Return the probability that the dispatcher accepts the first recommendation; None is not known yet."""

    @property
    def count(self) -> int:
        """Return how many decisions it rests on."""


class Policy(Frozen):
    """How far the engine may go with one kind of ticket."""

    category: Category = Category()
    level: Level = Level.ASSIST
    threshold: float = Field(default=0.9, ge=0.5, le=0.99)
    """The least confidence at which it acts, or would; a ticket below it goes to a person."""
    window_minutes: int = Field(default=15, ge=1, le=1440)
    """How long a suggestion waits for somebody to stop it."""
    since: Instant | None = None
    """When a person set the level; only what came later counts for or against it."""
    lowered: str = ""
    """Why the level is below the one that a person had set, in words."""


class Ladder(Frozen):
    """A desk's policies; tickets of no policy are only recommended for.

    Of the policies that hold for a ticket, the one that names most counts (`Category.precedence`).
    """

    is_on: bool = True
    """Off, nothing happens without a person, whatever the policies say."""
    daily_limit: int = Field(default=20, ge=0, le=10_000)
    """Most tickets of a local day that it places by itself."""
    policies: tuple[Policy, ...] = ()

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        seen = set[Category]()
        for each in self.policies:
            if each.category in seen:
                raise ValueError(f"there are two policies for {each.category}; keep one of them")
            seen.add(each.category)
        return self

    def policy_of(self, ticket: TicketFacts) -> Policy:
        """Return the policy that counts for a ticket."""
        held = [each for each in self.policies if each.category.holds(ticket)]
        return max(held, key=lambda each: each.category.precedence, default=Policy())


class Step(StrEnum):
    """What happens to a ticket."""

    PERSON = "person"
    """Nothing: a person decides."""
    NOTE = "note"
    """A person decides, and what would have been done is noted."""
    SUGGEST = "suggest"
    """It is done after the window, unless somebody stops it."""
    ACT = "act"
    """It is done."""


_STEPS = {Level.SHADOW: Step.NOTE, Level.SUGGEST: Step.SUGGEST, Level.AUTOPILOT: Step.ACT}


class Verdict(Frozen):
    """What happens to a ticket, by which policy, and why not more, in words."""

    step: Step
    policy: Policy
    reason: str
    probability: float | None = None
    count: int = 0
    """The confidence that it was decided by, and the decisions behind it."""


def decide(ladder: Ladder, ticket: TicketFacts, sure: Sure | None, done_today: int) -> Verdict:
    """Return what happens to a ticket for which somebody can be recommended.

    Parameters
    ----------
    sure : Sure or None
        The confidence in the first recommendation, None when there is none yet.
    done_today : int
        Tickets that were placed, or are about to be, without a person on this local day.
    """
    policy = ladder.policy_of(ticket)
    probability, count = (sure.probability, sure.count) if sure else (None, 0)
    step, reason = Step.PERSON, _below(ladder, policy, probability)
    if not reason and policy.level in ACTING and done_today >= ladder.daily_limit:
        reason = f"a person decides: the day's limit of {ladder.daily_limit} is reached"
    elif not reason and probability is not None:
        step = _STEPS[policy.level]
        reason = f"{percent(probability)} sure, from {count} decisions; {percent(policy.threshold)} is asked for"
    return Verdict(step=step, policy=policy, reason=reason, probability=probability, count=count)


def _below(ladder: Ladder, policy: Policy, probability: float | None) -> str:
    """Return why a person decides, empty where it lies above the line; the day's limit is not looked at."""
    if not ladder.is_on:
        return "a person decides: acting alone is switched off for the whole desk"
    if policy.level is Level.ASSIST:
        return policy.lowered or f"a person decides on {policy.category}"
    if probability is None:
        return "a person decides: there are too few decisions on such tickets to be sure of anything"
    if probability < policy.threshold:
        return f"a person decides: {percent(probability)} sure, {percent(policy.threshold)} is asked for"
    return ""


def percent(share: float) -> str:
    """Return ``87 %``, rounded down so that nothing looks as if it had reached a line that it has not."""
    return f"{int(share * 100 + 1e-9)} %"
