"""``openday demo``."""

from pathlib import Path
from typing import Annotated

import typer

from engine.limits import WORKERS

from ..options import AsJson, Seed, Workers


def demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Folder for the files.")] = Path("demo"),
    time_limit: Annotated[float, typer.Option(metavar="S", help="Seconds for the schedule.")] = 20.0,
    seed: Seed = 0,
    workers: Workers = WORKERS,
    as_json: AsJson = False,
) -> None:
    """Make the sample desk, schedule five days, fill one engineer's afternoon, and print what a manager wants to see.

    Writes DIR/desk and DIR/schedule.
    """
    from ..limits import limits_of
    from ..story import tell

    tell(folder, limits_of(time_limit, None, time_limit), seed, workers, as_json=as_json)
