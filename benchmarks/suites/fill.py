"""Filling one engineer's day or afternoon: how fast the answer comes, how often it is proven, at what gap.

A desk has twelve engineers and as many tickets as compete for the time of the one that is asked about. It is compiled
once, and a first question about half of the time is thrown away. Then it is asked twice: as a dispatcher's click
asks, and with time for the proof. Three rows come of it:

- ``openday``: the whole answer to the click, alternatives, prices and reasons included;
- ``openday first``: its first streamed answer;
- ``openday proof``: from the second question to the moment at which nothing better can be, or to the last word.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import numpy as np

from constraints import rules_for
from engine.compile import compile_instance
from engine.context import Context
from engine.domain.problem import Problem
from engine.instance import Instance
from engine.limits import Limits
from engine.questions.filled import Fill, SoFar
from engine.questions.warm import WarmDesk
from engine.slots import slots
from engine.timeline import ceil_minute, floor_minute
from scenarios.generator import generate

from ..desks import THOUSAND
from ..generated import require_no_data
from ..memory import peak_mb
from ..result import Row, read_results
from ..run import Options

NAME = "fill"
CANDIDATES = (30, 80, 100, 300, 1000)
DESKS = 20
"""Of every sort."""
SPANS = {"day": (0, 24), "afternoon": (13, 17)}
"""Hours between which the engineer's time is open."""
CLICK, PROOF = {1000: 1.0}, {300: 11.0, 1000: 11.0}
"""Seconds for the whole answer by number of candidates, where it is not half a second, or three for the proof; the
last second is not spent on it."""
SHORT, LONG = 0.5, 3.0
ANSWER, FIRST, PROVEN = "openday", "openday first", "openday proof"
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
    """Yield three rows per desk and seed; the cost is that of the desk's whole schedule."""
    require_no_data(NAME, options.data)
    for span in SPANS:
        for candidates in CANDIDATES:
            for desk in range(1, DESKS + 1):
                size, name = f"{span} {candidates}", f"{span} {candidates}/{desk:02}"
                if options.wanted(name) or options.wanted(size):
                    on_step(f"{NAME} {name}")
                    yield from _rows(name, click(span, candidates, desk), candidates, options)


def said(out: Path) -> list[str]:
    """Return by size the latencies, the share proven and the gaps."""
    rows = read_results(out / f"{NAME}.csv")
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.instance.split("/")[0]].append(row)
    return [_sentence(size, each) for size, each in found.items()]


def _sentence(size: str, rows: list[Row]) -> str:
    """Return the figures of the questions of one size."""
    by = {solver: [row for row in rows if row.solver == solver] for solver in (ANSWER, FIRST, PROVEN)}
    p50, p95, p99 = np.quantile([row.seconds for row in by[ANSWER]], (0.5, 0.95, 0.99))
    first = np.quantile([row.seconds for row in by[FIRST]], 0.95)
    gaps = {solver: np.array([row.gap for row in each]) for solver, each in by.items()}
    proven = [row.seconds for row in by[PROVEN] if row.gap == 0]
    share = [sum(seconds <= limit for seconds in proven) / len(by[PROVEN]) for limit in (1, 2, 10)]
    return (
        f"- {size}: whole answer p50 {p50:.2f} s, p95 {p95:.2f} s, p99 {p99:.2f} s, gap {gaps[ANSWER].mean():.2%} on "
        f"the mean; first answer p95 {first:.2f} s, gap {gaps[FIRST].mean():.2%}; proven within 1, 2 and 10 s: "
        f"{share[0]:.0%}, {share[1]:.0%}, {share[2]:.0%}, "
        f"gap {gaps[PROVEN].mean():.2%}, worst {gaps[PROVEN].max():.2%}."
    )


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
    desk = WarmDesk(asked.problem, rules_for(asked.problem.desk))
    # However long machine code takes to be made, this goes all the way to the proof.
    desk.fill(asked.engineer_id, asked.start, asked.start + (asked.end - asked.start) / 2, Limits(deterministic=0.5))
    limits = (options.seconds or CLICK.get(candidates, SHORT), options.seconds or PROOF.get(candidates, LONG))
    for seed in range(1, options.seeds + 1):
        for is_click, limit in zip((True, False), limits, strict=True):
            heard: list[SoFar] = []
            began = perf_counter()
            answer = desk.fill(asked.engineer_id, asked.start, asked.end, Limits(limit), seed, heard.append)
            seconds = perf_counter() - began
            empty = Row(NAME, name, ANSWER, seed, 0, 0, 0, 0, True, "", limit, peak_mb())
            if is_click:
                yield _first(empty, answer, heard[0])
                yield _whole(empty, answer, seconds)
            else:
                yield _proof(empty, answer, heard)


def _whole(row: Row, answer: Fill, seconds: float) -> Row:
    schedule = answer.schedule
    assert schedule.score is not None
    assert schedule.bound is not None
    assert schedule.gap is not None
    return replace(
        row,
        seconds=seconds,
        cost=schedule.score.total / THOUSAND,
        bound=schedule.bound / THOUSAND,
        gap=schedule.gap,
        feasible=schedule.score.hard_findings == 0,
        note=f"{schedule.status}, {len(answer.choices)} of {answer.candidates}, {len(answer.alternatives)} other ways",
    )


def _first(row: Row, answer: Fill, first: SoFar) -> Row:
    """Return the row of the first answer, whose bound is as good as its gap."""
    whole = _whole(row, answer, first.seconds)
    cost = whole.cost + (answer.gain - first.gain) / THOUSAND
    nothing = whole.cost + answer.gain / THOUSAND
    bound = (cost - first.gap * nothing) / (1 - first.gap) if first.gap < 1 else whole.bound
    return replace(whole, solver=FIRST, cost=cost, bound=bound, gap=first.gap, note=f"{len(first.assignments)} chosen")


def _proof(row: Row, answer: Fill, heard: list[SoFar]) -> Row:
    last = next((each for each in heard if each.is_optimal), heard[-1])
    return replace(_whole(row, answer, last.seconds), solver=PROVEN)
