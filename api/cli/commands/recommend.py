"""``openday recommend``."""

from typing import Annotated

import typer

from ..options import AsJson, DeskPath, Staying


def recommend(
    desk: DeskPath,
    ticket: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="The ticket; several are placed together.", show_default=False),
    ] = None,
    waiting: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Instead: the N that cost most when they wait.", show_default=False),
    ] = None,
    schedule: Staying = None,
    most: Annotated[int, typer.Option(metavar="N", min=1, help="Engineers to rank, for one ticket.")] = 5,
    as_json: AsJson = False,
) -> None:
    """Say who could take a waiting ticket, best first: when, at what price by rule, and who may not.

    Several tickets are each given one place, beside the places of those before them: whichever would lose most by
    waiting comes first.
    """
    from zoneinfo import ZoneInfo

    from engine.files import read_schedule
    from engine.questions.burst import burst, most_urgent
    from engine.questions.frozen_desk import FrozenDesk
    from engine.questions.recommend import recommend as answer

    from ..bursts import say_burst
    from ..loading import load, require_ticket
    from ..moments import refusal
    from ..recommendations import say_recommendation
    from ..screen import print_json

    if bool(ticket) == (waiting is not None):
        raise refusal("--ticket", "", "give --ticket or --waiting, one of the two", "write for example --waiting 10")
    problem, rules = load(desk)
    for each in ticket or ():
        require_ticket(problem, each)
    zone = ZoneInfo(problem.desk.time_zone)
    frozen = FrozenDesk(problem, rules, read_schedule(schedule, problem) if schedule else None)
    if ticket and len(ticket) == 1:
        found = answer(frozen, ticket[0], most)
        if as_json:
            print_json(found, zone)
        else:
            say_recommendation(problem, found)
        return
    several = burst(frozen, ticket or most_urgent(frozen, waiting or 0))
    if as_json:
        print_json({"cost": several.cost, "placed": several.placed}, zone)
    else:
        say_burst(problem, several)
