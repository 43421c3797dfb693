"""The report of a run: every cost, the distance to the best known, and what each peer cannot express."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .best_known import EQUAL
from .peers.registry import OURS, all_peers
from .standings import Standing, Total, ahead_of_all, totals

Cannot = Mapping[str, Sequence[str]]
"""Per solver: forms of the instances that it does not express."""


class Table(NamedTuple):
    """A table for people."""

    title: str
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]

    def markdown(self) -> str:
        """Return it as Markdown."""
        lines = [self.head, ("---",) * len(self.head), *self.rows]
        drawn = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return f"{self.title}\n\n{drawn}" if self.title else drawn


def markdown(suite: str, machine: str, of: Sequence[Standing], cannot: Cannot) -> str:
    """Return the whole report of a suite.

    Parameters
    ----------
    suite : str
    machine : str
        What it was measured on.
    of : sequence of Standing
    cannot : mapping
    """
    parts = [f"# {suite}", machine, *sentences(of), *(table.markdown() for table in tables(of))]
    left = [f"- {line}" for line in cannot_lines(cannot)]
    if left:
        parts.append("What is not expressed (the neutral repair mends what it breaks):\n\n" + "\n".join(left))
    return "\n\n".join(parts) + "\n"


def sentences(of: Sequence[Standing]) -> list[str]:
    """Return how it was run, and on how many instances Openday is ahead."""
    last = at_last_limit(of)
    rivals = {name for name, peer in all_peers().items() if peer.is_rival and name != OURS}
    runs = max(each.runs for each in last)
    limits = " or ".join(f"{limit:g}" for limit in sorted({each.limit for each in last}))
    found = [
        f"{limits} s a solve, {runs} run{'s' if runs > 1 else ''} of each, medians; "
        f"costs that differ by less than {EQUAL:g} of themselves count as equal."
    ]
    met, count = ahead_of_all(last, rivals)
    if count:
        found.append(f"Openday is better than or equal to every peer on {met} of {count} instances.")
    return found


def tables(of: Sequence[Standing]) -> list[Table]:
    """Return the tables: the solvers, group by group, the instances, and the course of time if it was asked for."""
    last = at_last_limit(of)
    groups = list(dict.fromkeys(each.group for each in last))
    found = [_sums(group, totals(each for each in last if each.group == group)) for group in groups]
    if len(groups) > 1:
        found.append(_sums("all", totals(last)))
    found.append(_costs(last))
    if len(last) < len(of):
        found.append(_over_time(of))
    return found


def cannot_lines(cannot: Cannot) -> list[str]:
    """Return a line per solver that does not express all forms."""
    return [f"{solver}: {'; '.join(each)}." for solver, each in cannot.items() if each]


def at_last_limit(of: Sequence[Standing]) -> list[Standing]:
    """Return the standings under the longest limit that each solver had for an instance."""
    longest: dict[tuple[str, str], float] = {}
    for each in of:
        longest[each.instance, each.solver] = max(each.limit, longest.get((each.instance, each.solver), 0))
    return [each for each in of if each.limit == longest[each.instance, each.solver]]


def _sums(title: str, of: Iterable[Total]) -> Table:
    head = (
        *("solver", "instances", "behind best, mean", "worst", "gap to bound", "seconds p50", "p95", "p99", "MB"),
        *("proven", "Openday no worse on"),
    )
    rows = [
        (
            each.solver,
            str(each.instances),
            percent(each.mean_behind),
            percent(each.worst_behind),
            percent(each.mean_gap),
            *(f"{seconds:.2f}" for seconds in each.seconds),
            f"{each.memory_mb:.0f}",
            f"{each.proven:.0%}",
            "" if each.ours_no_worse is None else str(each.ours_no_worse),
        )
        for each in of
    ]
    return Table(title, head, rows)


def _costs(of: Sequence[Standing]) -> Table:
    """Return the table of instances: the best known, each solver's cost and its distance."""
    solvers = list(dict.fromkeys(each.solver for each in of))
    found = {(each.instance, each.solver): each for each in of}
    rows = []
    for instance in dict.fromkeys(each.instance for each in of):
        there = [found.get((instance, solver)) for solver in solvers]
        best = next(each.best for each in there if each)
        rows.append((instance, "none" if math.isinf(best) else f"{best:.2f}", *(_cell(each) for each in there)))
    return Table("", ("instance", "best", *solvers), rows)


def _cell(each: Standing | None) -> str:
    if each is None:
        return ""
    return "none" if math.isinf(each.cost) else f"{each.cost:.2f} (+{percent(each.behind)})"


def _over_time(of: Sequence[Standing]) -> Table:
    """Return the table of mean distances by limit."""
    limits = sorted({each.limit for each in of})
    rows = []
    for solver in dict.fromkeys(each.solver for each in of):
        mine = [each for each in of if each.solver == solver]
        rows.append((solver, *(percent(mean_behind(mine, limit)) for limit in limits)))
    return Table("behind best over time", ("solver", *(f"{limit:g} s" for limit in limits)), rows)


def mean_behind(of: Sequence[Standing], limit: float) -> float:
    """Return the mean distance to the best under one limit."""
    found = [each.behind for each in of if each.limit == limit]
    return sum(found) / len(found) if found else math.inf


def percent(share: float) -> str:
    """Return a share for people."""
    return f"{share:.2%}" if math.isfinite(share) else "none"
