"""``openday key``."""

from typing import Annotated

import typer

from api.access.roles import Role


def key(
    desk: Annotated[str, typer.Option("--desk", metavar="ID", help="The desk that it opens.")],
    name: Annotated[str, typer.Option(metavar="TEXT", help="Whose it is, as the audit log says it.")],
    role: Annotated[Role, typer.Option(help="What its holder may do.")] = Role.ADMIN,
    engineer: Annotated[
        str | None, typer.Option(metavar="ID", help="Who the holder is; the role engineer needs it.")
    ] = None,
    database: Annotated[
        str | None,
        typer.Option(metavar="URL", help="sqlite:///FILE or postgresql://...", show_default="the service's own"),
    ] = None,
) -> None:
    """Make an API key in a service's database, for instance when the last admin's key is lost.

    Whoever can open the database can read all of it anyway. The service may be running.
    """
    from api.settings import Settings

    from ..keying import make_key

    settings = Settings(**({} if database is None else {"database": database}))  # type: ignore[arg-type]
    make_key(settings, desk, name, role, engineer)
