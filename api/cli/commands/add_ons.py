"""``openday add-ons``."""

from typing import Annotated

import typer

from ..options import AsJson, DeskPath, Staying


def add_ons(
    desk: DeskPath,
    ticket: Annotated[str, typer.Option(metavar="ID", help="The ticket.", show_default=False)],
    engineer: Annotated[str, typer.Option(metavar="ID", help="Who takes it.", show_default=False)],
    start: Annotated[
        str | None,
        typer.Option("--start", metavar="T", help="When it begins.", show_default="her best time"),
    ] = None,
    schedule: Staying = None,
    as_json: AsJson = False,
) -> None:
    """Say what else of the client's could be done on the day of a ticket's visit, and the travel that this saves."""
    from zoneinfo import ZoneInfo

    from engine.files import read_schedule
    from engine.questions.add_ons import add_ons as answer
    from engine.questions.frozen_desk import FrozenDesk

    from ..loading import load, require_engineer, require_ticket
    from ..moments import read_moment
    from ..offered import say_add_ons
    from ..screen import print_json

    problem, rules = load(desk)
    require_ticket(problem, ticket)
    require_engineer(problem, engineer)
    zone = ZoneInfo(problem.desk.time_zone)
    begin = read_moment("--start", start, zone) if start else None
    published = read_schedule(schedule, problem) if schedule else None
    found = answer(FrozenDesk(problem, rules, published), ticket, engineer, begin)
    if as_json:
        print_json(found, zone)
    else:
        say_add_ons(problem, found)
