"""``openday replan``."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ..options import AsJson, DeskPath, Out, Seed, Staying


class Take(StrEnum):
    """Which plan is written."""

    NONE = "none"
    FEW = "few"
    FREE = "free"


def replan(
    desk: DeskPath,
    event: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What has happened: changes, as YAML or JSON.", show_default=False),
    ] = None,
    at: Annotated[
        str | None, typer.Option(metavar="T", help="When it has happened.", show_default="the desk's now")
    ] = None,
    schedule: Staying = None,
    take: Annotated[Take, typer.Option(help="The plan that --out writes.")] = Take.FEW,
    out: Out = None,
    seed: Seed = 0,
    as_json: AsJson = False,
) -> None:
    """Plan on after something has happened: with no change, with few changes, or with a free hand.

    Work under way, pins and frozen work that can still hold never move. With --out the schedule of one of the plans is
    written to a folder; nothing else changes.
    """
    from zoneinfo import ZoneInfo

    from engine.context import Context
    from engine.files import read_schedule
    from engine.questions.replan import quiet
    from engine.questions.replan import replan as answer
    from engine.questions.replanned import Freedom, Replanned
    from scenarios.changed import steps
    from scenarios.scenariofile import read_scenario
    from scenarios.situation import Situation

    from ..loading import load
    from ..moments import read_now
    from ..replanning import replan_document, say_event, say_frontier, say_plan
    from ..screen import print_json, say_files
    from ..solving import prepare, write_plan

    problem = load(desk)[0]
    changes = read_scenario(event).changes if event else ()
    if schedule:
        problem = problem.model_copy(update={"published": read_schedule(schedule, problem)})
    if at:
        now = read_now("--at", at, problem.desk)
        problem = problem.model_copy(update={"desk": problem.desk.model_copy(update={"now": now})})
    situation, made = steps(Situation(problem), changes, event.name if event else "changes")
    events = [each.words for each in made]
    if out:
        prepare(out)
    shown = list[Replanned]()
    context = Context(situation.problem)

    def show(plan: Replanned) -> None:
        if not shown or (plan.changes, plan.placed) != (shown[-1].changes, shown[-1].placed):
            shown.append(plan)
            say_plan(context, plan)

    if not as_json:
        say_event(context, events)
    found = answer(situation.problem, situation.rules, seed, on_plan=quiet if as_json else show)
    chosen = found.taken({Take.NONE: Freedom.NONE, Take.FEW: Freedom.FEW, Take.FREE: Freedom.FREE}[take])
    files: list[Path] = write_plan(chosen.schedule, found.context.problem, out) if out else []
    if as_json:
        document = replan_document(found.context, found, events)
        print_json({**document, "files": [str(path) for path in files]}, ZoneInfo(problem.desk.time_zone))
        return
    say_frontier(found)
    if out:
        say_files(files, out)
