"""What an adapter is: from an instance to some solver's input and back to orders."""

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Protocol, runtime_checkable

from engine.instance import Instance
from engine.plan import Plan
from engine.timing import Timed

Orders = dict[int, list[int]]
"""Shift to the tickets worked on it, in order; tickets of several engineers have no part in it."""


@dataclass(frozen=True)
class Whole:
    """The answer of a solver that honours every form: a timed plan, and a proven bound where there is one.

    ``bound`` is in the instance's unit of cost, thousandths of an engineer-minute for a desk.
    """

    timed: Timed
    bound: int | None = None


class Peer(Protocol):
    """A solver behind one adapter. Adapters inherit from this class and import their library inside ``solve``.

    Attributes
    ----------
    name : str
        On the command line and in every table.
    package : str
        Distribution that must be installed, empty for our own code.
    threads : bool
        Whether it uses all cores itself. One that does not is run once per core side by side, each with a seed of its
        own, and its best answer counts.
    suites : tuple of str
        Suites that it can be run on, empty for all.
    is_rival : bool
        Whether it counts in "better than or equal to every peer"; a trial of our own does not.
    """

    name: str
    package: str = ""
    threads: bool = False
    suites: tuple[str, ...] = ()
    is_rival: bool = True

    def missing(self) -> str:
        """Return why it cannot be run here, as a sentence; empty when it can."""
        try:
            if self.package:
                version(self.package)
        except PackageNotFoundError:
            return f"{self.name} is left out: {self.package} is not installed (pip install 'openday[peers]')"
        return ""

    def prepare(self) -> None:
        """Import and compile what is done once in a process; this is not counted."""
        return

    def cannot(self, instance: Instance) -> tuple[str, ...]:  # noqa: ARG002
        """Return, in plain words, the forms that this instance uses and that the solver does not express."""
        return ()

    def solve(self, instance: Instance, seconds: float, seed: int) -> Orders | Whole:
        """Return the best answer found in so many seconds of wall time."""
        ...


@runtime_checkable
class Warm(Protocol):
    """A solver that can also start from a plan."""

    def solve_from(self, instance: Instance, start: Plan, seconds: float, seed: int) -> Orders | Whole:
        """Return the best answer found from a start."""
        ...
