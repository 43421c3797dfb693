"""Times to offer to a client, and what could be taken along on a trip, in words."""

import datetime as dt
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from engine.domain.problem import Problem
from engine.questions.add_ons import AddOns
from engine.questions.slots import Offer, Offers
from engine.words import minutes_text

from .explanations import say_ticket
from .fills import parts_text
from .screen import say, show
from .tables import cost_text, count, left, place_text, right, signed, span, table

_BESIDE = dt.timedelta(minutes=45)
"""Between two visits that belong to one trip there is at most so much: a way, a breath."""


def offers_document(found: Offers) -> dict[str, Any]:
    """Return times to offer as JSON has them."""
    offers = [
        {
            "day": each.part.day.isoformat(),
            "part": each.part.name,
            "place": each.place,
            "extra_cost": found.extra_cost(each),
        }
        for each in found.offers
    ]
    return {"ticket_id": found.ticket_id, "offers": offers, "others": found.others}


def say_offers(problem: Problem, found: Offers) -> None:
    """Print times to offer, by time."""
    say_ticket(problem, found.ticket_id)
    if not found.offers:
        say("Nobody has room for it in the planning window.", "yellow")
        return
    columns = (left("when"), left("engineer"), right("price"), right("more"), right("SLA margin"))
    show(table("Times to offer", columns, (_offer(problem, found, each) for each in found.offers)))
    say("Engineer-minutes, less is better, against leaving it out; more: than the cheapest of these.")
    if found.others:
        say(f"{count(found.others, 'other half day')} could be offered too.")


def _offer(problem: Problem, found: Offers, each: Offer) -> tuple[str, ...]:
    given, margin = each.place.assignment, each.place.sla_margin_minutes
    left_over = "" if margin is None else f"{'-' if margin < 0 else ''}{minutes_text(abs(margin))}"
    when = span(given.start, given.end, ZoneInfo(problem.desk.time_zone))
    who = problem.engineer[each.place.engineer_id].label
    return when, who, signed(each.place.cost), cost_text(found.extra_cost(each)), left_over


def say_add_ons(problem: Problem, found: AddOns) -> None:
    """Print what could be taken along, in the order in which it is best taken along."""
    zone, place = ZoneInfo(problem.desk.time_zone), found.place
    when = span(place.assignment.start, place.assignment.end, zone)
    say(f"{found.ticket_id}: {problem.engineer[place.engineer_id].label}, {when}", "bold")
    if problem.ticket[found.ticket_id].site_id is None:
        say("It is done remotely: there is no trip that something could be taken along on.")
        return
    if not found.add_ons:
        say("Nothing else of this client's waits that the visit would save travel for.")
        return
    columns = (left("ticket"), left("where"), left("when"), left(""), right("travel saved"), right("price"))
    rows, near = [], beside(found)
    for each in found.add_ons:
        given = each.place.assignment
        ticket = problem.ticket[given.ticket_id]
        where = place_text(problem, ticket.client_id, ticket.site_id)
        times = span(given.start, given.end, zone)
        how = "taken along" if ticket.id in near else "same day"
        rows.append((ticket.id, where, times, how, minutes_text(each.travel_saved_minutes), signed(each.place.cost)))
    show(table("What else could be done that day with less travel", columns, rows))
    for each in found.add_ons:
        say(f"{each.place.assignment.ticket_id}: {parts_text(each.place.by_rule)}")
    if len(near) < len(found.add_ons):
        say("Same day: not next to the visit, but at another hour of the same engineer's day, with less travel.")
    say("Each price is with those above it done too. Engineer-minutes, less is better, against leaving it out.")


def beside(found: AddOns) -> set[str]:
    """Return the add-ons that are done with the visit, one after another, at most a way between sites between them."""
    own = found.place.assignment
    work = sorted((own, *(each.place.assignment for each in found.add_ons)), key=lambda each: each.start)
    near, at = set[str](), work.index(own)
    for way in (work[at::-1], work[at:]):
        for one, other in pairwise(way):
            earlier, later = sorted((one, other), key=lambda each: each.start)
            if later.start - earlier.end > _BESIDE:
                break
            near.add(other.ticket_id)
    return near
