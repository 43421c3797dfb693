"""What "fill this engineer's time" answers: the chosen work with its prices, who came next, and other ways."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from ..domain.schedule import Assignment, Schedule
from .runners_up import RunnerUp


@dataclass(frozen=True)
class Elsewhere:
    """Where a chosen ticket would go otherwise, and the cost of that place over the chosen one.

    Both are priced beside the published work alone; below zero, the other place is cheaper.
    """

    engineer_id: str
    start: datetime
    extra_cost: int


@dataclass(frozen=True)
class FillChoice:
    """One chosen ticket. Costs are in thousandths of an engineer-minute, positive ones are paid.

    ``by_rule`` is the price with it less the price without it, per rule, after re-timing the rest (parts need not sum
    to the whole); ``gain`` is what leaving just this ticket out would cost.
    """

    assignment: Assignment
    gain: int
    by_rule: dict[str, int]
    elsewhere: Elsewhere | None


@dataclass(frozen=True)
class Alternative:
    """Another way to fill the time: its new assignments in order, and its cost over the best."""

    assignments: tuple[Assignment, ...]
    extra_cost: int


@dataclass(frozen=True)
class Fill:
    """The answer to "fill this engineer's time".

    Parameters
    ----------
    own : Schedule
        What the engineer, and those who share work with her, do then; score, bound, gap and status are of the whole.
    choices : tuple of FillChoice
        The chosen tickets in order of time.
    runners_up : tuple of RunnerUp
        The best tickets that did not make it.
    alternatives : tuple of Alternative
        Up to three, ranked.
    candidates : int
        Tickets that competed.
    gain : int
        Cost before less cost after, in thousandths of an engineer-minute.
    free_minutes : int
        Minutes of the span that were free.
    complete : callable
        Makes the whole schedule; on a large desk that takes longer than most questions.
    """

    engineer_id: str
    start: datetime
    end: datetime
    own: Schedule
    choices: tuple[FillChoice, ...]
    runners_up: tuple[RunnerUp, ...]
    alternatives: tuple[Alternative, ...]
    candidates: int
    gain: int
    free_minutes: int
    complete: Callable[[], Schedule] = field(compare=False, repr=False)

    @cached_property
    def schedule(self) -> Schedule:
        """Published work and the chosen tickets, with score, bound, gap, status and figures."""
        return self.complete()


@dataclass(frozen=True)
class SoFar:
    """The answer as far as it is known: the chosen work, what it gains, and what is proven of it.

    Parameters
    ----------
    seconds : float
        Since the question was asked.
    assignments : tuple of Assignment
        The chosen tickets in order of time.
    gain : int
        Cost before less cost after, in thousandths of an engineer-minute.
    gap : float
        What a better answer could gain more, as a share of the most that any answer can gain.
    is_optimal : bool
        Whether no answer is better.
    """

    seconds: float
    assignments: tuple[Assignment, ...]
    gain: int
    gap: float
    is_optimal: bool
