"""Filling one engineer's day or afternoon: how fast the answer comes, how often it is proven, at what gap.

`engine.questions.fill.fill` is asked as a dispatcher's click asks it, alternatives and reasons included. A desk has
twelve engineers and as many tickets as compete for the time of the one that is asked about.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from constraints import rules_for
from engine.compile import compile_instance
from engine.context import Context
from engine.domain.problem import Problem
from engine.instance import Instance
from engine.limits import FILL_SECONDS, Limits
from engine.questions.fill import fill
from engine.slots import slots
from engine.timeline import ceil_minute, floor_minute
from scenarios.generator import generate

from ..desks import THOUSAND
from ..generated import require_no_data
from ..memory import peak_mb
from ..result import Row
from ..run import Options

NAME = "fill"
CANDIDATES = (30, 80, 100, 300, 1000)
DESKS = 20
"""Of every sort."""
SPANS = {"day": (0, 24), "afternoon": (13, 17)}
"""Hours between which the engineer's time is open."""
LIMITS = {30: (FILL_SECONDS,), 80: (FILL_SECONDS, 2.0), 100: (FILL_SECONDS,), 300: (FILL_SECONDS, 10.0)}
"""Seconds by number of candidates: what a click gets, and where a proof may take longer."""
_ENGINEERS = 12
_MOST_TICKETS = 64
"""Tickets that are generated for each candidate, at most."""


class Click(NamedTuple):
    """One question: a desk, and whose time is to be filled."""

    problem: Problem
    engineer_id: str
    start: datetime
    end: datetime


def measure(options: Options, out: Path, on_step: Callable[[str], None]) -> Iterator[Row]:  # noqa: ARG001
    """Yield a row per desk, limit and seed; the cost is that of the desk's whole schedule."""
    require_no_data(NAME, options.data)
    for span in SPANS:
        for candidates in CANDIDATES:
            for desk in range(1, DESKS + 1):
                name = f"{span} {candidates}/{desk:02}"
                if options.wanted(name):
                    on_step(f"{NAME} {name}")
                    yield from _rows(name, click(span, candidates, desk), candidates, options)


def said(out: Path) -> list[str]:  # noqa: ARG001
    """Return nothing: the report has latencies, shares proven and gaps."""
    return []


def click(span: str, candidates: int, seed: int) -> Click:
    """Return a generated desk in which exactly so many tickets compete for one engineer's time.

    Parameters
    ----------
    span : str
        Of `SPANS`.
    candidates : int
    seed : int
        Of the generator.
    """
    tickets = candidates * 2
    while tickets <= _MOST_TICKETS * candidates:
        problem = generate(_ENGINEERS, tickets, 1, seed)
        start, end = (problem.desk.planning_window.start + timedelta(hours=hour) for hour in SPANS[span])
        competing = _competing(problem, start, end)
        engineer_id, found = max(competing.items(), key=lambda item: len(item[1]))
        if len(found) >= candidates:
            return Click(_cut(problem, set(found[:candidates])), engineer_id, start, end)
        tickets *= 2
    raise AssertionError("somebody on a desk can do some of the work")


def _competing(problem: Problem, start: datetime, end: datetime) -> dict[str, list[str]]:
    """Return per engineer the tickets that fit into the span by themselves, work for several or that waits left out."""
    context = Context(problem)
    instance = compile_instance(context, rules_for(problem.desk))
    low, high = ceil_minute(context.origin, start), floor_minute(context.origin, end)
    found: dict[str, list[str]] = {engineer: [] for engineer in instance.engineers}
    for ticket, name in enumerate(instance.tickets):
        if ticket in instance.linked or problem.ticket[name].pin or problem.ticket[name].depends_on:
            continue
        for shift in instance.candidates[ticket]:
            mine = found[instance.engineers[instance.shifts[shift].engineer]]
            if _fits(instance, ticket, shift, low, high) and name not in mine[-1:]:
                mine.append(name)
    return found


def _fits(instance: Instance, ticket: int, shift: int, low: int, high: int) -> bool:
    minutes = instance.pairs[ticket][instance.shifts[shift].engineer][0]
    return any(max(a, low) <= min(b, high - minutes - more) for a, b, more in slots(instance, ticket, shift, minutes))


def _cut(problem: Problem, kept: set[str]) -> Problem:
    return problem.model_copy(update={"tickets": tuple(each for each in problem.tickets if each.id in kept)})


def _rows(name: str, asked: Click, candidates: int, options: Options) -> Iterator[Row]:
    limits = (options.seconds,) if options.seconds else LIMITS.get(candidates, (FILL_SECONDS, 10.0))
    rules = rules_for(asked.problem.desk)
    for limit in limits:
        for seed in range(1, options.seeds + 1):
            began = perf_counter()
            answer = fill(asked.problem, rules, asked.engineer_id, asked.start, asked.end, Limits(limit), seed)
            seconds, schedule = perf_counter() - began, answer.schedule
            assert schedule.score is not None
            assert schedule.bound is not None
            assert schedule.gap is not None
            yield Row(
                suite=NAME,
                instance=name,
                solver="openday",
                seed=seed,
                seconds=seconds,
                cost=schedule.score.total / THOUSAND,
                bound=schedule.bound / THOUSAND,
                gap=schedule.gap,
                feasible=schedule.score.hard_findings == 0,
                note=f"{schedule.status}, {len(answer.choices)} chosen of {answer.candidates}",
                limit=limit,
                memory_mb=peak_mb(),
            )
