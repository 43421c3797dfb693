"""Weights: what an engineer-minute of each rule's amount is worth, in thousandths."""

from typing import Annotated

from pydantic import Field

from .base import Frozen, Identifier

Weight = Annotated[int, Field(ge=0, le=100_000)]


class Weights(Frozen):
    """Weights by rule name, over the rules' own defaults; 1000 counts an amount as it is, 0 ignores the rule."""

    version: int = Field(default=1, ge=1)
    values: dict[Identifier, Weight] = Field(default_factory=dict)
