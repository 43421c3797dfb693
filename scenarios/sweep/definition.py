"""A sweep as people write it down: a scenario, the weights that are tried in it, and the seeds."""

from typing import Self

from pydantic import Field, model_validator

from engine.domain.base import Identifier

from ..scenario import Scenario
from .axis import Axis


class Sweep(Scenario):
    """Every variant of a scenario with every choice of weights and every seed.

    What holds in all variants are the ``changes``; without any variants and changes the desk is taken as it is.
    """

    weights: dict[Identifier, Axis] = Field(default_factory=dict)
    seeds: tuple[int, ...] = Field(default=(0,), min_length=1)
    sample: int | None = Field(default=None, ge=1, le=100_000)
    """Choices of weights, drawn as a Latin hypercube; without it all of the grid are taken."""
    sample_seed: int = Field(default=0, ge=0)
    effort: float = Field(default=10.0, gt=0, le=1e6)
    """Deterministic effort of each run, so that a row does not depend on the machine that made it."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        names = [each.name for each in self.variants]
        if len(set(names)) < len(names):
            raise ValueError("two variants have the same name")
        if len(set(self.seeds)) < len(self.seeds) or any(not 0 <= seed <= 1_000_000_000 for seed in self.seeds):
            raise ValueError("seeds are different whole numbers from 0 to 1000000000")
        if not self.weights and max(1, len(self.variants)) * len(self.seeds) < 2:
            raise ValueError("nothing is varied: give weights, variants or seeds")
        if self.sample is not None and not self.weights:
            raise ValueError("a sample is one of weights: give weights, or leave sample out")
        return self
