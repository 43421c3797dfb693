"""``openday scenarios``."""

from typing import Annotated

import typer

from ..options import AsJson


def scenarios(
    show: Annotated[
        str | None,
        typer.Option("--show", metavar="NAME", help="Print one as YAML, to copy from.", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the situations that are ready to run on any desk by `openday whatif DESK NAME`."""
    from scenarios.library import library, library_text, names

    from ..comparing import require_name
    from ..screen import out, print_json
    from ..screen import show as show_parts
    from ..tables import left, table

    if show is not None:
        require_name(show, "--show")
        if as_json:
            print_json(library(show))
        else:
            out().file.write(library_text(show))
        return
    found = [library(name) for name in names()]
    if as_json:
        print_json([{"name": each.name, "purpose": each.purpose, "variants": len(each.told)} for each in found])
        return
    columns = (left("name"), left("what it asks"))
    show_parts(table("Scenarios", columns, [(each.name, each.purpose) for each in found]))
