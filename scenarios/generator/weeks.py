"""Weeks of a desk's life: its team, its calendars, and every ticket that comes in, at the hours when tickets do."""

import datetime as dt
import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from engine.context import Context
from engine.domain.client import Client
from engine.domain.engineer import Engineer
from engine.domain.problem import Problem
from engine.domain.site import Site
from engine.domain.ticket import Status, Ticket
from engine.shifts import ShiftKind

from .bonds import with_bonds
from .calendars import with_calendars
from .clients import draw_clients, size
from .frame import Frame
from .generate import FIRST_DAY, ZONE
from .kinds import Catalogue, Kind, catalogue
from .metro import metro_of
from .people import crew, tiers
from .policies import desk
from .work import BUNDLED, FIRST_NUMBER, Desk, changed, draw_bundle, draw_ticket

_WEEKDAYS = (1.35, 1.1, 1.0, 0.95, 0.8, 0.05, 0.03)
"""How much comes in on a day of the week, relative to a Wednesday."""
_HOURS = (*(0.05,) * 6, 0.3, 1.0, 2.2, 2.6, 2.0, 1.6, 1.1, 1.7, 1.6, 1.4, 1.0, 0.5, 0.2, 0.15, *(0.1,) * 4)
"""How much comes in during an hour of the day; the middle of the morning is the peak."""
_AHEAD = 7
"""Calendar days from a ticket's arrival on in which its dates are agreed."""
_ROAD_MINUTES = 25
"""What the way and the set-up of a visit come to, on the average of many plans."""
_URGENT = 2
"""Priorities up to this one want somebody as soon as can be."""
_LEAST_SHARE = 0.02
"""Of what is drawn, the least that is single tickets of a tier."""


def generate_weeks(
    engineers: int,
    days: int,
    load: float,
    seed: int,
    *,
    start: dt.date = FIRST_DAY,
    clients: int | None = None,
    zone: str = ZONE,
) -> Problem:
    """Return a desk over some weeks, with all tickets that come in during them, by the time at which they do.

    Nothing is known of a ticket before it has come in: none is under way, answered, or pinned. Each tier gets work by
    what its engineers can do: a desk that is always short of one tier hires there.

    Parameters
    ----------
    engineers : int
        How many there are.
    days : int
        Length of the planning window in calendar days.
    load : float
        The work that comes in, ways and set-ups included, as a share of the engineers' capacity.
    seed : int
        The same numbers and seed give the same weeks.
    start : date
        First day of the window.
    clients : int, optional
        How many there are, some two an engineer without a number.
    zone : str
        IANA time zone, as for `generate`.
    """
    frame = Frame(metro_of(zone), start, days)
    drawn = tiers(_rng(seed, "tiers"), engineers)
    wanted = catalogue().for_tiers(drawn)
    team, sites = crew(_rng(seed, "people"), engineers, frame, wanted, drawn)
    companies, offices = draw_clients(_rng(seed, "clients"), clients or 2 * engineers + 1, team, frame)
    team = _with_weeks(_rng(seed, "calendars"), team, companies, offices, frame)
    empty = Problem(
        desk=desk(frame), engineers=tuple(team), clients=tuple(companies), sites=(*sites, *offices), tickets=()
    )
    work = _draw(_rng(seed, "work"), load, empty, _shared_out(wanted, _capacity(empty)), frame)
    work = _with_bonds(_rng(seed, "bonds"), work, empty, frame)
    return empty.model_copy(update={"tickets": tuple(sorted(work, key=lambda each: (each.created, each.id)))})


def _rng(seed: int, part: str) -> random.Random:
    return random.Random(f"{seed} weeks {part}")


def _with_weeks(
    rng: random.Random, team: list[Engineer], clients: Sequence[Client], sites: Sequence[Site], frame: Frame
) -> list[Engineer]:
    """Return the engineers with what each week brings: meetings, trainings, leave."""
    busy: dict[str, list[Any]] = {each.id: [] for each in team}
    for first in range(0, frame.days, 7):
        week = Frame(frame.metro, frame.first + dt.timedelta(days=first), min(7, frame.days - first))
        for each in with_calendars(rng, team, clients, sites, week):
            busy[each.id] += each.busy
    return [each.model_copy(update={"busy": tuple(busy[each.id])}) for each in team]


def _capacity(problem: Problem) -> Counter[int]:
    """Return by tier the minutes that work can fill in all regular shifts."""
    context, found = Context(problem), Counter[int]()
    for shift in context.shifts:
        if shift.kind is ShiftKind.REGULAR:
            found[context.engineer(shift).tier] += context.capacity(shift)
    return found


def _shared_out(wanted: Catalogue, capacity: Mapping[int, int]) -> Catalogue:
    """Return the kinds of work, each as often as it takes for every tier to get work by its capacity.

    Bundles come as they come; of a tier's minutes a draw, single tickets bring what bundles leave.
    """
    often, single, bundled = (
        defaultdict[int, float](float),
        defaultdict[int, float](float),
        defaultdict[int, float](float),
    )
    for kind in wanted.kind:
        often[kind.tier] += kind.weight
        single[kind.tier] += kind.weight * _usual_minutes(kind)
    usual = {tier: single[tier] / often[tier] for tier in often}
    weights = sum(each.weight for each in wanted.bundle)
    for bundle in wanted.bundle:
        for step in bundle.steps:
            kind = wanted.named(step.kind)
            bundled[kind.tier] += BUNDLED * bundle.weight / weights * _usual_minutes(kind)
    # The shares of the tiers in what is drawn, single ones and bundles, come to one.
    scale = (1 - BUNDLED * bool(wanted.bundle) + sum(bundled[t] / usual[t] for t in usual)) / sum(
        capacity[t] / usual[t] for t in usual
    )
    share = {t: max(_LEAST_SHARE, scale * capacity[t] / usual[t] - bundled[t] / usual[t]) / often[t] for t in usual}
    kinds = (each.model_copy(update={"weight": each.weight * share[each.tier]}) for each in wanted.kind)
    return wanted.model_copy(update={"kind": tuple(kinds)})


def _usual_minutes(kind: Kind) -> float:
    return kind.engineers * (sum(kind.minutes) / 2 + _ROAD_MINUTES * kind.onsite)


def _draw(rng: random.Random, load: float, problem: Problem, wanted: Catalogue, frame: Frame) -> list[Ticket]:
    """Return tickets until they fill a share of the capacity."""
    clients = problem.clients
    sites = {each.id: [site for site in problem.sites if site.client_id == each.id] for each in clients}
    whose = list(accumulate(size(rank) for rank in range(len(clients))))
    kinds = list(accumulate(kind.weight for kind in wanted.kind))
    found: list[Ticket] = []
    left = load * sum(_capacity(problem).values())
    while left > 0:
        created = _moment(rng, frame)
        near = Desk(clients, sites, wanted, Frame(frame.metro, created.date(), _AHEAD))
        client = rng.choices(clients, cum_weights=whose)[0]
        number = FIRST_NUMBER + len(found)
        if wanted.bundle and rng.random() < BUNDLED:
            new = draw_bundle(rng, near, client, number, created)
        else:
            kind = rng.choices(wanted.kind, cum_weights=kinds)[0]
            new = [draw_ticket(rng, near, client, kind, number, created=created)]
        found += (_as_new(each) for each in new)
        left -= sum(_minutes(each) for each in new)
    return found


def _moment(rng: random.Random, frame: Frame) -> dt.datetime:
    """Draw when a ticket comes in; a public holiday is like a Sunday."""
    days = [frame.first + dt.timedelta(days=number) for number in range(frame.days)]
    busy = [_WEEKDAYS[day.weekday() if frame.is_workday(day) or day.weekday() > 4 else 6] for day in days]
    day = rng.choices(days, busy)[0]
    hour = rng.choices(range(24), _HOURS)[0]
    return frame.at(day, 60 * hour + rng.randrange(60))


def _as_new(ticket: Ticket) -> Ticket:
    """Return a ticket as it is when it comes in: nobody has worked on it.

    Where dates have been agreed, somebody has answered and planned it on the phone; what is urgent waits for no date.
    """
    is_dated = bool(ticket.time_windows) and ticket.priority > _URGENT
    answered = ticket.created if is_dated else None
    return changed(
        ticket,
        status=Status.OPEN,
        earliest_start=None,
        time_windows=ticket.time_windows if is_dated else (),
        responded_at=answered,
        planned_at=answered,
        paused_minutes=0,
    )


def _minutes(ticket: Ticket) -> int:
    return ticket.engineers_needed * (ticket.estimated_minutes + _ROAD_MINUTES * (ticket.site_id is not None))


def _with_bonds(rng: random.Random, work: Sequence[Ticket], problem: Problem, frame: Frame) -> list[Ticket]:
    """Return the tickets with what ties them to people, and with dates in the days after they came in."""
    found: list[Ticket] = []
    for ticket in work:
        near = Frame(frame.metro, ticket.created.date(), _AHEAD)
        (tied,) = with_bonds(rng, [ticket], problem.engineers, problem.client, problem.site, near)
        if tied.earliest_start and tied.earliest_start <= tied.created:
            tied = changed(tied, earliest_start=None)
        found.append(tied)
    return found
