"""Weeks of the log as they came in: a team as it was known at an instant, and what was opened afterwards.

Of each incident its first row is what was known when it came in; what became of it is not looked at.
"""

import datetime as dt
import random
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from engine.context import Context
from engine.domain.desk import Desk
from engine.domain.engineer import Engineer
from engine.domain.problem import Problem
from engine.domain.ticket import Ticket
from engine.errors import DataError, Flaw

from . import assumptions as assume
from .clients import read_clients, read_sites
from .log import read_log
from .people import link_labels, read_engineers, with_solver
from .standing import stand
from .tickets import needed_group, read_tickets, usual_groups, work_minutes
from .window import window_of

EVIDENCE_DAYS = 9
"""Days of the log that a team is learned from, unless an instant is given."""


@dataclass(frozen=True)
class Arrivals:
    """A desk with the tickets of its coming weeks.

    Parameters
    ----------
    problem : Problem
        Its planning window begins at the instant up to which its team was learned.
    opened, fit, kept : int
        Incidents opened in the window, those of them that ask for a group that the team knows, and those kept so that
        the work is what the team can do.
    """

    problem: Problem
    opened: int
    fit: int
    kept: int


def read_arrivals(file: Path, days: int, engineers: int, load: float, at: dt.datetime | None = None) -> Arrivals:
    """Return a team of the log, and the incidents that came in during the days after it was known.

    Parameters
    ----------
    file : Path
        The event log, .csv or .csv.gz.
    days : int
        Length of the window.
    engineers : int
        Those who had solved the most.
    load : float
        Work that comes in, as a share of the team's capacity: the log's whole work is that of some two hundred people,
        so incidents are drawn from it, each by its own number.
    at : datetime, optional
        The midnight (UTC) at which the window begins, without one some days after the log does.

    Raises
    ------
    DataError
        When the log cannot be used, or nothing that the team knows was opened in the window.
    """
    whole = read_log(file)
    began = whole["opened_at"].min().to_pydatetime() if at is None else at
    day = began.astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    begin = day + dt.timedelta(days=EVIDENCE_DAYS) if at is None else day
    window = window_of(begin, days)
    standing = stand(read_log(file, begin))
    solved = with_solver(standing, link_labels(standing.resolved))
    team = _busiest(read_engineers(standing.events, solved, begin), solved, engineers)
    first = whole.drop_duplicates("number", keep="first").set_index("number")
    coming = first[(first["opened_at"] >= window.start) & (first["opened_at"] < window.end)]
    # Nobody has it yet when it comes in: who gets it is what is to be decided.
    coming = coming.assign(state="New", assignee=None, responded_at=None)
    clients = read_clients(coming, solved[solved["engineer_id"].isin([each.id for each in team])])
    desk = Desk(
        name=f"incidents from {begin:%Y-%m-%d}",
        time_zone="UTC",
        planning_window=window,
        now=window.start,
        business_hours=assume.HOURS,
        sla_policies=(assume.SLA,),
    )
    empty = Problem(desk=desk, engineers=team, clients=clients, sites=read_sites(clients))
    groups = needed_group(coming, usual_groups(solved))
    known = {skill.name for each in team for skill in each.skills}
    tickets = read_tickets(coming, groups, work_minutes(standing.resolved))
    fit = [each for each in tickets if all(need.name in known for need in each.skills)]
    kept = _thinned(fit, load * _capacity(empty))
    if not kept:
        message = f"no incident that these {engineers} engineers know was opened in the {days} days from here"
        hint = "choose an earlier instant, fewer weeks, or more engineers"
        raise DataError([Flaw(file.name, 0, "opened_at", begin.isoformat(), message, hint)])
    return Arrivals(empty.model_copy(update={"tickets": kept}), len(coming), len(fit), len(kept))


def _busiest(everybody: tuple[Engineer, ...], solved: pd.DataFrame, count: int) -> tuple[Engineer, ...]:
    """Return the engineers who have solved the most, in the order in which they were."""
    done = solved["engineer_id"].value_counts().to_dict()
    most = sorted((each for each in everybody if each.skills), key=lambda each: (-done.get(each.id, 0), each.id))
    chosen = {each.id for each in most[:count]}
    return tuple(each for each in everybody if each.id in chosen)


def _capacity(problem: Problem) -> int:
    context = Context(problem)
    return sum(context.capacity(shift) for shift in context.shifts)


def _thinned(tickets: list[Ticket], minutes: float) -> tuple[Ticket, ...]:
    """Return as many tickets as fill so many minutes, drawn by their own numbers, by the time at which they came in."""
    kept, left = list[Ticket](), minutes
    for each in sorted(tickets, key=lambda each: (random.Random(each.id).random(), each.id)):
        if left > 0:
            kept.append(each)
            left -= each.estimated_minutes
    return tuple(sorted(kept, key=lambda each: (each.created, each.id)))
