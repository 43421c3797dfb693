"""A comparison from its arguments to its files: the scenario found, the solves shown, what they come to written."""

import json
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.progress import BarColumn, SpinnerColumn, TextColumn
from rich.progress import Progress as Live

from engine.domain.schedule import Schedule
from engine.errors import DataError, Flaw
from engine.files.jsonfile import json_text
from engine.files.names import file_name, replace_file
from engine.flaws import closest
from engine.limits import IsStopped, Limits
from engine.process import in_process
from scenarios.comparison import Comparison, comparison_document
from scenarios.library import library, names
from scenarios.report import costs_png, report_html, rules_png
from scenarios.scenario import Scenario
from scenarios.scenariofile import read_scenario
from scenarios.situation import Situation
from scenarios.whatif import OnStep, Step, whatif

from .screen import err
from .tables import cost_text, percent


@dataclass(frozen=True)
class WhatIf:
    """A what-if as a process of its own does it; the arguments are those of `whatif`."""

    base: Situation
    scenario: Scenario
    limits: Limits
    seeds: tuple[int, ...]
    against: Schedule | None
    workers: int

    def __call__(self, tell: OnStep, is_stopped: IsStopped) -> Comparison | None:
        """Solve and compare."""
        return whatif(self.base, self.scenario, self.limits, self.seeds, self.against, self.workers, tell, is_stopped)


def find_scenario(text: str) -> Scenario:
    """Return the scenario in a file, or the one of the library that has this name.

    Raises
    ------
    DataError
        When there is neither.
    """
    path = Path(text)
    if path.is_file() or path.suffix.lower() in (".yaml", ".yml", ".json"):
        return read_scenario(path)
    require_name(text, "CHANGES")
    return library(text)


def require_name(name: str, option: str) -> None:
    """Raise DataError, naming close matches, when the library has no scenario of a name."""
    if name not in names():
        hint = closest(name, names()) or "run `openday scenarios`, which lists them"
        is_file = "" if option.startswith("-") else "neither a file nor "
        raise DataError([Flaw("command line", 0, option, name, f"this is {is_file}a scenario of the library", hint)])


def default_out(desk: Path, scenario: Scenario) -> Path:
    """Return where a comparison goes when no folder is named."""
    return (desk if desk.is_dir() else desk.parent) / "whatif" / file_name(scenario.name)


def compare_shown(asked: WhatIf) -> Comparison | None:
    """Return the comparison, solve after solve shown; None when Ctrl-C came before there was any."""
    console = err()
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(bar_width=24))
    live = Live(
        *columns, TextColumn("{task.completed:.0f} of {task.total:.0f} solves"), console=console, transient=True
    )
    task = live.add_task("preparing", total=None)

    def hear(step: Step) -> None:
        name = f"{step.name}, seed {step.seed}"
        news = step.progress
        words = f": cost {cost_text(news.cost)}, gap {percent(news.gap)}" if news else ""
        if console.is_terminal:
            live.update(task, description=name + words, completed=step.done, total=step.total)
        elif news is None:
            _line(f"{step.done + 1} of {step.total}: {name}")

    def stopping() -> None:
        _line("Stopping; the seeds done so far are compared. (Ctrl-C again gives them up.)")

    if console.is_terminal:
        live.start()
    try:
        return in_process(asked, hear, stopping)
    finally:
        if console.is_terminal:
            live.stop()


def write_comparison(found: Comparison, folder: Path, reproduce: str) -> list[Path]:
    """Write report, comparison, plots and schedules to a folder, and return their paths."""
    zone = ZoneInfo(found.base.situation.problem.desk.time_zone)
    document = comparison_document(found)
    report, data = folder / "report.html", folder / "comparison.json"
    replace_file(report, report_html(document, reproduce))
    replace_file(data, json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n")
    plots: tuple[tuple[str, Callable[[Comparison, Path], None]], ...] = (
        ("costs.png", costs_png),
        ("rules.png", rules_png),
    )
    paths = [report, data]
    for name, draw in plots:
        draw(found, folder / name)
        paths.append(folder / name)
    for side in (found.base, *(each.side for each in found.variants)):
        inside = folder / "base" if side is found.base else folder / "variants" / file_name(side.name)
        inside.mkdir(parents=True, exist_ok=True)
        replace_file(inside / "schedule.json", json_text(side.schedule, zone))
        paths.append(inside / "schedule.json")
    return paths


def reproduce_text(found: Comparison, desk: Path, changes: str, against: Path | None) -> str:
    """Return the command that gives the same comparison again, quoted for a shell."""
    limit = found.limits.deterministic
    parts = ["openday", "whatif", str(desk), changes, *(("--against", str(against)) if against else ())]
    parts += ["--deterministic-limit", f"{limit:g}"] if limit else ["--time-limit", f"{found.limits.seconds:g}"]
    return shlex.join([*parts, "--seeds", str(len(found.seeds)), "--workers", str(found.workers)])


def _line(words: str) -> None:
    err().print(words, markup=False)
    err().file.flush()
