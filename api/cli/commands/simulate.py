"""``openday simulate``."""

from pathlib import Path
from typing import Annotated

import typer

from engine.limits import WORKERS

from ..options import AsJson

OUT = Path("simulation")


def simulate(
    engineers: Annotated[int, typer.Option(min=3, max=200, help="Engineers at the desk.")] = 20,
    weeks: Annotated[int, typer.Option(min=1, max=12, help="Weeks that count; some days of warm-up come first.")] = 4,
    seeds: Annotated[int, typer.Option(min=1, max=30, help="Desks, each with other people, tickets and chance.")] = 10,
    policies: Annotated[str, typer.Option(metavar="NAMES", help="Ways of dispatching: a,b or all.")] = "all",
    incidents: Annotated[
        Path | None,
        typer.Option(
            "--incidents", metavar="FILE", help="Let the incidents of an event log come in.", show_default=False
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="INSTANT",
            help="With --incidents: when the weeks begin; UTC.",
            show_default="9 days after the log does",
        ),
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the results.")] = OUT,
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=64, help="Runs at a time; no figure depends on it.")
    ] = WORKERS,
    as_json: AsJson = False,
) -> None:
    """Let weeks of a desk go by under several ways of dispatching it, and compare what came of them.

    Tickets come in by the hour, work takes longer or shorter than estimated, engineers fall sick; every policy meets
    the same. What really happened is scored: SLA targets, first response, utilization, travel, reassignments.

    With --incidents the tickets are those of a real log, and the seeds draw how long work takes and who is sick.

    Each run that is done is kept in the folder: after Ctrl-C the same command goes on where it was.
    """
    from ..screen import print_json
    from ..simulating import carry_out, json_of, policies_of, say_outcome, source_of, write_outcome

    asked = policies_of(policies)
    rows = carry_out(source_of(engineers, weeks, incidents, at), asked, seeds, out, workers)
    files = write_outcome(rows, out)
    if as_json:
        print_json(json_of(rows))
        return
    say_outcome(rows, files, out)
