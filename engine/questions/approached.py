"""Trips and set-ups under way: the work that somebody has set out for stays, and who is on her way home gets there."""

from collections import defaultdict
from collections.abc import Iterator

from ..context import Appointment, Context, Fact
from ..domain.schedule import Assignment, Trip
from ..facts import fact_of
from ..timeline import ceil_minute, floor_minute
from .held_up import is_held_up
from .let_go import has_gone


def approached(context: Context) -> Iterator[tuple[str, Fact]]:
    """Yield the published work that begins now or later, but for which its engineers have set out, as facts by ticket.

    Without it a trip or a set-up that is half done would have to be made again, for which there is no time. What
    several do together is approached when any of them has set out; it is not when one of them has gone, or when work
    under way now takes longer than until she was to leave for it.
    """
    problem = context.problem
    for ticket_id, given in _set_out_for(context).items():
        fact = fact_of(context, given)
        ticket = problem.ticket.get(ticket_id)
        if ticket and ticket.is_schedulable and not has_gone(context, fact, fact.start, fact.end or fact.start):
            yield ticket_id, fact


def with_arrivals(context: Context) -> dict[str, tuple[Appointment, ...]]:
    """Return the appointments by engineer, with the ends of the trips that have departed and led to no work yet.

    These are the last minutes of the trips, spent where they lead: whoever has left a place need not leave it again.
    """
    published, now = context.problem.published, context.problem.desk.now
    found = dict(context.appointments)
    last = {trip.engineer_id: trip for trip in (published.trips if published else ()) if trip.depart < now}
    work = published.assignments if published else ()
    placed = [each for each in work if each.start < now and _site(context, each)]
    for name, trip in last.items():
        depart, arrive = floor_minute(context.origin, trip.depart), ceil_minute(context.origin, trip.arrive)
        is_there = any(name in each.engineer_ids and trip.arrive <= each.start for each in placed)
        is_home = context.shift_at(name, depart).hard_end <= context.now
        if not (is_there or is_home or is_held_up(context, name, depart)):
            moment = Appointment(arrive - 1, arrive, trip.to_site, "arrives")
            found[name] = tuple(sorted((*found[name], moment)))
    return found


def _set_out_for(context: Context) -> dict[str, Assignment]:
    """Return the work that comes first after trips that have departed, and that whose set-up has begun."""
    problem, published = context.problem, context.problem.published
    ahead, begun = defaultdict[str, list[Assignment]](list), defaultdict[str, list[Assignment]](list)
    found = dict[str, Assignment]()
    for each in sorted(published.assignments, key=lambda each: (each.start, each.ticket_id)) if published else ():
        start, site = floor_minute(context.origin, each.start), _site(context, each)
        for name in each.engineer_ids:
            if start >= context.now:
                ahead[name].append(each)
            elif site:
                begun[name].append(each)
        since = start - problem.site[site].setup_minutes if site else start
        if since < context.now <= start and not any(is_held_up(context, name, since) for name in each.engineer_ids):
            found[each.ticket_id] = each
    for trip in published.trips if published else ():
        given = next((each for each in ahead[trip.engineer_id] if each.start >= trip.arrive), None)
        # A trip that has led to work already leads to nothing that comes later at the same site.
        has_led = any(each.start >= trip.arrive for each in begun[trip.engineer_id])
        if given and not has_led and _is_under_way(context, trip, given):
            found[given.ticket_id] = given
    return found


def _is_under_way(context: Context, trip: Trip, given: Assignment) -> bool:
    """Whether a trip has departed that leads to some work on the same day."""
    depart, start = (floor_minute(context.origin, each) for each in (trip.depart, given.start))
    return (
        trip.depart < context.problem.desk.now
        and _site(context, given) == trip.to_site
        and context.shift_at(trip.engineer_id, depart) == context.shift_at(trip.engineer_id, start)
        and not is_held_up(context, trip.engineer_id, depart)
    )


def _site(context: Context, given: Assignment) -> str | None:
    """Return where work is done; a schedule made by hand need not say so."""
    ticket = context.problem.ticket.get(given.ticket_id)
    return ticket.site_id if ticket else given.site_id
