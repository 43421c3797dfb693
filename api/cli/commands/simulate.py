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
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the results.")] = OUT,
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=64, help="Runs at a time; no figure depends on it.")
    ] = WORKERS,
    as_json: AsJson = False,
) -> None:
    """Let weeks of a desk go by under several ways of dispatching it, and compare what came of them.

    Tickets come in by the hour, work takes longer or shorter than estimated, engineers fall sick; every policy meets
    the same. What really happened is scored: SLA targets, first response, utilization, travel, reassignments.

    Each run that is done is kept in the folder: after Ctrl-C the same command goes on where it was.
    """
    from scenarios.simulation.source import Generated

    from ..screen import print_json
    from ..simulating import carry_out, json_of, policies_of, say_outcome, write_outcome

    asked = policies_of(policies)
    rows = carry_out(Generated(engineers, weeks), asked, seeds, out, workers)
    files = write_outcome(rows, out)
    if as_json:
        print_json(json_of(rows))
        return
    say_outcome(rows, files, out)
