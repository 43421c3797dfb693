"""``openday check``."""

from typing import Annotated

import typer

from ..options import AsJson, DeskPath, SchedulePath


def check(
    desk: DeskPath,
    schedule: SchedulePath,
    show_all: Annotated[bool, typer.Option("--all", help="List every price, not only the sums.")] = False,
    as_json: AsJson = False,
) -> None:
    """Audit any schedule, ours or one made by hand: each broken rule in words, and the price by rule.

    The exit code is 1 when a rule is broken that facts alone (appointments, pins, frozen work) do not break already.
    """
    from engine.audit import audit
    from engine.context import Context
    from engine.files import read_schedule

    from ..findings import say_audit
    from ..loading import load
    from ..screen import print_json

    problem, rules = load(desk)
    given = read_schedule(schedule, problem)
    judged = audit(Context(problem), rules, given)
    if as_json:
        print_json({"score": judged.score, "findings": judged.findings})
    else:
        say_audit(rules, given, judged, show_all=show_all)
    if judged.hard:
        raise typer.Exit(1)
