"""The whole question: where a desk fails first, and what more time is worth."""

import datetime as dt
from dataclasses import dataclass

from engine.compile import compile_instance
from engine.constraint import Rules
from engine.context import Context
from engine.domain.problem import Problem

from .ahead import ahead
from .binding import Binding, binding
from .demand import Demands
from .hour import Hour
from .load import Load, loads
from .longer_days import longer_days
from .prices import prices
from .visitors import visitors


@dataclass(frozen=True)
class Report:
    """Load against capacity over some weeks, the binding work, and what more time is worth on the desk as it is.

    Parameters
    ----------
    weeks : int
        Weeks looked ahead; 0 is the desk's own window.
    expected : int
        Tickets among those counted that are not in yet, but would come if the usual flow goes on.
    days : tuple of date
        Days with regular hours, to which the minutes of loads refer.
    loads : tuple of Load
    binding : Binding or None
        The work that fails first, or has least to spare; None when nothing is asked.
    impossible : tuple of str
        Open tickets that nobody who may do them has a long enough time for.
    visitors, longer_days : tuple of Hour
        Time of somebody who is not there yet, and of somebody who stays longer.
    """

    weeks: int
    expected: int
    days: tuple[dt.date, ...]
    loads: tuple[Load, ...]
    binding: Binding | None
    impossible: tuple[str, ...]
    visitors: tuple[Hour, ...]
    longer_days: tuple[Hour, ...]

    @property
    def hours(self) -> tuple[Hour, ...]:
        """All time that is asked about."""
        return self.visitors + self.longer_days

    def where_it_binds(self) -> Hour | None:
        """Return the time that is worth most of those with the tier of the binding work, None where none is."""
        found = self.binding
        if found is None:
            return None
        there = [hour for hour in self.hours if hour.tier == found.kinds[0].tier and hour.worth > 0]
        return max(there, key=lambda hour: hour.worth, default=None)


def capacity_report(problem: Problem, rules: Rules, weeks: int = 0, minutes: int = 60) -> Report:
    """Return where a desk fails first and what time is worth; nothing is tested yet.

    Parameters
    ----------
    problem, rules
        The desk.
    weeks : int
        Weeks to look ahead from the window's start, as if the usual flow goes on; 0 stays with the desk's own window.
    minutes : int
        How much more time is asked about.
    """
    own = _read(problem, rules)
    longer = ahead(problem, weeks)
    found = own if longer is problem else _read(longer, rules)
    priced = prices(own)
    return Report(
        weeks=weeks,
        expected=len(longer.tickets) - len(problem.tickets),
        days=found.days,
        loads=loads(found),
        binding=binding(found),
        impossible=_impossible(own, found),
        visitors=visitors(problem, rules, own, priced, minutes),
        longer_days=longer_days(problem, rules, own, priced, minutes),
    )


def _impossible(own: Demands, longer: Demands) -> tuple[str, ...]:
    """Return the tickets that cannot be done, neither in the desk's own window nor in the weeks looked ahead."""
    done = {longer.instance.tickets[each.ticket] for each in (*longer.demands, *longer.later)}
    names = (own.instance.tickets[each.ticket] for each in own.impossible)
    return tuple(name for name in names if name not in done)


def _read(problem: Problem, rules: Rules) -> Demands:
    context = Context(problem)
    return Demands(context, compile_instance(context, rules))
