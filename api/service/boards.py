"""The board as one document: engineers with their shifts, the work on them with its SLA mark, trips and figures."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from api.warm.held import Held
from engine.audit import audit
from engine.context import Context
from engine.domain.engineer import Busy, Engineer
from engine.domain.schedule import Assignment, Schedule, Trip
from engine.kpis import kpis
from engine.reading import Reading, ShiftReading
from engine.shifts import ShiftKind
from engine.timeline import instant_at

from .marks import planned


def board(held: Held, schedule: Schedule | None) -> dict[str, Any]:
    """Return a schedule, the published one where none is given, as the page draws it."""
    context = held.context
    judged = audit(context, held.rules, schedule) if schedule else held.published
    reading, visits = judged.reading, _visits(judged.reading)
    shown = reading.schedule
    return {
        "engineers": [_engineer(context, engineer, reading) for engineer in held.problem.engineers],
        "assignments": [_assignment(context, each, visits) for each in shown.assignments],
        "trips": trips(held, shown.trips),
        "sites": [_site(held, site) for site in sorted(_sites(held, shown))],
        "kpis": kpis(reading).model_dump(mode="json"),
        "score": judged.score.model_dump(mode="json"),
        "unassigned": len(reading.unassigned),
        "status": schedule.status if schedule else "published",
    }


def assignments(held: Held, given: tuple[Assignment, ...]) -> list[dict[str, Any]]:
    """Return some work as the page draws it."""
    return [_assignment(held.context, each, {}) for each in given]


def trips(held: Held, given: tuple[Trip, ...]) -> list[dict[str, Any]]:
    """Return some trips as the page draws them."""
    return [_trip(held.context, trip.model_dump()) for trip in given]


def figures(held: Held) -> dict[str, Any]:
    """Return the figures and the score of the published schedule."""
    return {
        "kpis": kpis(held.published.reading).model_dump(mode="json"),
        "score": held.published.score.model_dump(mode="json"),
    }


def calendar(held: Held, engineer_id: str) -> dict[str, Any]:
    """Return one engineer's part of the published board."""
    whole = board(held, None)
    sites = {each["site_id"] for each in whole["assignments"] if engineer_id in each["engineer_ids"]}
    engineer = next(each for each in whole["engineers"] if each["id"] == engineer_id)
    return {
        "time_zone": held.problem.desk.time_zone,
        "engineer": engineer,
        "shifts": engineer["shifts"],
        "busy": engineer["busy"],
        "assignments": [each for each in whole["assignments"] if engineer_id in each["engineer_ids"]],
        "trips": [each for each in whole["trips"] if each["engineer_id"] == engineer_id],
        "sites": [each for each in whole["sites"] if each["id"] in sites],
    }


def _engineer(context: Context, engineer: Engineer, reading: Reading) -> dict[str, Any]:
    shifts = [each for each in reading.shifts if each.engineer.id == engineer.id]
    return {
        "id": engineer.id,
        "label": engineer.label,
        "tier": engineer.tier,
        "time_zone": engineer.time_zone,
        "skills": [skill.name for skill in engineer.skills],
        "home_site": engineer.home_site,
        "remote_only_days": list(engineer.remote_only_days),
        "shifts": [
            {
                "start": _text(context, shift.start),
                "end": _text(context, shift.normal_end),
                "hard_end": _text(context, shift.hard_end),
                "kind": shift.kind.value,
            }
            for shift in context.shifts_of[engineer.id]
            if shift.spans
        ],
        "busy": [
            {
                "start": _local(context, busy.start),
                "end": _local(context, busy.end),
                "summary": busy.summary,
                "site_id": busy.site_id,
            }
            for busy in _near(context, engineer)
        ],
        "breaks": _breaks(context, shifts),
        "utilization_percent": _utilization(context, engineer, shifts),
        "work_minutes": sum(work.minutes for shift in shifts for work in shift.works),
        "travel_minutes": sum(shift.travel_minutes for shift in shifts),
    }


def _near(context: Context, engineer: Engineer) -> Iterator[Busy]:
    """Yield the busy time that touches the planning window widened by a day; a live desk knows of more ahead."""
    window, day = context.problem.desk.planning_window, dt.timedelta(days=1)
    yield from (each for each in engineer.busy if each.start < window.end + day and each.end > window.start - day)


def _breaks(context: Context, shifts: Iterable[ShiftReading]) -> list[dict[str, str]]:
    return [
        {"start": _text(context, pause.start), "end": _text(context, pause.start + pause.minutes)}
        for shift in shifts
        for pause in shift.pauses
        if pause.start is not None
    ]


def _utilization(context: Context, engineer: Engineer, shifts: Iterable[ShiftReading]) -> dict[str, float]:
    """Return load over capacity in per cent, by local day."""
    capacity: Counter[dt.date] = Counter()
    for shift in context.shifts_of[engineer.id]:
        if shift.kind is ShiftKind.REGULAR:
            capacity[shift.day] += context.capacity(shift)
    load: Counter[dt.date] = Counter()
    for each in shifts:
        load[each.shift.day] += each.load
    return {day.isoformat(): round(100 * load[day] / minutes, 1) for day, minutes in capacity.items() if minutes}


def _assignment(context: Context, given: Assignment, visits: dict[str, str]) -> dict[str, Any]:
    ticket = context.problem.ticket[given.ticket_id]
    client = context.problem.client[ticket.client_id]
    start, end = (round((each - context.origin).total_seconds() / 60) for each in (given.start, given.end))
    return {
        "ticket_id": ticket.id,
        "engineer_ids": list(given.engineer_ids),
        "start": _local(context, given.start),
        "end": _local(context, given.end),
        "site_id": given.site_id,
        "travel_minutes": given.travel_minutes,
        "summary": ticket.summary,
        "client_id": client.id,
        "client": client.label,
        "priority": ticket.priority,
        "tier": ticket.tier,
        "type": ticket.type,
        "sla": planned(context, ticket, start, end),
        "pinned": ticket.pin is not None,
        "frozen": ticket.id in context.facts,
        "visit": visits.get(ticket.id),
    }


def _visits(reading: Reading) -> dict[str, str]:
    """Return per on-site ticket the visit that it belongs to: one site, one engineer, one go."""
    found: dict[str, str] = {}
    tickets: dict[str, list[str]] = defaultdict(list)
    for shift in reading.shifts:
        firsts, name = {stop.ticket_id for stop in shift.visits}, ""
        for stop in shift.stops:
            if stop.ticket_id in firsts:
                name = f"{shift.engineer.id}/{stop.ticket_id}"
            if stop.ticket_id:
                tickets[name].append(stop.ticket_id)
    for name, members in tickets.items():
        if len(members) > 1:
            found.update(dict.fromkeys(members, name))
    return found


def _trip(context: Context, trip: dict[str, Any]) -> dict[str, Any]:
    minutes = round((trip["arrive"] - trip["depart"]).total_seconds() / 60)
    return trip | {
        "depart": _local(context, trip["depart"]),
        "arrive": _local(context, trip["arrive"]),
        "minutes": minutes,
    }


def _sites(held: Held, schedule: Schedule) -> set[str]:
    used = {each.site_id for each in schedule.assignments if each.site_id}
    used |= {site for trip in schedule.trips for site in (trip.from_site, trip.to_site)}
    used |= {engineer.home_site for engineer in held.problem.engineers if engineer.home_site}
    used |= {busy.site_id for engineer in held.problem.engineers for busy in engineer.busy if busy.site_id}
    return used


def _site(held: Held, site_id: str) -> dict[str, Any]:
    site = held.problem.site[site_id]
    return {
        "id": site.id,
        "name": site.name or site.id,
        "client_id": site.client_id,
        "latitude": site.latitude,
        "longitude": site.longitude,
    }


def _text(context: Context, minute: int) -> str:
    return instant_at(context.origin, minute, context.zone).isoformat()


def _local(context: Context, instant: dt.datetime) -> str:
    return instant.astimezone(context.zone).isoformat()
