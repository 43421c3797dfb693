"""What size costs: seconds, memory and cost as engineers and tickets double, each solve in a process of its own.

The solver is `engine.solve.solve`, from the problem to the judged schedule. ``scale-course.csv`` holds the cost over
time; the growth exponents are the slopes of least-squares lines through the logarithms (tickets, seconds).
"""

import csv
import math
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from ..course import Course, CourseError, Courses, Size, course
from ..desks import THOUSAND, size_name
from ..generated import require_no_data
from ..result import Row
from ..run import Options

NAME = "scale"
LADDER: tuple[tuple[Size, float], ...] = (
    ((12, 600, 5), 120.0),
    ((25, 1250, 5), 120.0),
    ((50, 2500, 5), 120.0),
    ((100, 5000, 5), 120.0),
    ((200, 10000, 5), 240.0),
    ((400, 20000, 5), 600.0),
    ((1000, 50000, 5), 1800.0),
)
"""Sizes of one shape, with the seconds of their solves."""
SIZES: tuple[tuple[Size, float], ...] = (*LADDER, ((50, 4000, 14), 600.0))
WITHIN = 0.02
"""The fixed gap: how far above its own last cost a solve may be to count as there."""
_COURSE, _GROWTH = f"{NAME}-course.csv", f"{NAME}-growth.csv"
_HEAD = ("instance", "seed", "tickets", "first_seconds", "seconds_within_2_percent", "seconds", "memory_mb", "cost")


def measure(options: Options, out: Path, on_step: Callable[[str], None]) -> Iterator[Row]:
    """Yield a row per size and seed."""
    require_no_data(NAME, options.data)
    courses = Courses(out / _COURSE)
    _write(out / _GROWTH, [_HEAD], "w")
    for size, limit in SIZES:
        name, seconds = size_name(*size), options.seconds or limit
        for seed in range(1, options.seeds + 1) if options.wanted(name) else ():
            on_step(f"{NAME} {name}: run {seed} of {options.seeds}, {seconds:g} s")
            try:
                found = course(size, seconds, seed)
            except CourseError as error:
                yield Row(NAME, name, "openday", seed, 0, math.nan, 0, math.nan, False, str(error), seconds, 0)
                continue
            courses.add(name, seed, found)
            _write(out / _GROWTH, [_line(name, seed, size, found)], "a")
            yield _row(name, seed, seconds, found)


def _row(name: str, seed: int, limit: float, found: Course) -> Row:
    note = f"first plan after {found.first_seconds:.1f} s"
    note += f", within {WITHIN:.0%} of its last cost after {found.seconds_within(WITHIN):.1f} s"
    return Row(
        suite=NAME,
        instance=name,
        solver="openday",
        seed=seed,
        seconds=found.end.seconds,
        cost=found.end.cost / THOUSAND,
        bound=found.end.bound / THOUSAND,
        gap=found.end.gap,
        feasible=found.hard_findings == 0,
        note=note,
        limit=limit,
        memory_mb=found.memory_mb,
    )


def said(out: Path) -> list[str]:
    """Return how seconds and memory grow with the tickets of the ladder."""
    with (out / _GROWTH).open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    ladder = {size_name(*size) for size, _ in LADDER}
    lines = [line for line in lines if line["instance"] in ladder]
    tickets = [float(line["tickets"]) for line in lines]
    if len(set(tickets)) < 2:
        return []
    words = {
        "first_seconds": "seconds to the first plan grow",
        "seconds_within_2_percent": f"seconds to within {WITHIN:.0%} of the last cost grow",
        "memory_mb": "memory grows",
    }
    return [
        f"From {min(tickets):.0f} to {max(tickets):.0f} tickets, {text} as tickets to the power "
        f"{exponent(tickets, [float(line[column]) for line in lines]):.2f}."
        for column, text in words.items()
    ]


def exponent(sizes: list[float], values: list[float]) -> float:
    """Return the slope of the least-squares line through the logarithms: values grow as sizes to this power."""
    slope, _ = np.polyfit(np.log(sizes), np.log(np.maximum(values, 1e-3)), 1)
    return float(slope)


def _line(name: str, seed: int, size: Size, found: Course) -> tuple[object, ...]:
    times = (found.first_seconds, found.seconds_within(WITHIN), found.end.seconds, found.memory_mb)
    return (name, seed, size[1], *(round(each, 3) for each in times), found.end.cost / THOUSAND)


def _write(path: Path, lines: list[tuple[object, ...]], mode: str) -> None:
    with path.open(mode, encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(lines)
