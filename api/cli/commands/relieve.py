"""``openday relieve``."""

from pathlib import Path
from typing import Annotated

import typer

from ..options import AsJson, DeskPath, Out, Staying


def relieve(
    desk: DeskPath,
    engineer: Annotated[str, typer.Option(metavar="ID", help="Whose time.", show_default=False)],
    start: Annotated[str, typer.Option("--from", metavar="T", help="Start of the time to free.", show_default=False)],
    end: Annotated[str, typer.Option("--to", metavar="T", help="End of the time to free.", show_default=False)],
    ticket: Annotated[
        str | None,
        typer.Option("--for", metavar="ID", help="A waiting ticket that is to have the time.", show_default=False),
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID", help="A ticket, or a client's work, that stays; again for more.", show_default=False
        ),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="An engineer who takes nothing over; again for more.", show_default=False),
    ] = None,
    decisions: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Record there, for openday learn, that the last --keep turned a move down.",
            show_default=False,
        ),
    ] = None,
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why it stays, recorded with it.", show_default=False)] = "",
    by: Annotated[str, typer.Option("--by", metavar="ID", help="Who says so.")] = "dispatcher",
    schedule: Staying = None,
    most: Annotated[int, typer.Option(metavar="N", min=1, max=20, help="Options to show.")] = 4,
    take: Annotated[int, typer.Option(metavar="N", min=1, help="The option that --out writes.")] = 1,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Say what can move out of an engineer's time: whole ways to free it, the cheapest first, each move in words.

    Pinned and frozen work stays. Every option breaks no rule that is not broken now; where there is none, the exit
    code is 1. With --out the schedule of one of them is written to a folder; nothing else changes. "No, she stays":
    ask again with --keep, and with --decisions so that weights learn from it.
    """
    from zoneinfo import ZoneInfo

    from engine.audit import audit
    from engine.context import Context
    from engine.domain.schedule import Schedule
    from engine.files import read_schedule
    from engine.questions.evaluate import judge
    from engine.questions.relief import Wanted
    from engine.questions.relieve import relieve as answer

    from ..loading import load, require_engineer, require_ticket
    from ..moments import read_span
    from ..refusing import record, require_recordable, turned_down_by
    from ..reliefs import option_to_write, relief_document, say_relief
    from ..screen import print_json, say, say_files
    from ..solving import prepare, write_plan

    problem, rules = load(desk)
    for each in (engineer, *(without or ())):
        require_engineer(problem, each)
    if ticket:
        require_ticket(problem, ticket)
    low, high = read_span(start, end, problem.desk)
    if schedule:
        problem = problem.model_copy(update={"published": read_schedule(schedule, problem)})
    require_recordable(decisions, keep or (), why, by)
    if out:
        prepare(out)
    context = Context(problem)
    before = audit(context, rules, problem.published or Schedule(assignments=()))
    wanted = Wanted(engineer, low, high, ticket or "", tuple(keep or ()), tuple(without or ()))
    found = answer(context, rules, before, wanted, max(most, take))
    chosen = option_to_write(found, take) if out and found.options else None
    files: list[Path] = []
    if chosen and out:
        files = write_plan(judge(context, rules, before, chosen.schedule).schedule, problem, out)
    turned_down, recorded = None, ""
    if decisions:
        turned_down = turned_down_by(context, rules, before, wanted, found, max(most, take), why, by)
        recorded = record(turned_down, decisions)
    if as_json:
        document = {**relief_document(context, found), "files": [str(path) for path in files]}
        print_json(document | {"turned_down": turned_down}, ZoneInfo(problem.desk.time_zone))
    else:
        say_relief(context, found)
        if recorded:
            say(recorded)
        if files and out:
            say_files(files, out)
    if not found.options:
        raise typer.Exit(1)
