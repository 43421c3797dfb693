"""What warm workers are asked beside a recommendation: times to offer, add-ons, several tickets at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from api.warm.held import Held
from engine.domain.schedule import Schedule
from engine.questions.add_ons import add_ons as take_along
from engine.questions.add_ons import places_with
from engine.questions.burst import burst as place_all
from engine.questions.laid import laid
from engine.questions.slots import booked
from engine.questions.slots import offers as times_to_offer
from engine.questions.taken import laid_new
from engine.shifts import Shift

from .questions import Answer, evaluated, judge, recommended


def slots(held: Held, ticket_id: str, most: int) -> dict[str, Any]:
    """Return times to offer to a ticket's client."""
    found = times_to_offer(held.warm_desk, ticket_id, most)
    return {
        "ticket_id": ticket_id,
        "offers": [
            {
                "day": each.part.day.isoformat(),
                "part": each.part.name,
                "extra_cost": found.extra_cost(each),
                **recommended(held, each.place),
            }
            for each in found.offers
        ],
        "others": found.others,
    }


def add_ons(held: Held, ticket_id: str, engineer_id: str, start: datetime | None) -> dict[str, Any]:
    """Return the client's other tickets that fit the trip of a place."""
    found = take_along(held.warm_desk, ticket_id, engineer_id, start)
    return {
        "ticket_id": ticket_id,
        "place": recommended(held, found.place),
        "add_ons": [
            {"travel_saved_minutes": each.travel_saved_minutes, **recommended(held, each.place)}
            for each in found.add_ons
        ],
    }


def take(held: Held, ticket_id: str, engineer_id: str, add_on_ids: Sequence[str] = ()) -> Answer:
    """Give a ticket the place that is recommended with an engineer, and add-ons theirs, with the trips and breaks."""
    return _with(held, *places_with(held.warm_desk, ticket_id, engineer_id, add_on_ids))


def book(held: Held, ticket_id: str, engineer_id: str, start: datetime) -> Answer:
    """Give a ticket the place that begins at an instant."""
    shift, new = booked(held.warm_desk, ticket_id, engineer_id, start)
    return _with(held, (shift,), new)


def burst(held: Held, ticket_ids: Sequence[str]) -> Answer:
    """Give each of several tickets a place beside those of the others."""
    found, people = place_all(held.warm_desk, ticket_ids), held.problem.engineer
    answer = _with(held, *laid_new(found.desk, {each.ticket_id for each in found.placed if each.place}))
    placed = [
        {
            "ticket_id": each.ticket_id,
            "summary": held.problem.ticket[each.ticket_id].summary,
            "place": recommended(held, each.place) if each.place else None,
            "regret": each.regret,
            "next_engineer_id": each.next_engineer_id or None,
            "next_label": people[each.next_engineer_id].label if each.next_engineer_id else None,
            "why": each.why,
        }
        for each in found.placed
    ]
    answer.document.update(cost=found.cost, placed=placed)
    return answer


def _with(held: Held, shifts: Sequence[Shift], new: Schedule) -> Answer:
    """Say what comes of the published schedule with new work on some shifts."""
    return evaluated(held, judge(held, laid(held.context, held.published.reading.schedule, shifts, new)))
