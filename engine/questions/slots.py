"""Which times to offer to a client? The best start of each morning and afternoon, across engineers, and its booking."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..domain.schedule import Schedule
from ..shifts import Shift
from ..timeline import ceil_minute
from ..words import moment_text
from .day_parts import DayPart, day_parts
from .frozen import starting
from .frozen_desk import FrozenDesk
from .open_ticket import refusal, require_engineer, require_open
from .places import Places
from .priced import priced
from .reasons import blockers, refused_by
from .recommended import Recommended
from .runners_up import unplanned
from .slot import Slot, slot_on

MOST = 6
"""Times that are offered unless more are asked for."""
STEP = 15
"""Minutes of the clock at which appointments begin."""


@dataclass(frozen=True)
class Offer:
    """A time to offer: the cheapest start of a morning or afternoon, with whoever is cheapest then."""

    part: DayPart
    place: Recommended


@dataclass(frozen=True)
class Offers:
    """The answer to "which times to offer?".

    Parameters
    ----------
    offers : tuple of Offer
        By time.
    others : int
        Mornings and afternoons with a place that are not offered.
    """

    ticket_id: str
    offers: tuple[Offer, ...]
    others: int

    def extra_cost(self, offer: Offer) -> int:
        """Return what an offer costs above the cheapest one, in thousandths."""
        return offer.place.cost - min(each.place.cost for each in self.offers)


def offers(desk: FrozenDesk, ticket_id: str, most: int = MOST, step: int = STEP) -> Offers:
    """Return times to offer for an unassigned ticket, everything published staying as it is.

    The cheapest day part is offered, then by turns the cheapest of the days with the fewest offers.

    Parameters
    ----------
    most : int
        Times to offer.
    step : int
        Starts lie on such minutes of the desk's clock.

    Raises
    ------
    UnknownId
        When the desk has no such ticket, or it is not to be scheduled.
    DataError
        When it has a place already, needs several engineers together, or waits for unassigned work.
    """
    at = require_free(desk, ticket_id)
    found = []
    for part in day_parts(desk.context):
        starts = part.starts(step, desk.instance.starts[at], desk.context.now)
        if starts:
            best = Places(desk, at, starting(desk.instance, at, starts)).best(1)
            found += [(part, slot) for slot in best]
    chosen = _spread(found, most)
    return Offers(
        ticket_id, tuple(Offer(part, priced(desk, at, slot)) for part, slot in chosen), len(found) - len(chosen)
    )


def place_at(desk: FrozenDesk, ticket_id: str, engineer_id: str, start: datetime) -> Slot:
    """Return the place of an unassigned ticket that begins at an instant, with an engineer.

    Raises
    ------
    UnknownId
        When the desk has no such ticket or engineer, or the ticket is not to be scheduled.
    DataError
        When it has a place already, needs several engineers together, waits for unassigned work, or this one may not
        or cannot begin it then, with what is in the way.
    """
    at, engineer = require_free(desk, ticket_id), require_engineer(desk, engineer_id)
    minute = ceil_minute(desk.context.origin, start)
    instance = desk.instance
    own = set(instance.shifts_of[instance.engineers.index(engineer_id)])
    kept = tuple(each for each in instance.starts[at] if each[0] <= minute < each[1])
    only = starting(instance, at, ((minute, minute + 1),) if kept and minute >= desk.context.now else ())
    found = [slot_on(only, desk.idle, at, shift) for shift in instance.candidates[at] if shift in own]
    best = min(filter(None, found), key=lambda each: (each.delta, each.shift), default=None)
    if best is None:
        words = _in_the_way(desk, at, engineer_id, minute)
        when = moment_text(desk.context, minute)
        raise refusal(ticket_id, f"{engineer.label} cannot begin it {when}: {words}", "ask for the times to offer")
    return best


def booked(desk: FrozenDesk, ticket_id: str, engineer_id: str, start: datetime) -> tuple[Shift, Schedule]:
    """Return the shift of such a place, and what comes to it, trips and breaks too; the errors are `place_at`'s."""
    return place_at(desk, ticket_id, engineer_id, start).laid_on(desk.context)


def require_free(desk: FrozenDesk, ticket_id: str) -> int:
    """Return the number of a ticket that waits for a place and for no other work; the errors are those of `offers`."""
    require_open(desk, ticket_id)
    at = desk.instance.tickets.index(ticket_id)
    first = unplanned(desk.instance, at, desk.idle.span)
    if first >= 0:
        name = desk.instance.tickets[first]
        raise refusal(ticket_id, f"waits for {name}, which is unassigned", f"find a place for {name} first")
    return at


def _spread(found: Sequence[tuple[DayPart, Slot]], most: int) -> list[tuple[DayPart, Slot]]:
    left, chosen = list(found), list[tuple[DayPart, Slot]]()
    offered: Counter[object] = Counter()
    while left and len(chosen) < most:
        best = min(left, key=lambda each: (offered[each[0].day], each[1].delta, each[0].low))
        left.remove(best)
        chosen.append(best)
        offered[best[0].day] += 1
    return sorted(chosen, key=lambda each: each[1].start)


def _in_the_way(desk: FrozenDesk, ticket: int, engineer_id: str, minute: int) -> str:
    """Return why an engineer cannot begin a ticket at a minute, in words."""
    context, instance = desk.context, desk.instance
    if minute < context.now:
        return "that has gone by"
    refused = blockers(instance, ticket).get(instance.engineers.index(engineer_id))
    if refused:
        return refused_by(refused)
    problem = context.problem
    until = minute + context.minutes_needed(problem.engineer[engineer_id], problem.ticket[instance.tickets[ticket]])
    for fact in context.facts_of[engineer_id]:
        if fact.start < until and minute < (fact.end or fact.start + 1):
            return f"{fact.ticket_id} is there from {moment_text(context, fact.start)}"
    for busy in context.appointments[engineer_id]:
        if busy.start < until and minute < busy.end:
            return f"{busy.summary or 'an appointment'} is there from {moment_text(context, busy.start)}"
    return "working hours, travel, breaks or the ticket's own times are in the way"
