"""``openday import incidents``."""

from pathlib import Path
from typing import Annotated

import typer

from ..options import AsJson, LogAt, LogDays, LogFile


def import_incidents(
    file: LogFile,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of the desk to write.", show_default=False)],
    at: LogAt,
    days: LogDays = 1,
    opened_within: Annotated[
        int | None,
        typer.Option(
            metavar="DAYS", min=1, max=36_500, help="Only incidents opened in so many days before.", show_default=False
        ),
    ] = None,
    prefer: Annotated[
        int,
        typer.Option(
            metavar="N",
            min=0,
            max=5,
            help="Let each ticket prefer the N engineers likeliest to resolve it, as learned.",
        ),
    ] = 0,
    as_json: AsJson = False,
) -> None:
    """Make a desk of a ServiceNow incident event log, as it stood at an instant: nothing later is looked at.

    What the log does not say is assumed, and every assumption is printed.
    """
    from zoneinfo import ZoneInfo

    from api.connectors.incidents import import_incidents as read
    from engine.files import write_desk

    from ..contents import say_contents
    from ..moments import read_moment
    from ..screen import print_json, say

    imported = read(file, read_moment("--at", at, ZoneInfo("UTC")), days, opened_within, prefer)
    write_desk(imported.problem, folder)
    if as_json:
        print_json({"desk": str(folder), "counts": imported.counts, "assumptions": imported.assumptions})
        return
    counts = imported.counts
    say(f"Wrote the desk {folder}")
    say_contents(imported.problem)
    say(
        f"Read from {counts['events']:,} events of {counts['incidents']:,} incidents: {counts['skills']:,} skills, "
        f"{counts['on_hold']:,} tickets on hold."
    )
    say("\nWhat had to be assumed:", "bold")
    for sentence in imported.assumptions:
        say(f"- {sentence}")
    say(f"\nNext: openday schedule {folder} --time-limit 60", whole=True)
