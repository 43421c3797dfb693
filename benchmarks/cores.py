"""Desks cut down to what vehicle-routing solvers express in full, so that a win is no win by extra rules.

A core keeps who may work what (tiers, skills, certificates, territories, required and excluded engineers), one time
window a ticket, one unbroken shift a day that starts and ends at a place, travel and its price, and tickets that may be
left out at a cost. Gone are remote work (all tickets are on-site), breaks, appointments, on-call and overtime, speeds,
pins, orders, groups, several engineers, pauses, opening hours and set-up, and every price but travel and leaving out.

There are two, which differ in what leaving a ticket out costs:

- *prize*: as the desk's rule says, by priority, age and client. OR-Tools routing and PyVRP express it in full;
- *most*: the same for every ticket, more than any detour. VROOM and vrp-cli, which put the number of tickets before
  travel, express it in full too.
"""

import datetime as dt
from typing import Any, TypeVar

from pydantic import BaseModel

from constraints import RULES
from engine.domain.desk import Desk
from engine.domain.engineer import Engineer
from engine.domain.problem import Problem
from engine.domain.site import Site
from engine.domain.ticket import Status, Ticket, TimeWindow
from engine.domain.weights import Weights

CORES = ("prize", "most")
_PRICES = ("travel", "unassigned")
_DROP_MINUTES = 1440
"""Of the core "most": far above two ways across a metro, which are what leaving a ticket out saves at most."""
_Model = TypeVar("_Model", bound=BaseModel)
_HALF_DAYS = ((8, 12), (12, 17))
"""Hours of the windows that clients without an appointment agree to."""


def core(problem: Problem, name: str) -> Problem:
    """Return a generated desk cut down to a core.

    Parameters
    ----------
    problem : Problem
        From the generator, in one time zone.
    name : str
        "prize" or "most".
    """
    places = {
        client.id: [site.id for site in problem.sites if site.client_id == client.id] for client in problem.clients
    }
    tickets = (_ticket(at, ticket, places[ticket.client_id], problem.desk) for at, ticket in enumerate(problem.tickets))
    return Problem(
        desk=_desk(problem.desk, name),
        engineers=tuple(_engineer(each) for each in problem.engineers),
        clients=problem.clients,
        sites=tuple(_site(each) for each in problem.sites),
        tickets=tuple(tickets),
    )


def _desk(desk: Desk, name: str) -> Desk:
    """Leave out every price but two: a weight of zero ignores a rule."""
    prices = {rule.name: 0 for rule in RULES if rule.default_weight is not None and rule.name not in _PRICES}
    alike: dict[str, Any] = {"minutes": (_DROP_MINUTES,) * 4, "minutes_per_day": 0, "vip_percent": 100}
    values = prices | dict.fromkeys(_PRICES, 1000)
    return _changed(desk, weights=Weights(values=values), rules={"unassigned": alike} if name == "most" else {})


def _engineer(engineer: Engineer) -> Engineer:
    return _changed(
        engineer,
        speeds=(),
        busy=(),
        breaks=(),
        on_call=(),
        overtime_minutes=0,
        daily_cap_minutes=None,
        travel_profile="car",
    )


def _site(site: Site) -> Site:
    return _changed(site, opening_hours=None, setup_minutes=0)


def _ticket(at: int, ticket: Ticket, places: list[str], desk: Desk) -> Ticket:
    """Return the bare work at a site of its client, inside one window at most."""
    return Ticket(
        id=ticket.id,
        client_id=ticket.client_id,
        site_id=ticket.site_id or places[at % len(places)],
        priority=ticket.priority,
        tier=ticket.tier,
        tiers_above=ticket.tiers_above,
        skills=ticket.skills,
        certificates=ticket.certificates,
        estimated_minutes=ticket.estimated_minutes,
        created=ticket.created,
        time_windows=_window(at, ticket, desk),
        required_engineers=ticket.required_engineers,
        excluded_engineers=ticket.excluded_engineers,
        status=Status.OPEN if ticket.is_schedulable else ticket.status,
    )


def _window(at: int, ticket: Ticket, desk: Desk) -> tuple[TimeWindow, ...]:
    """Return the first appointment; without one, every other ticket gets a half day by turns, the rest are free."""
    if ticket.time_windows:
        return ticket.time_windows[:1]
    if at % 2 or ticket.estimated_minutes > 180:
        return ()
    window = desk.planning_window
    day = window.start + dt.timedelta(days=at // 4 % (window.end - window.start).days)
    low, high = (day.replace(hour=hour) for hour in _HALF_DAYS[at // 2 % 2])
    return (TimeWindow(start=low, end=high),)


def _changed(model: _Model, **fields: Any) -> _Model:
    """Return a model with some fields changed, checked again."""
    return type(model)(**(dict(model) | fields))
