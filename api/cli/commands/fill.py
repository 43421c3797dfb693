"""``openday fill``."""

from pathlib import Path
from typing import Annotated

import typer

from engine.limits import FILL_SECONDS

from ..options import AsJson, DeskPath, Out, Seed


def fill(
    desk: DeskPath,
    engineer: Annotated[str, typer.Option(metavar="ID", help="Whose time.", show_default=False)],
    start: Annotated[str, typer.Option("--from", metavar="T", help="Start of the open time.", show_default=False)],
    end: Annotated[str, typer.Option("--to", metavar="T", help="End of the open time.", show_default=False)],
    schedule: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Published schedule; all its work stays.", show_default="the desk's own"),
    ] = None,
    time_limit: Annotated[float, typer.Option(metavar="S", help="Seconds for the solver.")] = FILL_SECONDS,
    seed: Seed = 0,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Fill an engineer's open time: which unscheduled work goes there, in which order, and why.

    Everything published stays. An instant without an offset is in the desk's zone. With --out the schedule with the
    chosen work in it is written to a folder.
    """
    from zoneinfo import ZoneInfo

    from engine.files import read_schedule
    from engine.questions.fill import fill as answer

    from ..fills import fill_document, say_fill
    from ..limits import limits_of
    from ..loading import load, require_engineer
    from ..moments import read_span
    from ..screen import print_json, say_files
    from ..solving import prepare, write_plan

    limits = limits_of(time_limit, None, time_limit)
    problem, rules = load(desk)
    require_engineer(problem, engineer)
    low, high = read_span(start, end, problem.desk)
    published = read_schedule(schedule, problem) if schedule else None
    if out:
        prepare(out)
    found = answer(problem, rules, engineer, low, high, limits, seed, published)
    files = write_plan(found.schedule, problem, out) if out else []
    if as_json:
        print_json(
            {"fill": fill_document(found), "files": [str(path) for path in files]}, ZoneInfo(problem.desk.time_zone)
        )
        return
    say_fill(problem, found)
    if out:
        say_files(files, out)
