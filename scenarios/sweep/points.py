"""The choices of weights that a sweep tries at a desk: all of a grid, or a sample."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

from constraints import by_name
from engine.errors import DataError, Flaw
from engine.flaws import closest

from .axis import HEAVIEST, Axis
from .definition import Sweep
from .sample import latin_hypercube

_ROUNDS = 64
"""Samples drawn in search of choices that are not there yet."""


@dataclass(frozen=True)
class Point:
    """A choice of weights.

    Parameters
    ----------
    told : mapping of str to str
        The values of the sweep's axes by name: ``500``, or ``x2`` for times two.
    weights : mapping of str to int
        In thousandths, of the rules that the sweep speaks of.
    """

    told: Mapping[str, str]
    weights: Mapping[str, int]

    @property
    def words(self) -> str:
        """The choice in words: ``travel 500, sla x2``."""
        return ", ".join(f"{name} {value}" for name, value in self.told.items()) or "as they are"


def points(sweep: Sweep, own: Mapping[str, int], source: str) -> tuple[Point, ...]:
    """Return the choices of weights of a sweep, none twice.

    Parameters
    ----------
    sweep : Sweep
    own : mapping of str to int
        The desk's weights, of every rule that has one.
    source : str
        Where the sweep stands, for messages.

    Raises
    ------
    DataError
        With every rule that is unknown or without a weight, every weight out of range, or a sample too large.
    """
    flaws = list(_flaws(sweep, own, source))
    if flaws:
        raise DataError(flaws)
    if sweep.sample is None:
        chosen = product(*(axis.grid for axis in sweep.weights.values()))
        return tuple(_distinct(sweep, own, chosen).values())
    found = _sampled(sweep, own, sweep.sample)
    if len(found) < sweep.sample:
        hint = "lower it, leave it out to have the whole grid, or give ranges in place of lists"
        message = f"the axes have only {len(found)} different choices of weights"
        raise DataError([Flaw(source, 0, "sample", str(sweep.sample), message, hint)])
    return found


def _sampled(sweep: Sweep, own: Mapping[str, int], count: int) -> tuple[Point, ...]:
    rng = np.random.default_rng(sweep.sample_seed)
    axes = sweep.weights.values()
    found: dict[tuple[int, ...], Point] = {}
    for _ in range(_ROUNDS):
        shares = latin_hypercube(count, len(axes), rng)
        drawn = (tuple(axis.at(share) for axis, share in zip(axes, each, strict=True)) for each in shares)
        for key, point in _distinct(sweep, own, drawn).items():
            found.setdefault(key, point)
        if len(found) >= count:
            break
    return tuple(found.values())[:count]


def _distinct(
    sweep: Sweep, own: Mapping[str, int], chosen: Iterator[tuple[float, ...]]
) -> dict[tuple[int, ...], Point]:
    """Return the points of some values, by their weights."""
    found: dict[tuple[int, ...], Point] = {}
    for values in chosen:
        weights: dict[str, int] = {}
        told: dict[str, str] = {}
        for (name, axis), value in zip(sweep.weights.items(), values, strict=True):
            told[name] = f"{'x' * axis.times}{value:g}"
            weights |= {rule: _weight(axis, own[rule], value) for rule in _rules(name, axis)}
        found.setdefault(tuple(weights.values()), Point(told, weights))
    return found


def _rules(name: str, axis: Axis) -> tuple[str, ...]:
    return axis.rules or (name,)


def _weight(axis: Axis, own: int, value: float) -> int:
    return round(own * value if axis.times else value)


def _flaws(sweep: Sweep, own: Mapping[str, int], source: str) -> Iterator[Flaw]:
    taken: dict[str, str] = {}
    for name, axis in sweep.weights.items():
        field = f"weights.{name}"
        for rule in _rules(name, axis):
            if rule not in by_name():
                near = closest(rule, own) or "look in docs/rules.md for its name"
                yield Flaw(source, 0, field, rule, "there is no such rule", near)
            elif rule not in own:
                yield Flaw(
                    source, 0, field, rule, "this rule only gates, no weight changes it", "use the change rule_off"
                )
            elif rule in taken:
                yield Flaw(source, 0, field, rule, f"the axis {taken[rule]!r} sets this rule's weight already")
            else:
                yield from _out_of_range(axis, own[rule], rule, field, source)
            taken.setdefault(rule, name)


def _out_of_range(axis: Axis, own: int, rule: str, field: str, source: str) -> Iterator[Flaw]:
    if axis.times and not own:
        message = "the desk's own weight is 0, whatever it is multiplied by"
        yield Flaw(source, 0, field, rule, message, "give the weight itself, without times")
    heaviest = _weight(axis, own, max(axis.grid))
    if heaviest > HEAVIEST:
        message = f"the weight of {rule} would be {heaviest:,} thousandths, {HEAVIEST:,} is the most"
        yield Flaw(source, 0, field, f"{max(axis.grid):g}", message, "lower the value")
