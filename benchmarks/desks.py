"""A desk as a case: its instance for the solvers, the audit of its rules as the judge."""

from collections.abc import Callable
from functools import partial

from constraints import rules_for
from engine.audit import audit
from engine.compile import compile_instance
from engine.constraint import Rules
from engine.context import Context
from engine.decode import decode
from engine.domain.problem import Problem
from engine.instance import Instance
from engine.solvers.published import plan_of
from engine.timing import Timed

from .case import Case, Judged

SIZES = ((5, 50, 1), (12, 150, 5), (25, 500, 3), (50, 1000, 5), (100, 2000, 5))
"""Engineers, tickets and calendar days of the generated desks."""
SEED = 1
"""Of the generator; runs with different seeds solve the same desk."""
_LARGE = 500
"""Tickets above which a solver gets the longer limit."""
_SECONDS = (60.0, 300.0)
THOUSAND = 1000
"""Units of cost in an engineer-minute."""


def size_name(engineers: int, tickets: int, days: int) -> str:
    """Return how a generated desk is called: engineers x tickets x days."""
    return f"{engineers}x{tickets}x{days}"


def limit_of(tickets: int) -> tuple[float, ...]:
    """Return the seconds that every solver gets on a desk with so many tickets."""
    return (_SECONDS[tickets > _LARGE],)


def desk_case(suite: str, name: str, problem: Problem, limits: tuple[float, ...] | None = None) -> Case:
    """Return a desk as a case, with every rule that it asks for.

    Parameters
    ----------
    suite, name : str
    problem : Problem
    limits : tuple of float, optional
        Seconds a solve; by the number of tickets when left out.
    """
    context, rules = Context(problem), rules_for(problem.desk)
    instance = compile_instance(context, rules)
    published = problem.published
    return Case(
        suite=suite,
        name=name,
        instance=instance,
        start=partial(plan_of, context, instance, published) if published else None,
        judge=judge(context, rules, instance),
        limits=limits or limit_of(len(instance.tickets)),
    )


def judge(context: Context, rules: Rules, instance: Instance) -> Callable[[Timed], Judged]:
    """Return the judge of a desk: the audit of the schedule that a plan stands for."""
    return partial(_judged, context, rules, instance)


def _judged(context: Context, rules: Rules, instance: Instance, timed: Timed) -> Judged:
    found = audit(context, rules, decode(context, instance, timed))
    return Judged(found.score.total / THOUSAND, not found.hard, "; ".join(each.message for each in found.hard[:3]))
