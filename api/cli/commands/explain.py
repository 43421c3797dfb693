"""``openday explain``."""

from typing import Annotated

import typer

from ..options import AsJson, DeskPath, SchedulePath


def explain(
    desk: DeskPath,
    schedule: SchedulePath,
    ticket: Annotated[str, typer.Option(metavar="ID", help="The ticket.", show_default=False)],
    as_json: AsJson = False,
) -> None:
    """Say why a ticket is where it is, and what every other engineer could offer it.

    For an unassigned ticket: the reasons, and the smallest change that would place it.
    """
    from zoneinfo import ZoneInfo

    from engine.files import read_schedule
    from engine.questions.explain import explain as answer

    from ..explanations import say_explanation
    from ..loading import load, require_ticket
    from ..screen import print_json

    problem, rules = load(desk)
    require_ticket(problem, ticket)
    found = answer(problem, rules, read_schedule(schedule, problem), ticket)
    if as_json:
        print_json(found, ZoneInfo(problem.desk.time_zone))
    else:
        say_explanation(problem, found)
