"""The answer to "fill this engineer's time", in words."""

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich.table import Table

from engine.domain.problem import Problem
from engine.questions.fill import Elsewhere, Fill
from engine.words import minutes_text

from .screen import say, show
from .summary import quality
from .tables import (
    client_text,
    cost_text,
    count,
    dearer_text,
    engineer_text,
    left,
    moment,
    one_day,
    place_text,
    right,
    signed,
    span,
    table,
)

_MOST_PARTS = 3


def fill_document(found: Fill) -> dict[str, Any]:
    """Return the answer by field, with the whole schedule."""
    document = {each.name: getattr(found, each.name) for each in dataclasses.fields(found)}
    del document["own"], document["complete"]
    return document | {"schedule": found.schedule}


def say_fill(problem: Problem, found: Fill) -> None:
    """Print the chosen work with its reasons, the runners-up and the alternatives."""
    zone = ZoneInfo(problem.desk.time_zone)
    who = engineer_text(problem, found.engineer_id)
    say(f"{who}, {span(found.start, found.end, zone)} ({problem.desk.time_zone})", "bold")
    if not found.choices:
        say(_nothing(problem, found))
    else:
        chosen = count(len(found.choices), "ticket")
        together = "together they save" if len(found.choices) > 1 else "it saves"
        saved = f"{cost_text(found.gain)} engineer-minutes"
        say(f"{chosen} chosen of {found.candidates} that could go there; {together} {saved}.")
        show(_choices(problem, found, zone))
        say("Gain: what leaving just this ticket out would cost, in engineer-minutes. Its parts need not add up.")
    if found.runners_up:
        rows = [(each.ticket_id, _what(problem, each.ticket_id), each.why) for each in found.runners_up]
        show(table("Next in line", (left("ticket"), left("what, for whom", most=36), left("why not")), rows))
    if found.alternatives:
        show(_alternatives(problem, found, zone))
    say()
    say(f"Whole plan: {quality(found.schedule, 'choice for this time')}")


def _nothing(problem: Problem, found: Fill) -> str:
    """Return why no ticket was chosen."""
    name = problem.engineer[found.engineer_id].label
    if not found.free_minutes:
        return f"{name} has no free time then: outside the working hours, on leave or taken."
    free = minutes_text(found.free_minutes)
    if not found.candidates:
        return f"{free} free then, but nothing that is waiting could go there."
    shortest = min((problem.ticket[each.ticket_id].estimated_minutes for each in found.runners_up), default=0)
    if found.free_minutes < shortest and len(found.runners_up) == found.candidates:
        return f"Only {free} free then, less than the shortest of {count(found.candidates, 'ticket')} takes."
    return f"Nothing that is waiting is worth its place there: {count(found.candidates, 'ticket')} could go there."


def parts_text(by_rule: Mapping[str, int]) -> str:
    """Return the largest parts of a price by rule: ``unassigned -840, travel +12``."""
    ranked = sorted(by_rule.items(), key=lambda part: (-abs(part[1]), part[0]))
    shown = [f"{rule.replace('_', ' ')} {signed(value)}" for rule, value in ranked if abs(value) >= 500]
    return ", ".join(shown[:_MOST_PARTS])


def _choices(problem: Problem, found: Fill, zone: ZoneInfo) -> Table:
    rows = []
    is_one_day = one_day(found.start, found.end, zone)
    for choice in found.choices:
        given = choice.assignment
        ticket = problem.ticket[given.ticket_id]
        place = place_text(problem, ticket.client_id, given.site_id)
        travel = f", {minutes_text(given.travel_minutes)} travel" if given.travel_minutes else ""
        why = f"{parts_text(choice.by_rule)}\notherwise {_elsewhere(problem, choice.elsewhere, zone)}"
        when = f"{_clock(given.start, zone, is_one_day)}-{given.end.astimezone(zone):%H:%M}"
        what = f"P{ticket.priority} {ticket.summary}\n{place}{travel}"
        rows.append((when, given.ticket_id, what, cost_text(choice.gain), why))
    columns = (left("time", most=22), left("ticket"), left("what, for whom, where"), right("gain"), left("why"))
    return table("Chosen work", columns, rows)


def _elsewhere(problem: Problem, elsewhere: Elsewhere | None, zone: ZoneInfo) -> str:
    if elsewhere is None:
        return "nobody"
    at = moment(elsewhere.start, zone)
    return f"{problem.engineer[elsewhere.engineer_id].label} at {at} ({dearer_text(elsewhere.extra_cost)})"


def _clock(start: datetime, zone: ZoneInfo, is_one_day: bool) -> str:
    """Return when something starts, with its day where that is not plain."""
    return f"{start.astimezone(zone):%H:%M}" if is_one_day else moment(start, zone)


def _alternatives(problem: Problem, found: Fill, zone: ZoneInfo) -> Table:
    rows = []
    is_one_day = one_day(found.start, found.end, zone)
    for number, other in enumerate(found.alternatives, start=1):
        work = "\n".join(
            f"{_clock(given.start, zone, is_one_day)} {_named(problem, given.ticket_id)}" for given in other.assignments
        )
        rows.append((str(number), signed(other.extra_cost), work or "nothing"))
    return table("Other ways to fill it", (right(""), right("cost"), left("work")), rows)


def _named(problem: Problem, ticket_id: str) -> str:
    return f"{ticket_id} {problem.ticket[ticket_id].summary}".strip()


def _what(problem: Problem, ticket_id: str) -> str:
    ticket = problem.ticket[ticket_id]
    return f"P{ticket.priority} {ticket.summary}, {client_text(problem, ticket.client_id)}"
