"""A problem in which everything published stays, as a question about one gap or one ticket needs it."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from ..context import Context
from ..domain.problem import Problem
from ..domain.schedule import Schedule
from ..given_up import without_given_up
from ..instance import Instance
from ..rows import Vector
from ..timeline import FOREVER, Intervals, intersect, union
from ..timing import Timed

FOR_GOOD = 1_000_000
"""Minutes of freeze that outlast any planning window."""


def with_frozen(problem: Problem, published: Schedule | None) -> Problem:
    """Return the problem with a published schedule (its own when none is given) whose work all stays.

    Work ahead of closed tickets and of those on hold is left out: its time is free.
    """
    desk = problem.desk.model_copy(update={"freeze_minutes": FOR_GOOD})
    stays = published or problem.published
    return problem.model_copy(update={"desk": desk, "published": stays and without_given_up(stays, problem)})


def with_one_open(problem: Problem, schedule: Schedule, ticket_id: str) -> Problem:
    """Return the problem in which all but one ticket's work stays where a schedule has it.

    Of that ticket the problem's own published schedule still counts, so that a change of it has its price.
    """
    kept = [each for each in schedule.assignments if each.ticket_id != ticket_id]
    if problem.published:
        kept += [each for each in problem.published.assignments if each.ticket_id == ticket_id]
    return with_frozen(problem, schedule.model_copy(update={"assignments": tuple(kept)}))


def context_with_one_open(problem: Problem, ticket_id: str) -> Context:
    """Return the context of a frozen problem in which one ticket, published or not, is no fact."""
    context = Context(problem)
    context.facts.pop(ticket_id, None)
    return context


def open_only(instance: Instance, idle: Timed, shifts: tuple[int, ...], span: tuple[int, int]) -> Instance:
    """Return the instance in which new work fits only inside a span of some shifts.

    Before the span, trips, set-ups and breaks keep the time they have in ``idle``, the plan without new work. A trip
    home, or on to published work, may lie after it.
    """
    allowed: Intervals = (span,)
    onward: Intervals = ((span[0], FOREVER),)
    forms = list(instance.shifts)
    for shift in shifts:
        times = idle.shifts[shift]
        kept = union(tuple(times.breaks), tuple((depart, arrive) for depart, arrive, _, _ in times.trips))
        setups = tuple(
            (fact.start - instance.setup[fact.place], fact.start)
            for fact in forms[shift].placed_facts
            if fact.ticket >= 0 and instance.setup[fact.place]
        )
        forms[shift] = replace(forms[shift], free=intersect(forms[shift].free, union(onward, kept, setups)))
    begin, end, candidates = _only_on(instance, shifts)
    return instance.replaced(
        shifts,
        shifts=tuple(forms),
        within=tuple(intersect(within, allowed) for within in instance.within),
        candidate_begin=begin,
        candidate_end=end,
        candidate_shift=candidates,
    )


def starting(instance: Instance, ticket: int, starts: Intervals) -> Instance:
    """Return the instance in which a ticket starts at some times only."""
    starts_of = (*instance.starts[:ticket], starts, *instance.starts[ticket + 1 :])
    # What is known of possible starts holds in neither direction; what is known of shifts does.
    return instance.replaced(starts=starts_of)


def _only_on(instance: Instance, shifts: Collection[int]) -> tuple[Vector, Vector, Vector]:
    """Return where each ticket's candidates begin and end, and the candidates, when only some shifts are any.

    What several engineers do together has none: one calendar cannot hold it.
    """
    is_meant = np.isin(instance.candidate_shift, np.array(sorted(shifts), dtype=np.int64))
    # How many of those that are meant come before each place.
    before = np.concatenate([[0], np.cumsum(is_meant)])
    begin, end = before[instance.candidate_begin], before[instance.candidate_end]
    together = np.array([len(tasks) > 1 for tasks in instance.ticket_tasks], dtype=bool)
    return begin, np.where(together, begin, end), instance.candidate_shift[is_meant]
