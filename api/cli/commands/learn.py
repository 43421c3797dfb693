"""``openday learn``."""

from pathlib import Path
from typing import Annotated

import typer

from ..options import AsJson, DeskPath


def learn(
    desk: DeskPath,
    decisions: Annotated[Path, typer.Argument(metavar="DECISIONS", help="A JSON list of decisions.")],
    at: Annotated[
        str | None, typer.Option(metavar="T", help="The moment to learn up to.", show_default="the last decision")
    ] = None,
    freeze: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="A rule whose weight stays; may be given several times.")
    ] = None,
    replay: Annotated[bool, typer.Option("--replay", help="Compare how the last week would have been ranked.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say what the weights learn from decisions, because of which, and what no weights explain."""
    from zoneinfo import ZoneInfo

    from engine.files.decisionfile import read_decisions

    from ..learning import learned_of, require_rules, say_learned, say_replay
    from ..loading import load
    from ..moments import read_moment
    from ..screen import print_json

    problem, rules = load(desk)
    zone = ZoneInfo(problem.desk.time_zone)
    require_rules(rules, freeze or [])
    given = read_decisions(decisions)
    moment = read_moment("--at", at, zone) if at else max((each.at for each in given), default=problem.desk.now)
    found = learned_of(problem, rules, given, moment, freeze or [], with_replay=replay)
    if as_json:
        print_json(found, zone)
        return
    say_learned(problem, found)
    if found.replay:
        say_replay(found.replay)
