"""A synthetic desk of a believable managed service provider, the same for the same seed."""

import datetime as dt
import random

from engine.domain.problem import Problem

from .bonds import with_bonds
from .calendars import with_calendars
from .clients import draw_clients
from .frame import Frame
from .kinds import catalogue
from .metro import metro_of
from .people import crew, tiers
from .pins import with_pins
from .policies import desk
from .work import Desk, draw_tickets

FIRST_DAY = dt.date(2026, 3, 2)
"""A Monday. The window starts here unless another day is asked for; the clock of the machine is never read."""
ZONE = "America/Chicago"


def generate(
    engineers: int,
    tickets: int,
    days: int,
    seed: int,
    *,
    start: dt.date | None = None,
    clients: int | None = None,
    zone: str = ZONE,
) -> Problem:
    """Return a synthetic desk.

    Parameters
    ----------
    engineers, tickets : int
        How many there are.
    days : int
        Length of the planning window in calendar days.
    seed : int
        The same numbers and seed give the same desk.
    start : date, optional
        First day of the window, `FIRST_DAY` without one.
    clients : int, optional
        How many there are, some two an engineer without a number.
    zone : str
        IANA time zone. Two have a metro area and public holidays of their own: America/Chicago and Europe/London.

    Raises
    ------
    ValueError
        When a number is below one, or the zone is unknown.
    """
    for name, value in (("engineers", engineers), ("tickets", tickets), ("days", days)):
        if value < 1:
            raise ValueError(f"{name} is {value}; a desk has at least one")
    frame = Frame(metro_of(zone), start or FIRST_DAY, days)
    drawn = tiers(_rng(seed, "tiers"), engineers)
    wanted = catalogue().for_tiers(drawn)
    team, sites = crew(_rng(seed, "people"), engineers, frame, wanted, drawn)
    companies, offices = draw_clients(_rng(seed, "clients"), clients or 2 * engineers + 1, team, frame)
    team = with_calendars(_rng(seed, "calendars"), team, companies, offices, frame)
    client = {each.id: each for each in companies}
    site = {each.id: each for each in offices}
    of_client = {each.id: [place for place in offices if place.client_id == each.id] for each in companies}
    work = draw_tickets(_rng(seed, "work"), tickets, Desk(companies, of_client, wanted, frame))
    work = with_bonds(_rng(seed, "bonds"), work, team, client, site, frame)
    work = with_pins(_rng(seed, "pins"), work, team, client, site, frame)
    return Problem(
        desk=desk(frame),
        engineers=tuple(team),
        clients=tuple(companies),
        sites=(*sites, *offices),
        tickets=tuple(work),
    )


def _rng(seed: int, part: str) -> random.Random:
    """Give each part its own stream, so that a change of one leaves the others as they are."""
    return random.Random(f"{seed} {part}")
