"""Cost over time: what Openday has after one second, two, five, ..., beside its greedy start, which stays as it is.

One solve gives all rows of a run: its cost by a time is that of the best plan so far, as its progress events say. The
primal integral (Berthold, "Measuring the impact of primal heuristics", Operations Research Letters 41, 2013) is in the
report; ``anytime-course.csv`` holds every plan that was better.
"""

import csv
import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from engine.limits import Progress

from ..course import Course, CourseError, Courses, Size, course
from ..desks import THOUSAND, size_name
from ..generated import require_no_data
from ..result import Row
from ..run import Options
from ..standings import primal_integral, relative

NAME = "anytime"
SIZES: tuple[Size, ...] = ((12, 150, 5), (25, 500, 3), (50, 1000, 5), (100, 2000, 5))
TIMES = (0.5, 1, 2, 5, 10, 20, 40, 60, 120, 180, 300)
SECONDS = 60.0
_COURSE = f"{NAME}-course.csv"


def measure(options: Options, out: Path, on_step: Callable[[str], None]) -> Iterator[Row]:
    """Yield rows for Openday and for its greedy start, by time."""
    require_no_data(NAME, options.data)
    courses, limit = Courses(out / _COURSE), options.seconds or SECONDS
    for size in SIZES:
        name = size_name(*size)
        for seed in range(1, options.seeds + 1) if options.wanted(name) else ():
            on_step(f"{NAME} {name}: run {seed} of {options.seeds}, {limit:g} s")
            try:
                found = course(size, limit, seed)
            except CourseError as error:
                yield Row(NAME, name, "openday", seed, 0, math.nan, 0, math.nan, False, str(error), limit, 0)
                continue
            courses.add(name, seed, found)
            yield from rows(name, seed, limit, found)


def said(out: Path) -> list[str]:
    """Return the primal integrals of the courses, each against the best cost of its instance."""
    with (out / _COURSE).open(encoding="utf-8", newline="") as file:
        lines = [(line["instance"], line["seed"], line) for line in csv.DictReader(file)]
    courses: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for name, seed, line in lines:
        courses[name, seed].append((float(line["seconds"]), float(line["cost"])))
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for (name, _), points in courses.items():
        best = min(cost for (other, _), each in courses.items() if other == name for _, cost in each)
        # Of the greedy start nothing but its first plan; both are followed to the same end.
        starts = (points, [points[0], (points[-1][0], points[0][1])])
        ours, greedy = (primal_integral([(at, relative(cost, best)) for at, cost in each]) for each in starts)
        found[name].append((ours, greedy))
    return [_sentence(name, *map(median, zip(*each, strict=True))) for name, each in found.items()]


def _sentence(name: str, ours: float, greedy: float) -> str:
    return f"- {name}: primal integral, of the time, {ours:.4f}; of the greedy start alone {greedy:.4f} (medians)."


def rows(name: str, seed: int, limit: float, found: Course) -> Iterator[Row]:
    """Yield what there was at each time up to the limit, with the search and without it."""
    first = found.events[0]
    for time in (*(time for time in TIMES if time < limit), limit):
        greedy = first if first.seconds <= time else None
        yield _row(name, seed, "openday", time, found.end if time == limit else found.best_by(time), found)
        yield _row(name, seed, "greedy", time, greedy, found)


def _row(name: str, seed: int, solver: str, time: float, event: Progress | None, found: Course) -> Row:
    return Row(
        suite=NAME,
        instance=name,
        solver=solver,
        seed=seed,
        seconds=event.seconds if event else time,
        cost=event.cost / THOUSAND if event else math.nan,
        bound=found.end.bound / THOUSAND,
        gap=event.gap if event else math.nan,
        feasible=event is not None and found.hard_findings == 0,
        note="" if event else "no plan yet",
        limit=time,
        memory_mb=found.memory_mb,
    )
