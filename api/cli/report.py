"""The whole report of a plan that was just made."""

from pathlib import Path

from engine.domain.problem import Problem
from engine.result import Result

from .changes import say_changes
from .leftover import inherited, unassigned
from .screen import say, say_files, show
from .summary import summary


def say_plan(problem: Problem, result: Result, files: list[Path], folder: Path, *, is_stopped: bool) -> None:
    """Print a plan's summary, what it leaves out and why, and its files."""
    show(*summary(problem, result.schedule))
    say_changes(problem, result.schedule)
    if result.schedule.unassigned:
        show(unassigned(problem, result.schedule))
    if result.audit.inherited:
        show(inherited(result.audit.inherited))
    say()
    if is_stopped:
        say("Stopped by Ctrl-C: this is the best plan found until then.", "yellow")
    say_files(files, folder)
