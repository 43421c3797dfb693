"""``openday scoreboard``."""

from typing import Annotated

import typer

from ..options import AsJson


def scoreboard(
    desk: Annotated[str, typer.Option("--desk", metavar="ID", help="The desk.", show_default=False)],
    database: Annotated[
        str | None,
        typer.Option(metavar="URL", help="sqlite:///FILE or postgresql://...", show_default="the service's own"),
    ] = None,
    days: Annotated[int, typer.Option(metavar="N", min=1, max=366, help="Days to look back.")] = 56,
    as_json: AsJson = False,
) -> None:
    """Say how often the dispatcher agreed, how tickets flowed, and what the engine did by itself.

    It is read from a service's database. What nobody has written down is said to be unknown.
    """
    from api.settings import Settings

    from ..scores import score
    from ..screen import print_json

    settings = Settings(**({} if database is None else {"database": database}))  # type: ignore[arg-type]
    found, zone = score(settings, desk, days, is_quiet=as_json)
    if as_json:
        print_json(found, zone)
