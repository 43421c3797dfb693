"""Trips as late as they can be: nobody wants to be at the door two hours early.

Timing lays a trip as early as its order allows, which is what work after it needs. Where nothing comes before the next
stop, leaving later changes no price, so the schedule states the trip directly before what follows it.
"""

from .instance import ShiftForm
from .timeline import intersect
from .walk import ShiftTimes

Trip = tuple[int, int, int, int]


def just_in_time(form: ShiftForm, times: ShiftTimes) -> list[Trip]:
    """Return the trips of a walked shift, each moved to the latest free time before the next entry of the calendar.

    The trip home keeps its time: it ends the day.
    """
    entries = [start for start, _ in (*times.setups, *times.starts.values(), *times.breaks)]
    entries += [fact.start for fact in form.facts] + [trip[0] for trip in times.trips]
    moved = []
    for at, (depart, arrive, origin, target) in enumerate(times.trips):
        is_home = target == form.home and at == len(times.trips) - 1
        until = min((start for start in entries if start >= arrive and not is_home), default=arrive)
        ticks = arrive - depart
        rooms = [b - ticks for a, b in intersect(form.free, ((depart, until),)) if b - a >= ticks]
        start = max(rooms, default=depart)
        moved.append((start, start + ticks, origin, target))
    return moved
