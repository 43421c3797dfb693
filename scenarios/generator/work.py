"""The tickets of a synthetic desk: what came in, for whom, how urgent and by when."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from engine.domain.client import Client
from engine.domain.site import Site
from engine.domain.ticket import Dependency, SkillNeed, Status, Ticket, TimeWindow

from .clients import size
from .frame import MORNING, Frame
from .kinds import Bundle, Catalogue, Kind
from .names import particulars

FIRST_NUMBER = 1001
BUNDLED = 0.08
"""Share of draws that are a bundle of tickets."""
_LATER = 0.3
"""Share of the work that comes in during the window."""
_DAYS_BACK = {1: 0, 2: 1, 3: 5, 4: 9}
"""Working days back to the oldest ticket of a priority still open."""


@dataclass(frozen=True)
class Desk:
    """What tickets are drawn from."""

    clients: Sequence[Client]
    sites: dict[str, list[Site]]
    wanted: Catalogue
    frame: Frame


def draw_tickets(rng: random.Random, count: int, desk: Desk) -> list[Ticket]:
    """Return exactly so many tickets, in the order of their numbers."""
    sums = list(accumulate(size(rank) for rank in range(len(desk.clients))))
    kinds = list(accumulate(kind.weight for kind in desk.wanted.kind))
    found: list[Ticket] = []
    while len(found) < count:
        client = rng.choices(desk.clients, cum_weights=sums)[0]
        if desk.wanted.bundle and rng.random() < BUNDLED:
            found += draw_bundle(rng, desk, client, FIRST_NUMBER + len(found))
        else:
            kind = rng.choices(desk.wanted.kind, cum_weights=kinds)[0]
            found.append(draw_ticket(rng, desk, client, kind, FIRST_NUMBER + len(found)))
    return [_without(ticket, found[count:]) for ticket in found[:count]]


def changed(ticket: Ticket, **fields: Any) -> Ticket:
    """Return a ticket with some fields changed, checked again."""
    return Ticket(**(dict(ticket) | fields))


def _without(ticket: Ticket, cut: Sequence[Ticket]) -> Ticket:
    gone = {each.id for each in cut}
    return changed(ticket, depends_on=tuple(d for d in ticket.depends_on if d.ticket_id not in gone))


def draw_bundle(
    rng: random.Random, desk: Desk, client: Client, number: int, created: dt.datetime | None = None
) -> list[Ticket]:
    """Return tickets of a client that hang together, numbered from a number on; when they came in is drawn or given."""
    bundle: Bundle = rng.choices(desk.wanted.bundle, [each.weight for each in desk.wanted.bundle])[0]
    site = rng.choice(desk.sites[client.id])
    created = created or _created(rng, desk.frame, 3)
    group = f"{bundle.name} {number}" if bundle.is_group else None
    found: list[Ticket] = []
    for at, step in enumerate(bundle.steps):
        ticket = draw_ticket(rng, desk, client, desk.wanted.named(step.kind), number + at, site=site, created=created)
        before = () if step.after is None else (found[step.after].id,)
        links = tuple(Dependency(ticket_id=each, lag_minutes=step.lag_minutes) for each in before)
        found.append(
            changed(ticket, depends_on=links, group=group, status=Status.OPEN, priority=max(2, ticket.priority))
        )
    if rng.random() < 0.15:
        found[0] = changed(found[0], status=Status.CLOSED)
    return found


def draw_ticket(
    rng: random.Random,
    desk: Desk,
    client: Client,
    kind: Kind,
    number: int,
    *,
    site: Site | None = None,
    created: dt.datetime | None = None,
) -> Ticket:
    """Return a ticket of a client and a kind; its site, and when it came in, are drawn or given."""
    priority = rng.choices((1, 2, 3, 4), kind.priorities)[0]
    created = created or _created(rng, desk.frame, priority)
    low, high = kind.minutes
    minutes = rng.randrange(low, high + 1, 5)
    place = (site or rng.choice(desk.sites[client.id])) if rng.random() < kind.onsite else None
    blanks = particulars(rng)
    return Ticket(
        id=f"T-{number}",
        client_id=client.id,
        site_id=place.id if place else None,
        summary=_capital(rng.choice(kind.summaries).format_map(blanks)),
        description=kind.description.format_map(blanks),
        type=kind.type,
        subtype=kind.subtype,
        priority=priority,
        tier=kind.tier,
        tiers_above=kind.tiers_above,
        skills=tuple(SkillNeed(name=name, min_level=level) for name, level in kind.skills.items()),
        certificates=(kind.certificate,) if kind.certificate else (),
        estimated_minutes=minutes,
        created=created,
        earliest_start=created if created > desk.frame.now else None,
        engineers_needed=kind.engineers,
        pausable=kind.pausable,
        tags=kind.tags,
        time_windows=_appointment(rng, desk.frame, place, minutes, created) if place else (),
        **_progress(rng, desk.frame, created, priority),
    )


def _created(rng: random.Random, frame: Frame, priority: int) -> dt.datetime:
    """Draw when a ticket came in: during the window, this morning, or on a working day before."""
    if rng.random() < _LATER:
        # What comes in on the last afternoon is the next plan's.
        day = rng.choice(frame.workdays)
        low = MORNING + 15 if day == frame.first else 8 * 60
        return frame.at(day, rng.randrange(low, 12 * 60 if day == frame.workdays[-1] else 16 * 60, 5))
    days = frame.past_workdays[: _DAYS_BACK[priority]]
    if not days or rng.random() < 0.15:
        return frame.at(frame.first, rng.randrange(5 * 60, MORNING - 10, 5))
    return frame.at(rng.choice(days), rng.randrange(8 * 60, 17 * 60, 5))


def _progress(rng: random.Random, frame: Frame, created: dt.datetime, priority: int) -> dict[str, Any]:
    """Draw how far the desk has come with a ticket that was in before the window."""
    age = int((frame.now - created).total_seconds()) // 60
    if age < 30:
        return {}
    found: dict[str, Any] = {}
    if rng.random() < (0.8 if priority <= 2 else 0.45):
        found["responded_at"] = created + dt.timedelta(minutes=rng.randrange(5, min(age, 120), 5))
        if rng.random() < 0.3:
            found["planned_at"] = found["responded_at"] + dt.timedelta(minutes=5)
    if age > 1440 and rng.random() < 0.15:
        found["paused_minutes"] = rng.randrange(60, 481, 30)
    draw = rng.random()
    if draw < 0.04:
        found["status"] = Status.ON_HOLD
    elif draw < 0.08 and "responded_at" in found:
        found["status"] = Status.IN_PROGRESS
    return found


def _appointment(
    rng: random.Random, frame: Frame, site: Site, minutes: int, created: dt.datetime
) -> tuple[TimeWindow, ...]:
    """Agree on one or two windows with some of the clients to be visited, inside the opening hours."""
    if rng.random() > 0.45:
        return ()
    days = [day for day in frame.workdays if frame.at(day, 0) > created] or [frame.workdays[-1]]
    chosen = sorted(rng.sample(days, min(len(days), 2 if rng.random() < 0.35 else 1)))
    return tuple(window for day in chosen for window in _window(rng, frame, site, minutes, created, day))


def _window(
    rng: random.Random, frame: Frame, site: Site, minutes: int, created: dt.datetime, day: dt.date
) -> Iterator[TimeWindow]:
    """Yield a window that leaves the slowest engineer room, where the day has one."""
    spans = site.opening_hours.on(day.weekday()) if site.opening_hours else ()
    opens, closes = (spans[0].start, spans[0].end) if spans else (8 * 60, 17 * 60)
    length = max(rng.choice((120, 180, 240)), (minutes * 3 // 2 + 29) // 30 * 30)
    starts = [at for at in range(opens + 30, closes - length + 1, 30) if frame.at(day, at) >= created]
    if starts:
        start = rng.choice(starts)
        yield TimeWindow(start=frame.at(day, start), end=frame.at(day, start + length))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
