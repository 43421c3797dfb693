"""The import itself: a desk as it stood at an instant of the log."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from engine.domain.desk import Desk
from engine.domain.engineer import Engineer
from engine.domain.problem import Problem
from engine.errors import DataError, Flaw

from . import assumptions as assume
from .clients import read_clients, read_sites
from .likely import with_likely
from .log import read_log
from .people import link_labels, link_percent, read_engineers, with_solver
from .standing import stand
from .tickets import needed_group, read_tickets, usual_groups, work_minutes
from .window import window_of

_LONGEST_DAYS = 92


@dataclass(frozen=True)
class Imported:
    """A desk made from a log.

    Parameters
    ----------
    problem : Problem
        The desk as it stood.
    assumptions : tuple of str
        What the log does not say and was assumed, a sentence or two each.
    counts : dict
        Figures of the import by name: events, incidents, engineers, resolvers, tickets, on_hold, ...
    """

    problem: Problem
    assumptions: tuple[str, ...]
    counts: dict[str, int]


def import_incidents(
    file: Path, at: dt.datetime, days: int, opened_within: int | None = None, prefer: int = 0
) -> Imported:
    """Return the desk as it stood at an instant, from nothing but the events up to it.

    Parameters
    ----------
    file : Path
        The event log, .csv or .csv.gz.
    at : datetime
        Aware instant; ``now`` and the start of the planning window, floored to the minute.
    days : int
        Calendar days (UTC) in the planning window, the day of ``at`` being the first: it ends at a midnight.
    opened_within : int, optional
        Only incidents opened in so many days before ``at`` become tickets.
    prefer : int
        Engineers that each ticket prefers: those who are likeliest to resolve it, by what had been resolved until then.

    Raises
    ------
    DataError
        When the log cannot be used or no incident is unresolved at the instant.
    """
    _require_days(days, opened_within)
    at = at.astimezone(dt.UTC).replace(second=0, microsecond=0)
    standing = stand(read_log(file, at))
    link = link_labels(standing.resolved)
    solved = with_solver(standing, link)
    engineers = read_engineers(standing.events, solved, at)
    unresolved = _opened(standing.unresolved, at, opened_within, file)
    groups = needed_group(unresolved, usual_groups(solved))
    clients = read_clients(unresolved, solved)
    desk = Desk(
        name=f"incidents at {at:%Y-%m-%d %H:%M} UTC",
        time_zone="UTC",
        planning_window=window_of(at, days),
        now=at,
        business_hours=assume.HOURS,
        sla_policies=(assume.SLA,),
    )
    tickets = read_tickets(unresolved, groups, work_minutes(standing.resolved))
    if prefer:
        engineer_of = {name: link.get(name, name) for name in solved["resolver"].dropna()}
        tickets = with_likely(tickets, unresolved, file, at, engineer_of, prefer)
    problem = Problem(desk=desk, engineers=engineers, clients=clients, sites=read_sites(clients), tickets=tickets)
    counts = {
        "events": len(standing.events),
        "incidents": len(standing.resolved) + len(standing.unresolved),
        "engineers": len(engineers),
        "resolvers": int(standing.resolved["resolver"].nunique()),
        "solvers": int(solved["engineer_id"].nunique()),
        "linked": len(link),
        "link_percent": link_percent(standing.resolved, link),
        "skills": len({skill.name for engineer in engineers for skill in engineer.skills}),
        "clients": len(clients),
        "tickets": len(tickets),
        "on_hold": sum(not ticket.is_schedulable for ticket in tickets),
        "group_guessed": int((unresolved["group"].isna() & groups.notna()).sum()),
        "group_unknown": int(groups.isna().sum()),
        "nobody": _without_anybody(groups, engineers),
    }
    return Imported(problem, assume.sentences(counts) + (assume.preferred(prefer),) * bool(prefer), counts)


def _require_days(days: int, opened_within: int | None) -> None:
    flaws = []
    if not 1 <= days <= _LONGEST_DAYS:
        flaws.append(
            Flaw("import", 0, "days", str(days), f"is not a number of days from 1 to {_LONGEST_DAYS}", "give 1")
        )
    if opened_within is not None and not 1 <= opened_within <= 36_500:
        flaws.append(Flaw("import", 0, "opened-within", str(opened_within), "is not a number of days", "give 7"))
    if flaws:
        raise DataError(flaws)


def _opened(unresolved: pd.DataFrame, at: dt.datetime, opened_within: int | None, file: Path) -> pd.DataFrame:
    """Return the incidents opened in time; a few rows of the log are dated before their incident was opened."""
    opened_at = unresolved["opened_at"]
    chosen = unresolved[opened_at <= at]
    if opened_within is not None:
        chosen = chosen[chosen["opened_at"] >= at - dt.timedelta(days=opened_within)]
    if chosen.empty:
        message = "no incident is open at this instant" + (
            f" that was opened within {opened_within} days" * bool(opened_within)
        )
        raise DataError(
            [Flaw(file.name, 0, "opened_at", at.isoformat(), message, "choose another instant or more days")]
        )
    return chosen


def _without_anybody(groups: "pd.Series[str]", engineers: tuple[Engineer, ...]) -> int:
    skills = {skill.name for engineer in engineers for skill in engineer.skills}
    return int((groups.notna() & ~groups.isin(skills)).sum())
