"""The demonstration: a desk, its week, one afternoon."""

import datetime as dt
import shutil
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from engine.domain.schedule import Schedule
from engine.files import write_desk
from engine.limits import Limits
from engine.questions.fill import fill
from scenarios.demo import FILL_ENGINEER, FILL_FROM, FILL_TO, demo_problem, promised

from .contents import contents, say_contents
from .fills import say_fill
from .loading import load
from .report import say_plan
from .screen import out, print_json, say
from .solving import prepare, solve_shown, write_plan


def tell(folder: Path, limits: Limits, seed: int, workers: int, *, as_json: bool) -> None:
    """Write the sample desk, schedule it as read back from its files, and fill an afternoon of the schedule."""
    desk, plan = folder / "desk", folder / "schedule"
    prepare(plan)
    write_desk(demo_problem(), desk)
    problem, rules = load(desk)
    if not as_json:
        say(f"A sample desk, written to {desk}", "bold")
        say_contents(problem)
    result, is_stopped = solve_shown(problem, rules, limits, seed, workers)
    files = write_plan(result.schedule, problem, plan)
    answer = fill(problem, rules, FILL_ENGINEER, FILL_FROM, FILL_TO, seed=seed, published=promised(result.schedule))
    if as_json:
        more = {"files": [str(path) for path in files], "stopped": is_stopped, "fill": answer}
        zone = ZoneInfo(problem.desk.time_zone)
        print_json({"desk": contents(problem), "schedule": result.schedule.model_dump()} | more, zone)
        return
    say_plan(problem, result, files, plan, is_stopped=is_stopped)
    name = problem.engineer[FILL_ENGINEER].label
    _chapter("One afternoon, filled")
    say(f"Suppose that {name}'s afternoon comes free, and that nothing after it is promised yet.\n")
    say_fill(problem, answer)
    _chapter("What to try next")
    for line in _next(result.schedule, desk, plan):
        say(line, whole=True)


def _chapter(title: str) -> None:
    say()
    out().rule(title, style="dim")


def _next(schedule: Schedule, desk: Path, plan: Path) -> list[str]:
    """Return commands that go on from here."""
    openday = "openday" if shutil.which("openday") else sys.argv[0]
    file = plan / "schedule.json"
    low, high = (f"{at + dt.timedelta(days=1):%Y-%m-%dT%H:%M}" for at in (FILL_FROM, FILL_TO))
    lines = [
        f"open {plan / 'gantt.html'} in a browser",
        f"{openday} check {desk} {file}",
        f"{openday} fill {desk} --schedule {file} --engineer {FILL_ENGINEER} --from {low} --to {high}",
        f"{openday} schedule {desk} --published {file} --time-limit 60",
    ]
    if schedule.unassigned:
        lines.insert(2, f"{openday} explain {desk} {file} --ticket {schedule.unassigned[0].ticket_id}")
    return lines
