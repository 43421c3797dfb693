"""What a sweep has come to: its files, its frontier as a table, and weights to choose from."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.table import Column, Table

from engine.words import minutes_text
from scenarios.sweep.frontier import Outcome
from scenarios.sweep.frontier_html import frontier_html
from scenarios.sweep.frontier_png import frontier_png
from scenarios.sweep.frontier_toml import frontier_toml, weights_lines
from scenarios.sweep.plan import Plan

from .screen import say, say_files, show
from .sweeping import Done
from .tables import and_more, cost_text, count, left, right, table

_MOST = 20
"""Outcomes that the table shows."""


def write_outcome(plan: Plan, done: Done, folder: Path) -> list[Path]:
    """Draw the frontier and write its weights; return the paths of all that the sweep has written."""
    png, page, weights = (folder / f"frontier.{kind}" for kind in ("png", "html", "toml"))
    if not done.outcomes:
        return [done.table]
    choices = count(len({each.point.words for each in done.outcomes}), "choice")
    title = f"{plan.name}: travel, SLA and balance under {choices} of weights"
    frontier_png(done.outcomes, title, png)
    frontier_html(done.outcomes, title, page)
    frontier_toml(done.outcomes, weights)
    return [done.table, png, page, weights]


def json_of(done: Done, files: Sequence[Path]) -> dict[str, Any]:
    """Return what a sweep has come to as JSON shows it."""
    return {
        "rows": done.skipped + done.made,
        "made": done.made,
        "skipped": done.skipped,
        "failed": done.failed,
        "errors": done.errors,
        "frontier": [asdict(each) for each in done.outcomes if each.is_on_frontier],
        "files": [str(path) for path in files],
    }


def say_outcome(plan: Plan, done: Done, files: Sequence[Path], folder: Path) -> None:
    """Print how many rows there are, the frontier, and the weights of its outcomes as desk.toml has them."""
    there = f", {done.skipped:,} were there already" if done.skipped else ""
    say(f"{plan.name}: {count(len(plan.jobs), 'run')}; {done.made:,} done now{there}, {done.failed:,} failed", "bold")
    best = [each for each in done.outcomes if each.is_on_frontier]
    if best:
        show(_frontier(best, [each for each in done.outcomes if each.is_own and not each.is_on_frontier]))
        say()
        # What two variants cost is no question of weights.
        cheapest = min((each for each in best if each.variant == best[0].variant), key=lambda each: each.base_cost)
        where = f" in {cheapest.variant}" * (best[-1].variant != best[0].variant)
        number = best.index(cheapest) + 1
        say(f"Weights of {number}, the cheapest{where} by the desk's own weights, for [weights] in desk.toml:")
        for line in weights_lines(cheapest):
            say(f"  {line}")
        say("frontier.toml has the weights of them all.")
    for error in done.errors:
        say(f"Failed: {error}", "red")
    say()
    say_files(files, folder)


def _frontier(best: Sequence[Outcome], own: Sequence[Outcome]) -> Table:
    numbers = [f"{number}{' own' * each.is_own}" for number, each in enumerate(best, start=1)]
    shown = [*zip(numbers[:_MOST], best[:_MOST], strict=True), *(("own", each) for each in own)]
    several = len({each.variant for each in best}) > 1
    rows = [
        (
            number,
            *((each.variant,) if several else ()),
            *each.point.told.values(),
            minutes_text(round(each.travel_minutes)),
            f"{each.sla_missed:g}",
            f"{each.utilization_spread_percent:.1f}",
            f"{each.unassigned:g}",
            cost_text(round(each.base_cost)),
        )
        for number, each in shown
    ]
    axes = (Column(name.replace("_", " "), justify="right") for name in best[0].point.told)
    figures = ("on the road", "SLA missed", "spread", "unassigned", "cost")
    columns = (left("no"), *((left("variant"),) if several else ()), *axes, *map(right, figures))
    title = "The frontier: no other choice is as good in travel, SLA and spread, and better in one"
    more = and_more(min(_MOST, len(best)), len(best), "in frontier.toml")
    has_own = any(each.is_own for _, each in shown)
    return table(title, columns, rows, more or "own: the desk's own weights, by which all are priced" * has_own)
