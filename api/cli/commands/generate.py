"""``openday generate``."""

from pathlib import Path
from typing import Annotated

import typer

from ..options import AsJson, Seed


def generate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of the desk to write.", show_default=False)],
    engineers: Annotated[int, typer.Option(min=1, max=2000)] = 12,
    tickets: Annotated[int, typer.Option(min=1, max=100_000)] = 150,
    days: Annotated[int, typer.Option(min=1, max=92, help="Calendar days in the planning window.")] = 5,
    seed: Seed = 0,
    as_json: AsJson = False,
) -> None:
    """Write a synthetic desk of a believable service provider: the same numbers and seed, the same desk.

    A desk that is there already is replaced; a folder that is anything else is left alone.
    """
    from engine.files import write_desk
    from scenarios.generator import generate as make

    from ..contents import contents, say_contents
    from ..screen import print_json, say

    problem = make(engineers, tickets, days, seed)
    write_desk(problem, folder)
    if as_json:
        print_json({"desk": str(folder)} | contents(problem))
        return
    say(f"Wrote the desk {folder}")
    say_contents(problem)
    say(f"\nNext: openday schedule {folder}", whole=True)
