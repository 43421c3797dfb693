"""Trips as late as they can be: nobody wants to be at the door two hours early.

Timing lays a trip as early as its order allows, which is what work after it needs. Where nothing comes before the next
stop, leaving later changes no price, so the schedule states the trip directly before what follows it.
"""

from collections.abc import Collection, Iterable

from .instance import ShiftForm
from .timeline import Intervals, intersect
from .walk import ShiftTimes

Trip = tuple[int, int, int, int]
Entry = tuple[int, int]


def just_in_time(form: ShiftForm, times: ShiftTimes) -> list[Trip]:
    """Return the trips of a walked shift, each moved to the latest free time before the next stop or work.

    The trip home keeps its time: it ends the day.
    """
    entries = [*times.setups, *times.starts.values(), *times.breaks]
    entries += [(fact.start, fact.end) for fact in form.facts] + [(trip[0], trip[1]) for trip in times.trips]
    moved = []
    for at, (depart, arrive, origin, target) in enumerate(times.trips):
        is_home = target == form.home and at == len(times.trips) - 1
        start = depart if is_home else latest(form.free, entries, times.breaks, (depart, arrive))
        moved.append((start, start + arrive - depart, origin, target))
    return moved


def latest(free: Intervals, entries: Iterable[Entry], breaks: Collection[Entry], trip: Entry) -> int:
    """Return the latest departure of a trip before the next entry; a break that comes first is taken before the trip.

    Parameters
    ----------
    free : Intervals
        Time that neither facts nor fixed breaks take.
    entries : iterable of (int, int)
        Everything else that lies on the shift, floating breaks too.
    breaks : collection of (int, int)
        The floating breaks.
    trip : (int, int)
        Where the trip lies.
    """
    depart, arrive = trip
    ticks = arrive - depart
    best, since = depart, depart
    for begin, end in sorted(entry for entry in entries if entry[0] >= arrive):
        best = max([best, *(b - ticks for a, b in intersect(free, ((since, begin),)) if b - a >= ticks)])
        if (begin, end) not in breaks:
            break
        since = end
    return best
