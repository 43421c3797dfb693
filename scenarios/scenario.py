"""A scenario: a named situation for a planner, told as changes of a desk; several variants are compared."""

from typing import Self

from pydantic import Field, model_validator

from engine.domain.base import Frozen, Identifier

from .changes import AnyChange

CONTROL = "planned on, unchanged"
"""Name of what a given schedule comes to without any change."""


class Variant(Frozen):
    """One way in which things could be."""

    name: Identifier
    changes: tuple[AnyChange, ...]


class Scenario(Frozen):
    """A question of a planner's: what if? Either ``changes``, or several variants beside each other."""

    name: Identifier
    purpose: str = ""
    changes: tuple[AnyChange, ...] = ()
    """What holds in every variant."""
    variants: tuple[Variant, ...] = Field(default=(), max_length=12)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.changes and not self.variants:
            raise ValueError("a scenario has changes or variants")
        names = [each.name for each in self.variants]
        if CONTROL in names:
            raise ValueError(f"a variant may not be called {CONTROL!r}: that is what is planned without any change")
        if len(set(names)) < len(names):
            raise ValueError("two variants have the same name")
        return self

    @property
    def told(self) -> tuple[Variant, ...]:
        """The variants, each with the changes that hold in all; one with the scenario's name where it gives none."""
        given = self.variants or (Variant(name=self.name, changes=()),)
        return tuple(Variant(name=each.name, changes=(*self.changes, *each.changes)) for each in given)
