"""``openday nightly``."""

from typing import Annotated

import typer

from ..options import AsJson


def nightly(
    database: Annotated[
        str | None,
        typer.Option(metavar="URL", help="sqlite:///FILE or postgresql://...", show_default="the service's own"),
    ] = None,
    desk: Annotated[
        str | None, typer.Option("--desk", metavar="ID", help="This desk only.", show_default="all desks")
    ] = None,
    seconds: Annotated[
        int | None, typer.Option(metavar="S", min=1, max=3600, help="For each desk's plan.", show_default="600")
    ] = None,
    publish: Annotated[
        bool, typer.Option("--publish", help="Publish the plans; otherwise they wait as proposals.")
    ] = False,
    again: Annotated[bool, typer.Option("--again", help="Plan once more a desk that has been planned today.")] = False,
    as_json: AsJson = False,
) -> None:
    """Plan the coming days of every desk in a database, as cron or a systemd timer would have it done at night.

    Each desk is planned once a day, whoever asks. A running service does the work; without one it is done here. The
    settings of the service (OPENDAY_...) hold here too.
    """
    from api.settings import Settings

    from ..nights import plan_nights
    from ..screen import print_json

    given = {"database": database, "nightly_seconds": seconds, "nightly_publishes": publish or None}
    settings = Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    plans = plan_nights(settings, desk, again=again, is_quiet=as_json)
    if as_json:
        print_json({"plans": plans})
    if not all(plan.is_well for plan in plans):
        raise typer.Exit(1)
