"""Public technician routing instances, each with its full and its reduced crew; costs are distance plus outsourcing.

A tick is a thousandth of a distance unit and a trip is rounded up to whole ticks, so that what can be done in ticks can
be done in distances as they are. The instance's cost exceeds the true one by less than a thousandth per trip.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np

from engine.errors import DataError, Flaw
from engine.instance import Instance, ShiftForm
from engine.plan import Kind
from engine.rows import share
from engine.timeline import ALWAYS
from engine.timing import Timed

from ..case import Case, Judged, Wanted, every
from ..technicians import Technicians, price, read_technicians

NAME = "strsp"
DATA = Path(__file__).parents[3] / "shared" / "data" / NAME
SCALE = 1000
"""Ticks in a distance unit."""
CREWS = {"": "technicians", "_reduced": "technicians_reduced"}


def cases(data: Path | None, wanted: Wanted = every) -> Iterator[Case]:
    """Yield every task file with each crew.

    Parameters
    ----------
    data : Path or None
        Folder with ``tasks``, ``technicians`` and ``technicians_reduced``.

    Raises
    ------
    DataError
        When the folder holds no instances.
    """
    folder = data or DATA
    files = sorted((folder / "tasks").glob("*.txt"))
    if not files:
        hint = "fetch the service technician instances and name their folder with --data DIR"
        raise DataError([Flaw(f"{folder}/tasks", 0, "", "", "no instances (*.txt) there", hint)])
    for tasks in files:
        for suffix, crew in CREWS.items():
            if wanted(tasks.stem + suffix):
                given = read_technicians(tasks, folder / crew / tasks.name, tasks.stem + suffix)
                yield Case(NAME, given.name, instance_of(given), None, judge(given))


def judge(given: Technicians) -> Callable[[Timed], Judged]:
    """Return the judge of an instance: distances as they are, windows checked anew."""
    return partial(_judged, given)


def _judged(given: Technicians, timed: Timed) -> Judged:
    routes = {
        shift: [token.item + 1 for token in sequence if token.kind is Kind.TASK]
        for shift, sequence in timed.plan.sequences.items()
    }
    priced = price(given, {shift: tasks for shift, tasks in routes.items() if tasks})
    return Judged(priced.cost, not priced.broken, "; ".join(priced.broken))


def instance_of(given: Technicians) -> Instance:
    """Return the forms: one shift per technician, one ticket and one place per task, the depot as place 0."""
    count, crew = len(given.ready) - 1, len(given.able)
    able = [np.flatnonzero(given.able[:, task]) for task in range(1, count + 1)]
    minutes = (given.service[1:] * SCALE).astype(np.int64)
    outsourcing = np.rint(given.outsourcing[1:] * SCALE).astype(np.int64).tolist()
    pairs = share(
        (
            (row, np.full(len(row), ticks), np.zeros(len(row), np.int64))
            for row, ticks in zip(able, minutes, strict=True)
        ),
        3,
    )
    candidates = share(([row] for row in able), 1)
    start, end = int(given.ready[0]) * SCALE, int(given.due[0]) * SCALE
    return Instance(
        tickets=tuple(f"task {task:03}" for task in range(1, count + 1)),
        engineers=tuple(f"technician {at:02}" for at in range(1, crew + 1)),
        places=("depot", *(f"place {task:03}" for task in range(1, count + 1))),
        horizon=end,
        now=start,
        shifts=tuple(
            ShiftForm(at, (f"technician {at + 1:02}", "day", "shift"), start, end, end, ((start, end),), (), 0)
            for at in range(crew)
        ),
        task_ticket=tuple(range(count)),
        ticket_tasks=tuple((task,) for task in range(count)),
        task_engineer={},
        ticket_place=tuple(range(1, count + 1)),
        ticket_pausable=(False,) * count,
        facts={},
        pair_begin=pairs.begin,
        pair_end=pairs.end,
        pair_engineer=pairs.columns[0],
        pair_minutes=pairs.columns[1],
        pair_cost=pairs.columns[2],
        candidate_begin=candidates.begin,
        candidate_end=candidates.end,
        candidate_shift=candidates.columns[0],
        within=(ALWAYS,) * count,
        starts=tuple(
            ((int(a) * SCALE, int(b) * SCALE + 1),) for a, b in zip(given.ready[1:], given.due[1:], strict=True)
        ),
        opening=(ALWAYS,) * (count + 1),
        setup=(0,) * (count + 1),
        visit_cost=(0,) * (count + 1),
        late_start=((),) * count,
        late_end=((),) * count,
        drop=tuple(outsourcing),
        # A whole distance stays whole whatever floating point makes of its root.
        travel=(np.ceil(given.distance * SCALE - 1e-6).astype(np.int64),),
        profile=(0,) * crew,
        travel_cost=(1,) * crew,
        window_load=((),) * crew,
        orders=(),
        groups=(),
        changes={},
    )
