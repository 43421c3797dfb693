"""From a timed plan to a schedule that people read."""

from collections import defaultdict
from collections.abc import Collection

from .context import Context
from .domain.schedule import Assignment, BreakTaken, Schedule, Trip
from .instance import NOWHERE, Instance
from .just_in_time import just_in_time
from .timeline import instant_at
from .timing import Timed
from .walk import ShiftTimes

_Times = dict[int, ShiftTimes]


def decode(context: Context, instance: Instance, timed: Timed, shifts: Collection[int] | None = None) -> Schedule:
    """Return the assignments, trips and floating breaks of a timed plan, by start; of some shifts alone where named."""
    of = range(len(instance.shifts)) if shifts is None else sorted(shifts)
    times = {shift: timed.shifts[shift] for shift in of}
    return Schedule(
        planning_window=context.problem.desk.planning_window,
        assignments=tuple(sorted(_assignments(context, instance, timed, times), key=lambda a: (a.start, a.ticket_id))),
        trips=tuple(sorted(_trips(context, instance, times), key=lambda t: (t.depart, t.engineer_id, t.arrive))),
        breaks=tuple(sorted(_breaks(context, instance, times), key=lambda b: (b.start, b.engineer_id))),
    )


def _assignments(context: Context, instance: Instance, timed: Timed, times: _Times) -> list[Assignment]:
    is_whole = len(times) == len(timed.shifts)
    worked = [ticket for ticket in timed.span if is_whole or not times.keys().isdisjoint(timed.crew[ticket])]
    # An engineer from another shift may come to the same work: her way counts too.
    ways = _ways(instance, timed, {shift for ticket in worked for shift in timed.crew[ticket]})
    found = []
    for ticket in worked:
        start, end = timed.span[ticket]
        engineers = sorted(instance.engineers[instance.shifts[shift].engineer] for shift in timed.crew[ticket])
        place = instance.ticket_place[ticket]
        found.append(
            Assignment(
                ticket_id=instance.tickets[ticket],
                engineer_ids=tuple(engineers),
                start=instant_at(context.origin, start, context.zone),
                end=instant_at(context.origin, end, context.zone),
                travel_minutes=ways[ticket],
                site_id=None if place == NOWHERE else instance.places[place],
            )
        )
    return found


def _ways(instance: Instance, timed: Timed, shifts: Collection[int]) -> dict[int, int]:
    """Return per ticket the minutes of the trips, on some shifts, that bring its engineers to it."""
    ways: dict[int, int] = defaultdict(int)
    for shift in shifts:
        times = timed.shifts[shift]
        stops = [(start, instance.task_ticket[task]) for task, (start, _) in times.starts.items()]
        stops += [(fact.start, fact.ticket) for fact in instance.shifts[shift].facts]
        stops = sorted(s for s in stops if s[1] < 0 or instance.ticket_place[s[1]] != NOWHERE)
        for depart, arrive, _, _ in times.trips:
            target = next((ticket for start, ticket in stops if start >= arrive), -1)
            if target >= 0:
                ways[target] += arrive - depart
    return ways


def _trips(context: Context, instance: Instance, shifts: _Times) -> list[Trip]:
    return [
        Trip(
            engineer_id=instance.engineers[instance.shifts[shift].engineer],
            depart=instant_at(context.origin, depart, context.zone),
            arrive=instant_at(context.origin, arrive, context.zone),
            from_site=instance.places[origin],
            to_site=instance.places[target],
        )
        for shift, times in shifts.items()
        for depart, arrive, origin, target in just_in_time(instance.shifts[shift], times)
    ]


def _breaks(context: Context, instance: Instance, shifts: _Times) -> list[BreakTaken]:
    return [
        BreakTaken(
            engineer_id=instance.engineers[instance.shifts[shift].engineer],
            start=instant_at(context.origin, start, context.zone),
            end=instant_at(context.origin, end, context.zone),
        )
        for shift, times in shifts.items()
        for start, end in times.breaks
        if times.starts or instance.shifts[shift].facts
    ]
