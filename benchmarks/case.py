"""What is measured: an instance, where a solver may start, and who judges the answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from engine.instance import Instance
from engine.plan import Plan
from engine.timing import Timed

Wanted = Callable[[str], bool]
"""Whether an instance of this name is to be run."""


def every(_: str) -> bool:
    """Want every instance."""
    return True


@dataclass(frozen=True)
class Judged:
    """What the judge of a suite says of a plan.

    Parameters
    ----------
    cost : float
        Engineer-minutes by audit for a desk; a public suite says its own unit.
    feasible : bool
    note : str
        What is wrong with it, or what else is worth a line.
    """

    cost: float
    feasible: bool
    note: str = ""


@dataclass(frozen=True)
class Case:
    """One instance of a suite.

    Parameters
    ----------
    suite, name : str
        What stands before a slash in the name is the group by which the report sums up; three numbers as in
        ``50x4000x14`` are engineers, tickets and days.
    instance : Instance
        All that a solver is told.
    start : callable or None
        Gives the published plan, where there is one; only solvers that can start from a plan are given it.
    judge : callable
        Prices a timed plan: the one judge of all solvers. It runs in the process of the harness.
    limits : tuple of float
        Seconds that a solver gets; where there are several, it is run anew for each of them.
    """

    suite: str
    name: str
    instance: Instance
    start: Callable[[], Plan] | None
    judge: Callable[[Timed], Judged]
    limits: tuple[float, ...] = (10.0,)


class Suite(Protocol):
    """A module in ``benchmarks/suites``, named as on the command line with ``_`` for ``-``."""

    def cases(self, data: Path | None, wanted: Wanted = every) -> Iterator[Case]:
        """Yield the instances that are wanted, each built when its turn comes.

        Raises
        ------
        OpendayError
            When the data is not there or not as it should be.
        """
