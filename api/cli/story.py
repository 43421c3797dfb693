"""The demonstration: a desk, its week, one afternoon."""

import datetime as dt
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
    out().rule("One afternoon, filled", style="dim")
    say(
        f"Suppose that {problem.engineer[FILL_ENGINEER].label}'s afternoon comes free, and that nothing after it is promised yet."
    )
    say()
    say_fill(problem, answer)
    out().rule("What to try next", style="dim")
    for line in _next(result.schedule, desk, plan):
        say(line)


def _next(schedule: Schedule, desk: Path, plan: Path) -> list[str]:
    """Return commands that go on from here."""
    file = plan / "schedule.json"
    moment = "%Y-%m-%dT%H:%M"
    lines = [
        f"open {plan / 'gantt.html'} in a browser",
        f"openday check {desk} {file}",
        f"openday fill {desk} --schedule {file} --engineer {FILL_ENGINEER} "
        f"--from {FILL_FROM + dt.timedelta(days=1):{moment}} --to {FILL_TO + dt.timedelta(days=1):{moment}}",
        f"openday schedule {desk} --published {file} --time-limit 60",
    ]
    if schedule.unassigned:
        lines.insert(2, f"openday explain {desk} {file} --ticket {schedule.unassigned[0].ticket_id}")
    return lines
