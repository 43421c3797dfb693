"""A solve with its progress shown, and its files."""

from pathlib import Path

from engine.constraint import Rules
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.files import write_schedule
from engine.files.export import refuse_foreign
from engine.limits import Limits
from engine.plots import gantt_html, gantt_png
from engine.process import solve_in_process
from engine.result import Result

from .progress import Watch


def prepare(folder: Path) -> None:
    """Make an output folder, or say now, and not after a long solve, that it cannot be one.

    Raises
    ------
    DataError
        When the folder holds calendars that were not written from a schedule.
    OSError
        When it cannot be made.
    """
    refuse_foreign(folder)
    folder.mkdir(parents=True, exist_ok=True)


def solve_shown(
    problem: Problem, rules: Rules, limits: Limits, seed: int, workers: int, cluster: str | None = None
) -> tuple[Result, bool]:
    """Return the result of a solve, and whether Ctrl-C cut it short."""
    with Watch(limits) as watch:
        result = solve_in_process(problem, rules, limits, seed, workers, watch.progress, watch.stopping, cluster)
    return result, watch.is_stopped


def write_plan(schedule: Schedule, problem: Problem, folder: Path) -> list[Path]:
    """Write a schedule's files and charts, and return their paths."""
    paths = write_schedule(schedule, problem, folder)
    png, page = folder / "gantt.png", folder / "gantt.html"
    gantt_png(problem, schedule, png)
    gantt_html(problem, schedule, page)
    return [*paths, png, page]


def default_out(desk: Path) -> Path:
    """Return where the schedule of a desk goes when no folder is named."""
    return (desk if desk.is_dir() else desk.parent) / "schedule"
