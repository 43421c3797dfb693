"""What stands on each engineer's calendar in a schedule: work, trips and floating breaks."""

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from engine.domain.problem import Problem
from engine.domain.schedule import Assignment, Schedule

from .calendars import OWN_UID


@dataclass(frozen=True)
class Entry:
    """One event; ``uid`` stays the same when it moves."""

    uid: str
    start: dt.datetime
    end: dt.datetime
    summary: str
    category: str
    location: str = ""
    description: str = ""


def entries(schedule: Schedule, problem: Problem) -> dict[str, list[Entry]]:
    """Return each engineer's events by her id, in order of time; engineers without any are not listed.

    Work is known by its ticket, trips and breaks by their number on the engineer's local day.
    """
    found: dict[str, list[Entry]] = defaultdict(list)
    for assignment in schedule.assignments:
        for engineer in assignment.engineer_ids:
            found[engineer].append(_work(assignment, engineer, problem))
    number: Counter[tuple[str, str, dt.date]] = Counter()

    def uid(kind: str, engineer: str, at: dt.datetime) -> str:
        day = at.astimezone(ZoneInfo(problem.engineer[engineer].time_zone)).date()
        number[kind, engineer, day] += 1
        return _uid(kind, engineer, day.isoformat(), str(number[kind, engineer, day]))

    for trip in sorted(schedule.trips, key=lambda trip: (trip.engineer_id, trip.depart)):
        place = _site(problem, trip.to_site)
        summary = f"Travel to {place}"
        one = Entry(uid("travel", trip.engineer_id, trip.depart), trip.depart, trip.arrive, summary, "Travel", place)
        found[trip.engineer_id].append(one)
    for taken in sorted(schedule.breaks, key=lambda taken: (taken.engineer_id, taken.start)):
        name = uid("break", taken.engineer_id, taken.start)
        found[taken.engineer_id].append(Entry(name, taken.start, taken.end, "Break", "Break"))
    return {each: sorted(found[each], key=lambda entry: (entry.start, entry.uid)) for each in sorted(found)}


def _work(assignment: Assignment, engineer: str, problem: Problem) -> Entry:
    ticket = problem.ticket[assignment.ticket_id]
    client = problem.client.get(ticket.client_id)
    others = [problem.engineer[each].label for each in assignment.engineer_ids if each != engineer]
    lines = [
        f"Client: {client.label if client else ticket.client_id}",
        f"Priority: {ticket.priority}",
        f"Type: {ticket.type}{'/' + ticket.subtype if ticket.subtype else ''}",
        *([f"With: {', '.join(others)}"] if others else []),
        *([ticket.description] if ticket.description else []),
    ]
    return Entry(
        uid=_uid("work", engineer, ticket.id),
        start=assignment.start,
        end=assignment.end,
        summary=f"{ticket.id} {ticket.summary}".strip(),
        category="Work",
        location=_site(problem, assignment.site_id) if assignment.site_id else "",
        description="\n".join(lines),
    )


def _site(problem: Problem, site_id: str) -> str:
    site = problem.site.get(site_id)
    return (site.name if site else "") or site_id


def _uid(*parts: str) -> str:
    """Return a UID that any id can go into: the kind, and a digest of all parts."""
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
    return f"{parts[0]}-{digest}{OWN_UID}"
