"""Situations with schedules made by hand, as a comparison takes them."""

from build import schedule

from engine.domain.problem import Problem
from scenarios.comparison.solved import Solved
from scenarios.situation import Situation
from scenarios.whatif import given

Part = tuple[str, str | tuple[str, ...], int, int]


def solved(problem: Problem, *seeds: tuple[Part, ...], off: frozenset[str] = frozenset(), name: str = "x") -> Solved:
    """Return a situation with one schedule a seed, each from parts as `build.schedule` takes them."""
    situation = Situation(problem, off)
    schedules = tuple(given(situation, schedule(*parts)).best for parts in seeds)
    return Solved(name, situation, schedules)
