"""A simulation on the command line: its course, its tables, its files."""

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.table import Column, Table

from api.connectors.incidents.arrivals import read_arrivals
from engine.errors import DataError, Flaw
from engine.flaws import closest
from scenarios.simulation.figures import FIGURES, Difference, Figure, differences, means
from scenarios.simulation.intervals import Interval
from scenarios.simulation.policies import POLICIES, RULES
from scenarios.simulation.policies_png import policies_png
from scenarios.simulation.run import RESULTS, Row, run
from scenarios.simulation.source import Generated, Given, Source
from scenarios.simulation.world import LOAD, WARM_UP_DAYS

from .moments import read_moment, refusal
from .screen import err, say, say_files, show
from .tables import left, table

_TOLD = ("sla_met", "urgent_sla_met", "first_response", "utilization_spread", "travel", "reassigned", "moved")
"""Figures whose differences are shown; the document has all."""


def source_of(engineers: int, weeks: int, incidents: Path | None, at: str | None) -> Source:
    """Return generated desks, or the weeks of an incident event log from an instant on.

    Raises
    ------
    DataError
        When the log cannot be used, or an instant is given without one.
    """
    if incidents is None:
        if at is not None:
            raise refusal("--at", at, "there is no log to read up to it", "name one with --incidents")
        return Generated(engineers, weeks)
    moment = read_moment("--at", at, ZoneInfo("UTC")) if at else None
    found = read_arrivals(incidents, WARM_UP_DAYS + 7 * weeks, engineers, LOAD, moment)
    begin = found.problem.desk.planning_window.start
    err().print(
        f"Of {found.opened:,} incidents opened from {begin:%Y-%m-%d} on, {found.fit:,} ask for a group that the "
        f"{engineers} busiest resolvers know; {found.kept:,} of them are the work of so many.",
        markup=False,
    )
    key = f"{incidents.name} from {begin:%Y-%m-%d}, {engineers} engineers, {weeks} weeks, load {LOAD:g}"
    return Given(key, found.problem, begin + dt.timedelta(days=WARM_UP_DAYS))


def policies_of(names: str) -> list[str]:
    """Return the policies that are asked for, in the order in which they are compared.

    Raises
    ------
    DataError
        When there is none of a name.
    """
    asked = list(POLICIES) if names == "all" else [each.strip() for each in names.split(",") if each.strip()]
    wrong = [each for each in asked if each not in POLICIES]
    if wrong or not asked:
        every = f"name some of {', '.join(POLICIES)}"
        flaws = [
            Flaw("command line", 0, "--policies", each, "there is no such policy", closest(each, POLICIES) or every)
            for each in wrong or [names]
        ]
        raise DataError(flaws)
    return [each for each in POLICIES if each in asked]


def carry_out(source: Source, policies: Sequence[str], seeds: int, folder: Path, workers: int) -> list[Row]:
    """Return all rows of a simulation, those that a folder keeps and those that are made now; say each new one."""
    console = err()

    def tell(row: Row, count: int, total: int) -> None:
        found = row.outcome
        words = (
            f"{count} of {total}: {row.policy}, seed {row.seed}: {found.sla_met:.1f} % of SLA targets met, first "
            f"response after {found.first_response:.0f} min, {found.reassigned:.1f} per 100 reassigned"
        )
        console.print(words, markup=False, soft_wrap=True)
        console.file.flush()

    return run(source, policies, range(1, seeds + 1), folder, workers, tell)


def write_outcome(rows: Sequence[Row], folder: Path) -> list[Path]:
    """Write the document and the picture of a simulation; return all of its files."""
    document, picture = folder / "simulation.json", folder / "simulation.png"
    document.write_text(json.dumps(json_of(rows), indent=2, sort_keys=True) + "\n", encoding="utf-8")
    policies_png(rows, picture)
    return [folder / RESULTS, document, picture]


def json_of(rows: Sequence[Row]) -> dict[str, object]:
    """Return a simulation as a document: every run, the means and the differences."""
    return {
        "source": rows[0].source,
        "runs": [{"policy": each.policy, "seed": each.seed} | vars(each.outcome) for each in rows],
        "means": {
            policy: {name: vars(each) for name, each in figures.items()} for policy, figures in means(rows).items()
        },
        "differences": [
            {"policy": each.policy, "rule": each.rule, "figure": each.figure.name, "verdict": each.verdict}
            | vars(each.interval)
            for each in differences(rows)
        ],
    }


def say_outcome(rows: Sequence[Row], files: Sequence[Path], folder: Path) -> None:
    """Print the means of every policy, and how ours differ from the desk rules."""
    found, seeds = means(rows), len({each.seed for each in rows})
    columns = [left("mean over the seeds"), *(Column(policy, justify="right") for policy in found)]
    lines = [
        [f"{figure.words}, {figure.unit}", *(_mean(found[policy].get(figure.name), figure) for policy in found)]
        for figure in FIGURES
        if any(figure.name in each for each in found.values())
    ]
    show(table(f"{rows[0].source}; seeds 1 to {seeds}", columns, lines, "± is half of a 95 % interval"))
    pairs = differences(rows)
    for rule in (each for each in RULES if each in found):
        ours = [policy for policy in found if policy not in RULES]
        if ours:
            show(_differences(rule, ours, pairs))
    say()
    say_files(files, folder)


def _differences(rule: str, ours: Sequence[str], pairs: Sequence[Difference]) -> Table:
    columns = [left(f"above {rule}"), *(Column(policy, justify="right") for policy in ours)]
    known = {(each.policy, each.figure.name): each for each in pairs if each.rule == rule}
    lines = [
        [f"{figure.words}, {figure.unit}", *(_difference(known[policy, figure.name]) for policy in ours)]
        for figure in FIGURES
        if figure.name in _TOLD
    ]
    return table(f"Seed by seed against {rule}", columns, lines)


def _mean(found: Interval | None, figure: Figure) -> str:
    if found is None:
        return ""
    half = "" if found.half is None else f" ± {found.half:,.{figure.digits}f}"
    return f"{found.mean:,.{figure.digits}f}{half}"


def _difference(found: Difference) -> str:
    digits = found.figure.digits
    half = "" if found.interval.half is None else f" ± {found.interval.half:,.{digits}f}"
    return f"{found.interval.mean:+,.{digits}f}{half} {found.verdict}".rstrip()
