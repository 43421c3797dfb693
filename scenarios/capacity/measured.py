"""What more time is worth, tested: the desk solved without and with it, to the same limits and from the same seeds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, variance

from engine.constraint import Rules
from engine.domain.problem import Problem
from engine.limits import Limits
from engine.result import Result

from .hour import Hour
from .report import Report

_THOUSANDTHS = 1000
_QUANTILES = (12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26)
"""Of Student's t, for two-sided 95 % with 1, 2, ... degrees of freedom; the last one serves for more."""
_WORTHLESS = 2
"""How many of those that should be worth nothing are tested beside the dearest."""
Solve = Callable[[Problem, Rules, Limits, int], Result]
"""Solves a desk under rules, to limits, from a seed."""


@dataclass(frozen=True)
class Outcome:
    """Audited costs of a desk by seed and the best bound, in thousandths of an engineer-minute; what is left out."""

    costs: tuple[int, ...]
    bound: int
    left_out: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Measured:
    """More time, really added; all in engineer-minutes.

    Parameters
    ----------
    hour : Hour
    gain : float
        Mean by which the audited cost is lower.
    noise : float or None
        Half the width of its 95 % confidence interval over the seeds (Welch, 1938, with the fewest degrees of freedom
        that it can have); None with a single seed.
    least, most : float
        What the optimum gains lies between them, proven by the bounds; never below 0, as more time can be left idle.
    then_done : tuple of str
        Tickets that every plan without the time leaves out, and none with it.
    """

    hour: Hour
    gain: float
    noise: float | None
    least: float
    most: float
    then_done: tuple[str, ...] = ()

    @property
    def is_within_noise(self) -> bool:
        """Whether the seeds differ by as much as the time is worth; with a single seed nobody knows."""
        return self.noise is not None and abs(self.gain) <= self.noise


def chosen(report: Report, most: int) -> tuple[Hour, ...]:
    """Return what to test: the time where it binds, the dearest of others, and some that is foretold to be worthless.

    Of each of so many people it is the dearest day.
    """
    binds, dearest = report.where_it_binds(), dict[str, Hour]()
    ranked = sorted(report.hours, key=lambda each: (each != binds, -each.worth, each.day, each.who))
    for hour in ranked:
        dearest.setdefault(hour.who, hour)
    top = [hour for hour in dearest.values() if hour.worth > 0][:most]
    worthless = [hour for hour in dearest.values() if hour.worth <= 0][:_WORTHLESS]
    return (*top, *worthless) if most else ()


def measure(
    problem: Problem,
    rules: Rules,
    hours: Sequence[Hour],
    limits: Limits,
    seeds: Sequence[int],
    solve: Solve,
    on_solved: Callable[[int, int], None],
) -> tuple[Measured, ...]:
    """Return what each of some times is really worth.

    Parameters
    ----------
    problem, rules
        The desk as it is.
    hours : sequence of Hour
        Added one at a time, each to a copy of the desk.
    limits : Limits
        Of every solve; deterministic ones make the answer the same on every machine.
    seeds : sequence of int
        Each is used without and with the time.
    solve : callable
    on_solved : callable
        Told how many of the solves are done, and of how many.
    """
    if not hours:
        return ()
    total, done = (1 + len(hours)) * len(seeds), 0

    def outcome(given: Problem) -> Outcome:
        nonlocal done
        results = []
        for seed in seeds:
            results.append(solve(given, rules, limits, seed))
            done += 1
            on_solved(done, total)
        bound = max(result.schedule.bound or 0 for result in results)
        left_out = (frozenset(each.ticket_id for each in result.schedule.unassigned) for result in results)
        return Outcome(tuple(result.audit.score.total for result in results), bound, tuple(left_out))

    before = outcome(problem)
    return tuple(_compared(hour, before, outcome(hour.change.apply(problem))) for hour in hours)


def _compared(hour: Hour, before: Outcome, after: Outcome) -> Measured:
    noise, freedom = None, len(before.costs) - 1
    if freedom:
        error = sqrt(sum(variance(each.costs) / len(each.costs) for each in (before, after)))
        noise = _QUANTILES[min(freedom, len(_QUANTILES)) - 1] * error / _THOUSANDTHS
    return Measured(
        hour=hour,
        gain=(fmean(before.costs) - fmean(after.costs)) / _THOUSANDTHS,
        noise=noise,
        least=max(0, before.bound - min(after.costs)) / _THOUSANDTHS,
        most=max(0, min(before.costs) - after.bound) / _THOUSANDTHS,
        then_done=tuple(sorted(frozenset.intersection(*before.left_out) - frozenset.union(*after.left_out))),
    )
