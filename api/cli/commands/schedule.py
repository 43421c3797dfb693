"""``openday schedule``."""

from pathlib import Path
from typing import Annotated

import typer

from engine.limits import WORKERS

from ..options import AsJson, DeskPath, Out, Seed, Workers

SECONDS = 30.0


def schedule(
    desk: DeskPath,
    out: Out = None,
    published: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Published schedule to start from and to keep close to.", show_default="the desk's own"
        ),
    ] = None,
    time_limit: Annotated[
        float | None, typer.Option(metavar="S", help="Seconds on the clock.", show_default=f"{SECONDS:g}")
    ] = None,
    deterministic_limit: Annotated[
        float | None,
        typer.Option(metavar="N", help="Effort instead of seconds: the same answer every time.", show_default=False),
    ] = None,
    seed: Seed = 0,
    workers: Workers = WORKERS,
    cluster: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Scheduler of a Dask cluster that solves the parts of a large plan, as tcp://host:8786.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Plan the whole team: who works which ticket, and when.

    Ctrl-C stops at once and keeps the best plan so far. Writes schedule.json, schedule.csv, calendars/<engineer>.ics,
    gantt.png and gantt.html to the folder --out, without it to the folder `schedule` in the desk's.
    """
    from zoneinfo import ZoneInfo

    from engine.files import read_schedule

    from ..changes import changed
    from ..contents import say_contents
    from ..limits import limits_of
    from ..loading import load
    from ..report import say_plan
    from ..screen import print_json
    from ..solving import default_out, prepare, solve_shown, write_plan

    limits = limits_of(time_limit, deterministic_limit, SECONDS)
    problem, rules = load(desk)
    if published:
        problem = problem.model_copy(update={"published": read_schedule(published, problem)})
    folder = out or default_out(desk)
    prepare(folder)
    if not as_json:
        say_contents(problem)
    result, is_stopped = solve_shown(problem, rules, limits, seed, workers, cluster)
    files = write_plan(result.schedule, problem, folder)
    if as_json:
        more = {
            "files": [str(path) for path in files],
            "inherited_findings": result.audit.inherited,
            "stopped": is_stopped,
            "changed": changed(problem, result.schedule),
        }
        print_json(result.schedule.model_dump() | more, ZoneInfo(problem.desk.time_zone))
        return
    say_plan(problem, result, files, folder, is_stopped=is_stopped)
