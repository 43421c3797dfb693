"""Trips as late as they can be: nobody wants to be at the door two hours early.

Timing lays a trip as early as its order allows, which is what work after it needs. Where nothing comes before the next
stop, leaving later changes no price, so the schedule states the trip directly before what follows it.
"""

from .instance import ShiftForm
from .timeline import intersect
from .walk import ShiftTimes

Trip = tuple[int, int, int, int]


def just_in_time(form: ShiftForm, times: ShiftTimes) -> list[Trip]:
    """Return the trips of a walked shift, each moved to the latest free time before the next stop or work.

    The trip home keeps its time: it ends the day.
    """
    entries = [*times.setups, *times.starts.values(), *times.breaks]
    entries += [(fact.start, fact.end) for fact in form.facts] + [(trip[0], trip[1]) for trip in times.trips]
    moved = []
    for at, (depart, arrive, origin, target) in enumerate(times.trips):
        is_home = target == form.home and at == len(times.trips) - 1
        ticks = arrive - depart
        start = depart if is_home else _latest(form, times, sorted(e for e in entries if e[0] >= arrive), depart, ticks)
        moved.append((start, start + ticks, origin, target))
    return moved


def _latest(form: ShiftForm, times: ShiftTimes, later: list[tuple[int, int]], depart: int, ticks: int) -> int:
    """Return the latest departure before the next entry; a break that comes first is taken before the trip."""
    best, since = depart, depart
    for begin, end in later:
        best = max([best, *(b - ticks for a, b in intersect(form.free, ((since, begin),)) if b - a >= ticks)])
        if (begin, end) not in times.breaks:
            break
        since = end
    return best
