"""Where worlds come from: one a seed, named so that what was run of it can be found again."""

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from engine.domain.problem import Problem

from .world import LOAD, World, generated_world, with_chance


class Source(Protocol):
    """What makes the world of a seed."""

    @property
    def key(self) -> str:
        """What tells this source from others."""
        ...

    def world(self, seed: int) -> World:
        """Return the world of a seed."""
        ...


@dataclass(frozen=True)
class Generated:
    """Generated desks, each seed another one."""

    engineers: int
    weeks: int
    load: float = LOAD

    @property
    def key(self) -> str:
        """The size and the load."""
        return f"{self.engineers} engineers, {self.weeks} weeks, load {self.load:g}"

    def world(self, seed: int) -> World:
        """Return the weeks of a seed's desk."""
        return generated_world(self.engineers, self.weeks, seed, load=self.load)


@dataclass(frozen=True)
class Given:
    """A desk whose tickets are known, such as those of a log; the seed decides how long work takes and who is sick."""

    key: str
    problem: Problem
    counted_from: dt.datetime

    def world(self, seed: int) -> World:
        """Return the desk with the chance of a seed."""
        return with_chance(self.problem, seed, self.counted_from)
