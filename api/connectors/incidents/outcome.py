"""What really happened after an import, for comparison only: nothing that feeds the engine imports this file."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from engine.domain.schedule import Schedule

from .log import read_log
from .people import link_labels, with_solver
from .standing import Standing, stand


@dataclass(frozen=True)
class Outcome:
    """What became of some tickets, read from the whole log.

    Parameters
    ----------
    tickets : int
        Tickets asked for that the log knows.
    resolved_in_window : int
        Those whose final resolution lies after ``at`` and before the window's end.
    sla_met : float
        Share of those closed in the end that met the desk's own SLA (``made_sla``), 0 when none was closed.
    median_elapsed_minutes : float
        Median minutes from opening to resolution, on the clock and not worked, of all that were resolved.
    solver : dict
        Engineer who resolved the ticket in the end, by ticket; unknown ones are left out.
    group : dict
        Assignment group that held the ticket in the end, by ticket.
    members : dict
        Engineers who solved incidents in a group at any time of the log.
    """

    tickets: int
    resolved_in_window: int
    sla_met: float
    median_elapsed_minutes: float
    solver: dict[str, str]
    group: dict[str, str]
    members: dict[str, frozenset[str]]


@dataclass(frozen=True)
class Agreement:
    """How far a schedule agrees with what people did; who resolved a ticket is not always who should have.

    Parameters
    ----------
    assigned : int
        Assigned tickets whose solver the log knows.
    same_engineer : float
        Share of them given to the engineer who resolved them in the end.
    grouped : int
        Assigned tickets whose final group the log knows.
    same_group : float
        Share of those given to a member of the group that had them in the end.
    """

    assigned: int
    same_engineer: float
    grouped: int
    same_group: float


def what_happened(file: Path, at: dt.datetime, window_end: dt.datetime, ticket_ids: Collection[str]) -> Outcome:
    """Return what became of the tickets of an import at ``at``.

    Raises
    ------
    DataError
        When the log cannot be read.
    """
    final = stand(read_log(file))
    solved = _with_solver_as_imported(final, stand(read_log(file, at)))
    chosen = solved[solved.index.isin(set(ticket_ids))]
    known = int(chosen.index.size + final.unresolved.index.isin(set(ticket_ids)).sum())
    in_window = (chosen["done_at"] > at) & (chosen["done_at"] <= window_end)
    elapsed = (chosen["done_at"] - chosen["opened_at"]).dt.total_seconds() / 60
    closed = chosen[chosen["state"] == "Closed"]
    groups = solved.dropna(subset=["engineer_id"]).groupby("group")["engineer_id"]
    return Outcome(
        tickets=known,
        resolved_in_window=int(in_window.sum()),
        sla_met=_share(value == "true" for value in closed["made_sla"]),
        median_elapsed_minutes=float(elapsed.median()) if len(elapsed) else 0.0,
        solver=_by_ticket(chosen["engineer_id"]),
        group=_by_ticket(chosen["group"]),
        members={str(group): frozenset(names) for group, names in groups},
    )


def agreement(outcome: Outcome, schedule: Schedule) -> Agreement:
    """Return how far the schedule's engineers are those of the log."""
    given = {assignment.ticket_id: assignment.engineer_ids for assignment in schedule.assignments}
    solved = [ticket_id for ticket_id in given if ticket_id in outcome.solver]
    grouped = [ticket_id for ticket_id in given if ticket_id in outcome.group]
    return Agreement(
        assigned=len(solved),
        same_engineer=_share(outcome.solver[ticket_id] in given[ticket_id] for ticket_id in solved),
        grouped=len(grouped),
        same_group=_share(
            not outcome.members.get(outcome.group[ticket_id], frozenset()).isdisjoint(given[ticket_id])
            for ticket_id in grouped
        ),
    )


def _with_solver_as_imported(final: Standing, imported: Standing) -> pd.DataFrame:
    """Name the solvers as the import did, and those it had not yet met as the whole log does."""
    met = set(imported.resolved["resolver"].dropna())
    later = {label: name for label, name in link_labels(final.resolved).items() if label not in met}
    return with_solver(final, later | link_labels(imported.resolved))


def _by_ticket(column: "pd.Series[str]") -> dict[str, str]:
    return {str(ticket_id): str(value) for ticket_id, value in column.dropna().items()}


def _share(hits: Iterable[bool]) -> float:
    values = list(hits)
    return sum(values) / len(values) if values else 0.0
