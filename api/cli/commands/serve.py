"""``openday serve``."""

from pathlib import Path
from typing import Annotated

import typer


def serve(
    desk: Annotated[
        Path | None,
        typer.Option(metavar="DESK", help="A desk to begin with, folder or JSON file.", show_default=False),
    ] = None,
    desk_id: Annotated[str, typer.Option("--id", metavar="ID", help="What that desk is to be called.")] = "desk",
    demo: Annotated[bool, typer.Option("--demo", help="Begin with the sample desk, planned.")] = False,
    live: Annotated[
        bool, typer.Option("--live", help="The new desk runs on the wall clock; otherwise it stands at its own now.")
    ] = False,
    database: Annotated[
        str | None,
        typer.Option(metavar="URL", help="sqlite:///FILE or postgresql://...", show_default="a file of yours"),
    ] = None,
    host: Annotated[str | None, typer.Option(metavar="NAME", help="Address.", show_default="127.0.0.1")] = None,
    port: Annotated[int | None, typer.Option(metavar="N", min=0, max=65535, show_default="8040")] = None,
) -> None:
    """Start the service: the API, the page for dispatchers, and everything that belongs to them.

    The first start on a new database prints a key to sign in with, once. Settings are read from the environment
    (OPENDAY_...). Ctrl-C ends it; plans under way go on at the next start.
    """
    from api.settings import Settings

    from ..serving import begin

    given = {"database": database, "host": host, "port": port}
    settings = Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    begin(settings, desk, desk_id, is_demo=demo, is_live=live)
