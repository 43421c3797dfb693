"""Desks that are short of time, small enough to work out by hand."""

from build import MONDAY, at, desk, problem, ticket, with_base

from constraints.unassigned import Unassigned
from engine.compile import compile_instance
from engine.constraint import Rules
from engine.context import Context
from engine.domain.desk import PlanningWindow
from engine.domain.problem import Problem
from scenarios.capacity.demand import Demands

RULES = with_base(Unassigned())
"""The four rules without which no work has a time or a price; leaving out a new ticket of priority 3 costs 720."""


def one_day(hours: int, **fields: object) -> Problem:
    """Return a Monday of ann's nine hours with so many hours of work, an hour a ticket."""
    window = PlanningWindow(start=MONDAY, end=at(900))
    return problem(
        *(ticket(f"t{number}") for number in range(hours)), **{"desk": desk(planning_window=window)} | fields
    )


def demands(given: Problem, rules: Rules = RULES) -> Demands:
    """Return the demands of a problem under some rules."""
    context = Context(given)
    return Demands(context, compile_instance(context, rules))
