"""A schedule that goes on without work given up: the work, and the ways to it, leave; what is left is joined up."""

from collections import defaultdict

from .context import Context
from .domain.problem import Problem
from .domain.schedule import Assignment, Schedule, Trip
from .over import is_given_up
from .shifts import Shift
from .stated import with_ways
from .timeline import floor_minute


def without_given_up(schedule: Schedule, problem: Problem) -> Schedule:
    """Return a schedule without work ahead whose ticket is closed or on hold, and with the ways as they are without it.

    On the shifts of that work the trips ahead from and to its sites go, and the trips that the remaining work calls for
    then are stated; a break makes way for a set-up that has become the next ticket's. A schedule that states no such
    trips gets none. Tickets, people and sites that it names need not exist.
    """
    gone = [each for each in schedule.assignments if is_given_up(problem, each)]
    if not gone:
        return schedule
    left = tuple(each for each in schedule.assignments if each not in gone)
    rest = schedule.model_copy(update={"assignments": left})
    people = {who for each in gone for who in each.engineer_ids} & problem.engineer.keys()
    now = problem.desk.now
    ahead = [trip for trip in schedule.trips if trip.engineer_id in people and trip.depart >= now]
    if not ahead:
        return rest

    def is_known(given: Assignment) -> bool:
        return given.ticket_id in problem.ticket and problem.engineer.keys() >= set(given.engineer_ids)

    # What has begun is a stop as well: the context finds it in what is published.
    published = rest.model_copy(update={"assignments": tuple(filter(is_known, left))})
    context = Context(problem.model_copy(update={"published": published}))
    sites: dict[Shift, set[str]] = defaultdict(set)
    for each in gone:
        site = problem.ticket[each.ticket_id].site_id
        for who in people.intersection(each.engineer_ids) if site else ():
            sites[context.shift_at(who, floor_minute(context.origin, each.start))].add(site or "")

    def leads_there(trip: Trip) -> bool:
        shift = context.shift_at(trip.engineer_id, floor_minute(context.origin, trip.depart))
        return not sites.get(shift, set()).isdisjoint((trip.from_site, trip.to_site))

    ways = [trip for trip in ahead if leads_there(trip)]
    if not ways:
        return rest
    trips = tuple(trip for trip in schedule.trips if trip not in ways)
    whole = with_ways(context, published.model_copy(update={"trips": trips}), sites.keys())
    brought = iter(whole.assignments)
    work = tuple(next(brought) if is_known(each) else each for each in left)
    return rest.model_copy(update={"assignments": work, "trips": whole.trips, "breaks": whole.breaks})
