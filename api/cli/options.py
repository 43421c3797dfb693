"""Arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

DeskPath = Annotated[
    Path,
    typer.Argument(metavar="DESK", help="A desk's folder, or one JSON file of the same content.", show_default=False),
]
SchedulePath = Annotated[
    Path,
    typer.Argument(
        metavar="SCHEDULE", help="schedule.json, a CSV file of assignments, or a folder that holds schedule.json."
    ),
]
Staying = Annotated[
    Path | None,
    typer.Option(
        "--schedule", metavar="FILE", help="The schedule that stays.", show_default="the desk's published one"
    ),
]
Out = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Folder for the files.", show_default=False)]
Seed = Annotated[
    int,
    typer.Option("--seed", min=0, max=1_000_000_000, help="The same seed and effort give the same answer."),
]
Workers = Annotated[
    int, typer.Option("--workers", min=1, max=64, help="Processes that search side by side; the answer depends on it.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as one JSON document, and nothing else.")]
LogFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="The incident event log, .csv or .csv.gz.", show_default=False)
]
LogAt = Annotated[
    str,
    typer.Option(
        "--at", metavar="INSTANT", help="The desk as it stood then; UTC without an offset.", show_default=False
    ),
]
LogDays = Annotated[
    int,
    typer.Option("--days", metavar="N", min=1, max=92, help="Calendar days in the planning window, from that day on."),
]
