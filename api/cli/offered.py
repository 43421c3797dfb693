"""Times to offer to a client, and what could be taken along on a trip, in words."""

from typing import Any
from zoneinfo import ZoneInfo

from engine.domain.problem import Problem
from engine.questions.add_ons import AddOns
from engine.questions.slots import Offer, Offers
from engine.words import minutes_text

from .explanations import needs_text
from .fills import parts_text
from .screen import say, show
from .tables import cost_text, count, left, place_text, right, signed, span, table


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
    ticket = problem.ticket[found.ticket_id]
    say(f"{ticket.id}: {ticket.summary}", "bold")
    say(needs_text(problem, ticket))
    if not found.offers:
        say("Nobody could begin it at any time.", "yellow")
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
    if not found.add_ons:
        say("Nothing else of this client's waits that the trip would save travel for.")
        return
    columns = (left("ticket"), left("where"), left("when"), right("travel saved"), right("price"))
    rows = []
    for each in found.add_ons:
        given = each.place.assignment
        ticket = problem.ticket[given.ticket_id]
        where = place_text(problem, ticket.client_id, ticket.site_id)
        times = span(given.start, given.end, zone)
        rows.append((ticket.id, where, times, minutes_text(each.travel_saved_minutes), signed(each.place.cost)))
    show(table("What could be taken along", columns, rows))
    for each in found.add_ons:
        say(f"{each.place.assignment.ticket_id}: {parts_text(each.place.by_rule)}")
    say("Each price is with those above it taken along. Engineer-minutes, less is better, against leaving it out.")
