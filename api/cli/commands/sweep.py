"""``openday sweep``."""

from pathlib import Path
from typing import Annotated

import typer

from ..options import AsJson, DeskPath


def sweep(
    desk: DeskPath,
    definition: Annotated[
        Path,
        typer.Argument(metavar="SWEEP", help="A YAML file, or trade-off, which fits any desk.", show_default=False),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the rows.", show_default=False)],
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            min=1,
            max=256,
            help="Runs at a time on this machine; no row depends on it.",
            show_default="one a core",
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Scheduler of a Dask cluster that does the runs, as tcp://host:8786.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Plan a desk under many choices of weights, and say what is to be had for what.

    A sweep may have variants too, as a scenario has. Each run is a row of sweep.parquet. Runs whose rows are there
    already are not done again, so that a sweep that was stopped or killed goes on where it was when the same command
    is given again; runs that failed are tried again.

    The frontier holds the choices of weights that no other beats in travel, SLA targets missed and spread of
    utilization at once: frontier.png, frontier.html, and frontier.toml with the weights to paste into desk.toml.
    """
    import os

    from scenarios.situation import Situation
    from scenarios.sweep.plan import plan_of
    from scenarios.sweep.sweepfile import find_sweep, read_sweep

    from ..failures import INTERRUPTED
    from ..frontiers import json_of, say_outcome, write_outcome
    from ..loading import load
    from ..screen import print_json
    from ..sweeping import carry_out

    path = find_sweep(definition)
    told = read_sweep(path)
    problem, _ = load(desk)
    plan = plan_of(told, Situation(problem), path.name)
    done = carry_out(plan, out, workers or os.cpu_count() or 1, cluster)
    if done.is_stopped:
        raise typer.Exit(INTERRUPTED)
    files = write_outcome(plan, done, out)
    if as_json:
        print_json(json_of(done, files))
    else:
        say_outcome(plan, done, files, out)
    if done.failed:
        raise typer.Exit(1)
