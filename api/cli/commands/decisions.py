"""``openday decisions``."""

from pathlib import Path
from typing import Annotated

import typer


def decisions(
    desk: Annotated[str, typer.Option("--desk", metavar="ID", help="The desk whose decisions they are.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="File for them.", show_default="standard output")
    ] = None,
    database: Annotated[
        str | None,
        typer.Option(metavar="URL", help="sqlite:///FILE or postgresql://...", show_default="the service's own"),
    ] = None,
) -> None:
    """Write what people decided on recommendations, as a service has recorded it: one JSON list, oldest first.

    Each decision has the places as they were shown, the one that was taken, and what each costs by rule, free of
    weights. Those that were taken back, or whose effect on the weights was undone, are left out. The service may be
    running.
    """
    from api.settings import Settings

    from ..recorded import write_decisions

    settings = Settings(**({} if database is None else {"database": database}))  # type: ignore[arg-type]
    write_decisions(settings, desk, out)
