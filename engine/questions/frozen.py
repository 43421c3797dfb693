"""A problem in which everything published stays, as a question about one gap or one ticket needs it."""

from dataclasses import replace

import numpy as np

from ..context import Context
from ..domain.problem import Problem
from ..domain.schedule import Schedule
from ..instance import Instance
from ..rows import share
from ..timeline import FOREVER, Intervals, intersect, union
from ..timing import Timed

FOR_GOOD = 1_000_000
"""Minutes of freeze that outlast any planning window."""


def with_frozen(problem: Problem, published: Schedule | None) -> Problem:
    """Return the problem with a published schedule (its own when none is given) whose work all stays."""
    desk = problem.desk.model_copy(update={"freeze_minutes": FOR_GOOD})
    return problem.model_copy(update={"desk": desk, "published": published or problem.published})


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
    wanted = np.array(sorted(shifts), dtype=np.int64)
    rows = share(
        (
            (row[np.isin(row, wanted)] if len(instance.ticket_tasks[ticket]) == 1 else row[:0],)
            for ticket, row in enumerate(map(instance.candidate_row, range(len(instance.tickets))))
        ),
        1,
    )
    return replace(
        instance,
        shifts=tuple(forms),
        within=tuple(intersect(within, allowed) for within in instance.within),
        candidate_begin=rows.begin,
        candidate_end=rows.end,
        candidate_shift=rows.columns[0],
        memo={},
    )
