"""Reading the public service technician instances, and what a plan of one costs in distance units.

The instances are those of Kovacs, Parragh, Doerner and Hartl, "Adaptive large neighborhood search for service
technician routing and scheduling problems", Journal of Scheduling, 2012 (single technicians, no teams). A file of tasks
holds one line per customer, the depot first: number, x, y, demand, ready time, due date (the latest start of service),
service time, cost, then level by level the levels that each domain asks for. A file of technicians holds one line per
technician: number, level per domain.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.errors import DataError, Flaw

_NAME = re.compile(r".*_(\d+)x(\d+)$")
_BASE, _POWER = 200, 1.5
"""Outsourcing a task costs 200 + (number of levels it asks for) ^ 1.5."""
TOLERANCE = 1e-6
"""Distance units by which a window may be missed: only what floating point adds up to."""


@dataclass(frozen=True)
class Technicians:
    """One instance, in distance units. Row and column 0, and task 0, are the depot.

    Parameters
    ----------
    distance : array of float
        Between places; also the time of a trip.
    ready, due, service, outsourcing : array of float
        Per task; ``due`` is the latest start.
    able : array of bool
        Technician by task.
    """

    name: str
    distance: NDArray[np.float64]
    ready: NDArray[np.float64]
    due: NDArray[np.float64]
    service: NDArray[np.float64]
    outsourcing: NDArray[np.float64]
    able: NDArray[np.bool_]


def read_technicians(tasks: Path, crew: Path, name: str) -> Technicians:
    """Return the instance of a file of tasks and a file of technicians.

    Raises
    ------
    DataError
        When a file cannot be read as such; names the file and line.
    """
    shape = _NAME.match(tasks.stem)
    if not shape:
        message = "the name does not end in domains x levels"
        raise DataError([Flaw(tasks.name, 0, "", tasks.stem, message, "call it C101_5x4.txt")])
    domains, levels = int(shape[1]), int(shape[2])
    rows = _numbers(tasks, 8 + domains * levels)
    staff = _numbers(crew, 1 + domains)[:, 1:]
    x, y, ready, due, service = rows[:, [1, 2, 4, 5, 6]].T
    asked = rows[:, 8:].reshape(-1, domains, levels) > 0
    needed = (asked * np.arange(1, levels + 1)).max(axis=2)
    outsourcing = _BASE + asked.sum(axis=(1, 2)) ** _POWER
    outsourcing[0] = 0
    return Technicians(
        name,
        np.hypot(x[:, None] - x, y[:, None] - y),
        ready,
        due,
        service,
        outsourcing,
        (staff[:, None, :] >= needed).all(axis=2),
    )


def _numbers(path: Path, width: int) -> NDArray[np.float64]:
    """Return the lines of a file that hold nothing but numbers, more than one of them."""
    rows = []
    for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        words = text.split()
        if len(words) < 2 or not all(re.fullmatch(r"-?\d+(\.\d+)?", word) for word in words):
            continue
        if len(words) < width:
            message = f"{len(words)} numbers, {width} are needed"
            raise DataError([Flaw(path.name, line, "", "", message, "give the file as it was published")])
        rows.append([float(word) for word in words[:width]])
    if not rows:
        raise DataError([Flaw(path.name, 0, "", "", "no line of numbers", "give the file as it was published")])
    return np.array(rows)


@dataclass(frozen=True)
class Priced:
    """Distance plus outsourcing of a plan, and what it breaks."""

    cost: float
    broken: tuple[str, ...]


def price(given: Technicians, routes: dict[int, list[int]]) -> Priced:
    """Return what routes cost, with distances as they are.

    Parameters
    ----------
    given : Technicians
    routes : dict
        Technician to tasks in order, tasks counted from 1 as in the distances.
    """
    total, seen, broken = float(given.outsourcing.sum()), set[int](), []
    for technician, tasks in routes.items():
        at, time = 0, float(given.ready[0])
        for task in tasks:
            if task in seen or not given.able[technician, task]:
                broken.append(f"task {task} twice" if task in seen else f"task {task} by technician {technician}")
            seen.add(task)
            time = max(time + given.service[at] + given.distance[at, task], given.ready[task])
            if time > given.due[task] + TOLERANCE:
                broken.append(f"task {task} late by {time - given.due[task]:.3g}")
            total += given.distance[at, task] - given.outsourcing[task]
            at = task
        if time + given.service[at] + given.distance[at, 0] > given.due[0] + TOLERANCE:
            broken.append(f"technician {technician} home late")
        total += given.distance[at, 0]
    return Priced(float(total), tuple(broken))
