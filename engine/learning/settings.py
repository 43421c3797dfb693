"""How fast weights follow decisions, how far they may go, and which are left alone."""

from pydantic import Field

from ..domain.base import Frozen, Identifier


class Settings(Frozen):
    """What holds while weights are learned; the same settings, defaults and decisions give the same weights.

    ``least`` and ``most`` are factors on a rule's default. ``fixed`` rules never move: what leaving work out costs is
    the desk's to say, no choice between two places speaks of stability, and a confirmed preference means what it says.
    ``only_up`` rules never fall below their default, so that no feedback makes a service level, or an evening of an
    engineer's, cheaper than the desk has said. Names of rules that a desk does not have are passed over.
    """

    least: float = Field(default=0.25, gt=0, le=1)
    most: float = Field(default=4.0, ge=1)
    fixed: frozenset[Identifier] = frozenset({"unassigned", "stability", "client_preference"})
    only_up: frozenset[Identifier] = frozenset({"sla_response", "sla_plan", "sla_resolution", "promptness", "overtime"})
    half_life_days: float = Field(default=14, gt=0)
    """Days after which a decision counts half."""
    forgotten: float = Field(default=0.03, gt=0, lt=1)
    """What a decision must still count so as not to be forgotten."""
    daily_factor: float = Field(default=1.25, gt=1)
    """The most by which a weight is multiplied or divided in a day."""
    damping: float = Field(default=0.5, gt=0, le=1)
    """The share of the way to what the decisions say that is gone in a day."""
    spread: float = Field(default=1.5, gt=0)
    """How far from its default a weight is thought to be beforehand, as the standard deviation of its logarithm."""
    sharpness: int = Field(default=8_000, ge=1)
    """Thousandths of an engineer-minute by which a place must be better for a person to choose it with odds of e."""
    lapse: float = Field(default=0.1, ge=0, lt=1)
    """Share of choices that are thought to be made for no reason that prices know."""
    accepted: float = Field(default=0.5, ge=0, le=1)
    """What taking the first place says against all others together; passing it over counts 1."""
    unproposed: float = Field(default=0.5, ge=0, le=1)
    """What passing over all places but the first counts, together."""
    reasoned: float = Field(default=1.0, ge=0)
    """What a confirmed reason adds for the rule that it speaks of."""
    trust: float = 3.0
    """Logarithm of the odds, before any decision, that what is learned foresees choices better than the defaults do."""
    conviction: float = Field(default=0.5, ge=0)
    """By how much one decision that only one of the two has foreseen moves it."""
    time_zone: str = "UTC"
    """Whose midnight ends a day."""
    evidence: int = Field(default=12, ge=1)
    """The most decisions named for one change."""
    repeated: int = Field(default=3, ge=2)
    """Unexplained decisions of one kind from which on a preference is proposed."""
    preference_days: int = Field(default=90, ge=1)
    """Days after which a proposed preference expires."""


USUAL = Settings()
"""What holds where a desk says nothing else."""
