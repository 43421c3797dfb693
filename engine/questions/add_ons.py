"""What else could be done that day? The client's other waiting visits that a ticket's place saves travel for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..domain.schedule import Schedule
from ..domain.ticket import Ticket
from ..shifts import Shift
from .frozen_desk import FrozenDesk
from .open_ticket import refusal, require_open
from .places import Places
from .priced import priced
from .recommend import best_with
from .recommended import Recommended
from .runners_up import unplanned
from .slot import Slot, slot_on
from .slots import place_at
from .taken import laid_new, taken

MOST, MOST_LOOKED_AT = 5, 12
"""Add-ons that are told, and those that cost most when they are left out, of which the best are told."""


@dataclass(frozen=True)
class AddOn:
    """Another ticket of the client, by the same engineer on the same day: beside the visit, or at another hour of it.

    Parameters
    ----------
    place : Recommended
        With the ticket itself and the add-ons before this one there; so the prices of all of them add up.
    travel_saved_minutes : int
        The travel that its best place would take without the visit, less what it takes with it.
    """

    place: Recommended
    travel_saved_minutes: int


@dataclass(frozen=True)
class AddOns:
    """The answer to "what else could be done that day?".

    Parameters
    ----------
    place : Recommended
        The ticket's own place.
    add_ons : tuple of AddOn
        In the order in which they are best taken along; each is better than leaving it out, and saves travel.
    """

    ticket_id: str
    place: Recommended
    add_ons: tuple[AddOn, ...]


def add_ons(desk: FrozenDesk, ticket_id: str, engineer_id: str, start: datetime | None = None) -> AddOns:
    """Return the client's other waiting on-site tickets that are worth taking along.

    Parameters
    ----------
    start : datetime, optional
        When the ticket's place begins; else it is the engineer's best.

    Raises
    ------
    UnknownId, DataError
        As for the place itself: see `place_at`.
    """
    slot = _place(desk, ticket_id, engineer_id, start)
    at = desk.instance.tickets.index(ticket_id)
    ticket, found = desk.context.problem.ticket[ticket_id], list[AddOn]()
    here, waiting = taken(desk, slot), {}
    if ticket.site_id is not None:
        waiting = {each: _travel_elsewhere(desk, each, slot.shift) for each in _others(desk, ticket)}
    while len(found) < MOST and (best := _best_of(here, waiting, slot.shift)):
        chosen, place = best
        saved = waiting.pop(chosen) - place.travel_minutes(here.idle)
        found.append(AddOn(priced(here, chosen, place), saved))
        here = taken(here, place)
    return AddOns(ticket_id, priced(desk, at, slot), tuple(found))


def places_with(
    desk: FrozenDesk, ticket_id: str, engineer_id: str, add_on_ids: Sequence[str], start: datetime | None = None
) -> tuple[tuple[Shift, ...], Schedule]:
    """Return the shift of a ticket's place, and what comes to it: the ticket, its add-ons, all trips and breaks.

    Raises
    ------
    UnknownId, DataError
        As for the place itself; and when an add-on is of another client, or does not fit any more.
    """
    slot = _place(desk, ticket_id, engineer_id, start)
    if not add_on_ids:
        shift, new = slot.laid_on(desk.context)
        return (shift,), new
    here, problem, instance = taken(desk, slot), desk.context.problem, desk.instance
    for each in dict.fromkeys(add_on_ids):
        other = require_open(here, each)
        if other.client_id != problem.ticket[ticket_id].client_id:
            raise refusal(each, f"is not of {ticket_id}'s client", "ask what could be taken along")
        number = instance.tickets.index(each)
        first = unplanned(here.instance, number, here.idle.span)
        fits = first < 0 and slot.shift in instance.candidates[number]
        place = slot_on(here.instance, here.idle, number, slot.shift) if fits else None
        if place is None:
            raise refusal(each, f"does not fit the trip of {ticket_id} any more", "ask what could be taken along")
        here = taken(here, place)
    return laid_new(here, {ticket_id, *add_on_ids})


def _place(desk: FrozenDesk, ticket_id: str, engineer_id: str, start: datetime | None) -> Slot:
    if start is None:
        return best_with(desk, ticket_id, engineer_id)
    return place_at(desk, ticket_id, engineer_id, start)


def _others(desk: FrozenDesk, ticket: Ticket) -> list[int]:
    """Return the client's other waiting visits for one engineer that wait for nothing unplanned, the dearest first."""
    instance, facts = desk.instance, desk.context.facts
    found = [
        instance.tickets.index(each.id)
        for each in desk.context.problem.schedulable
        if each.client_id == ticket.client_id and each.site_id and each.engineers_needed == 1
        if each.id != ticket.id and each.id not in facts
    ]
    free = [each for each in found if unplanned(instance, each, desk.idle.span) < 0]
    return sorted(free, key=lambda each: (-instance.drop[each], instance.tickets[each]))[:MOST_LOOKED_AT]


def _travel_elsewhere(desk: FrozenDesk, ticket: int, shift: int) -> int:
    """Return the travel minutes of a ticket's best place without the trip; from home and back where it has none."""
    best = Places(desk, ticket).best(1)
    if best:
        return best[0].travel_minutes(desk.idle)
    instance, form = desk.instance, desk.instance.shifts[shift]
    place = instance.ticket_place[ticket]
    return instance.travel_ticks(form.engineer, form.home, place) + instance.travel_ticks(
        form.engineer, place, form.home
    )


def _best_of(here: FrozenDesk, waiting: dict[int, int], shift: int) -> tuple[int, Slot] | None:
    """Return the ticket that is most worth taking along next, and its place; None when none is."""
    instance, found = here.instance, []
    for ticket, elsewhere in waiting.items():
        if shift not in instance.candidates[ticket]:
            continue
        place = slot_on(instance, here.idle, ticket, shift)
        if place and place.delta < instance.drop[ticket] and place.travel_minutes(here.idle) < elsewhere:
            found.append((place.delta - instance.drop[ticket], instance.tickets[ticket], ticket, place))
    return min(found, key=lambda each: each[:2])[2:] if found else None
