"""Pins of every sort, all of which can be kept together."""

import datetime as dt
import random
from collections.abc import Sequence

from engine.domain.client import Client
from engine.domain.engineer import Busy, Engineer
from engine.domain.site import Site
from engine.domain.ticket import Pin, Status, Ticket

from .able import Takers
from .calendars import is_free
from .frame import Frame
from .work import changed

_ROAD_MINUTES = 75
"""Kept free on both sides of a pinned visit; longer than any way across a metro."""
_SORTS = ("engineer", "start", "range", "engineer and start", "engineer and range")


def with_pins(
    rng: random.Random,
    tickets: list[Ticket],
    crew: Sequence[Engineer],
    clients: dict[str, Client],
    sites: dict[str, Site],
    frame: Frame,
) -> list[Ticket]:
    """Return the tickets with a few in a hundred pinned, in turn each in its own way.

    An engineer has one pinned time a day at most, inside working hours and beside appointments.
    """
    found = list(tickets)
    booked: set[tuple[str, dt.date]] = set()
    takers = Takers(crew)
    wanted = max(len(_SORTS), len(tickets) // 10)
    turn = 0
    for at in rng.sample(range(len(found)), len(found)):
        ticket = found[at]
        if turn == wanted:
            break
        if not _is_plain(ticket):
            continue
        site = sites[ticket.site_id] if ticket.site_id else None
        able = takers.of(ticket, clients[ticket.client_id], site)
        rng.shuffle(able)
        pin = _pin(rng, _SORTS[turn % len(_SORTS)], ticket, site, able, booked, frame)
        if pin:
            found[at] = changed(ticket, pin=pin)
            turn += 1
    return found


def _is_plain(ticket: Ticket) -> bool:
    """Whether nothing else ties the ticket's time or engineer."""
    tied = ticket.time_windows or ticket.depends_on or ticket.group or ticket.required_engineers or ticket.pausable
    return (
        not tied and ticket.engineers_needed == 1 and ticket.estimated_minutes <= 120 and ticket.status is Status.OPEN
    )


def _pin(
    rng: random.Random,
    sort: str,
    ticket: Ticket,
    site: Site | None,
    able: Sequence[Engineer],
    booked: set[tuple[str, dt.date]],
    frame: Frame,
) -> Pin | None:
    if sort == "engineer":
        return Pin(engineer_id=able[0].id) if able else None
    for engineer in able:
        start = _slot(rng, engineer, ticket, site, booked, frame)
        if start:
            booked.add((engineer.id, start.date()))
            return _made(sort, engineer, start)
    return None


def _made(sort: str, engineer: Engineer, start: dt.datetime) -> Pin:
    owner = engineer.id if sort.startswith("engineer") else None
    if sort.endswith("start"):
        return Pin(engineer_id=owner, start=start)
    slack = dt.timedelta(minutes=60)
    return Pin(engineer_id=owner, earliest=start - slack, latest=start + slack)


def _slot(
    rng: random.Random,
    engineer: Engineer,
    ticket: Ticket,
    site: Site | None,
    booked: set[tuple[str, dt.date]],
    frame: Frame,
) -> dt.datetime | None:
    """Return a start that the engineer can keep, the way there and back included; None when there is none."""
    percent = max((speed.percent for speed in engineer.speeds), default=100)
    length = -(-ticket.estimated_minutes * max(100, percent) // 100)
    earliest = max(ticket.created, ticket.earliest_start or ticket.created)
    for day in rng.sample(frame.workdays, len(frame.workdays)):
        if (engineer.id, day) in booked or not _holds(engineer, ticket, site, day):
            continue
        for start in rng.sample(range(9 * 60 + 30, 15 * 60 + 1, 30), 12):
            if _fits(engineer, site, frame, day, start, start + length) and frame.at(day, start) >= earliest:
                return frame.at(day, start)
    return None


def _holds(engineer: Engineer, ticket: Ticket, site: Site | None, day: dt.date) -> bool:
    """Whether the engineer may take the ticket on that very day."""
    lapsed = {held.name for held in engineer.certificates if held.expires and held.expires < day}
    return not lapsed & set(ticket.certificates) and not (site and day.weekday() in engineer.remote_only_days)


def _fits(engineer: Engineer, site: Site | None, frame: Frame, day: dt.date, start: int, end: int) -> bool:
    busy: Sequence[Busy] = engineer.busy
    if site:
        if not _is_open(site, day, start - site.setup_minutes, end):
            return False
        if any(each.site_id and each.start.date() == day for each in busy):
            return False
        start, end = start - site.setup_minutes - _ROAD_MINUTES, end + _ROAD_MINUTES
    hours = engineer.working_hours.on(day.weekday())
    if not any(span.start <= start and end <= span.end for span in hours):
        return False
    return is_free(engineer, busy, frame.at(day, start), frame.at(day, end))


def _is_open(site: Site, day: dt.date, start: int, end: int) -> bool:
    if site.opening_hours is None:
        return True
    return any(span.start <= start and end <= span.end for span in site.opening_hours.on(day.weekday()))
