"""The kinds of work that `kinds.toml` lists."""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from engine.domain.base import Frozen, Identifier, Level, Tier


class Kind(Frozen):
    """A kind of ticket, with what it asks for and how often it comes."""

    type: Identifier
    subtype: Identifier
    tier: Tier
    weight: float = Field(gt=0)
    minutes: tuple[int, int]
    onsite: float = Field(ge=0, le=1)
    priorities: tuple[int, int, int, int]
    skills: dict[Identifier, Level]
    certificate: Identifier | None = None
    tiers_above: int | None = None
    pausable: bool = False
    engineers: int = 1
    summaries: tuple[str, ...] = Field(min_length=1)
    description: str
    tags: tuple[Identifier, ...] = ()


class Step(Frozen):
    """A piece of a bundle: the subtype of its kind, and the step that comes before it."""

    kind: Identifier
    after: int | None = None
    lag_minutes: int = 0


class Bundle(Frozen):
    """Several tickets of one client that hang together."""

    name: Identifier
    weight: float = Field(gt=0)
    is_group: bool = False
    steps: tuple[Step, ...] = Field(min_length=2)


class Catalogue(Frozen):
    """All kinds and bundles."""

    kind: tuple[Kind, ...]
    bundle: tuple[Bundle, ...]

    @model_validator(mode="after")
    def _steps_exist_in_order(self) -> Self:
        known = {kind.subtype for kind in self.kind}
        for bundle in self.bundle:
            for number, step in enumerate(bundle.steps):
                if step.kind not in known:
                    raise ValueError(f"bundle {bundle.name!r} names the unknown kind {step.kind!r}")
                if step.after is not None and step.after >= number:
                    raise ValueError(f"bundle {bundle.name!r}: a step comes after an earlier one only")
        return self

    def for_tiers(self, tiers: Sequence[int]) -> "Catalogue":
        """Return what a desk with engineers on these tiers takes on."""
        kinds = tuple(kind for kind in self.kind if tiers.count(kind.tier) >= kind.engineers)
        known = {kind.subtype for kind in kinds}
        return Catalogue(
            kind=kinds, bundle=tuple(b for b in self.bundle if all(step.kind in known for step in b.steps))
        )

    def named(self, subtype: str) -> Kind:
        """Return the kind of a subtype."""
        return next(kind for kind in self.kind if kind.subtype == subtype)


@cache
def catalogue() -> Catalogue:
    """Return the catalogue, read once."""
    text = Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8")
    return Catalogue.model_validate(tomllib.loads(text))
