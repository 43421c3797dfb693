"""``openday slots``."""

from typing import Annotated

import typer

from ..options import AsJson, DeskPath, Staying


def slots(
    desk: DeskPath,
    ticket: Annotated[str, typer.Option(metavar="ID", help="The ticket.", show_default=False)],
    schedule: Staying = None,
    most: Annotated[int, typer.Option(metavar="N", min=1, help="Times to offer.")] = 6,
    as_json: AsJson = False,
) -> None:
    """Say which times to offer to the client of a waiting ticket: the best of each half day, across engineers."""
    from zoneinfo import ZoneInfo

    from engine.files import read_schedule
    from engine.questions.frozen_desk import FrozenDesk
    from engine.questions.slots import offers

    from ..loading import load, require_ticket
    from ..offered import offers_document, say_offers
    from ..screen import print_json

    problem, rules = load(desk)
    require_ticket(problem, ticket)
    published = read_schedule(schedule, problem) if schedule else None
    found = offers(FrozenDesk(problem, rules, published), ticket, most)
    if as_json:
        print_json(offers_document(found), ZoneInfo(problem.desk.time_zone))
    else:
        say_offers(problem, found)
