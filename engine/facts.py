"""Facts laid onto shifts: when fixed work ends, and which trips between facts no free time can hold."""

from collections.abc import Sequence

from .builder import Builder
from .context import Context, Fact
from .domain.schedule import Assignment
from .instance import NOWHERE, FactForm
from .shifts import work_minutes
from .slots import pausable_slots
from .timeline import ALWAYS, FOREVER, Intervals, ceil_minute, covers, earliest_fit, floor_minute, intervals, subtract

Laid = dict[int, tuple[tuple[int, ...], int, int]]


def fact_of(context: Context, given: Assignment) -> Fact:
    """Return given work as a fact."""
    start, end = floor_minute(context.origin, given.start), ceil_minute(context.origin, given.end)
    return Fact(given.ticket_id, tuple(sorted(given.engineer_ids)), start, end)


def lay_facts(builder: Builder, minutes: Sequence[int]) -> Laid:
    """Return per ticket that is a fact its shifts, start and end; ``minutes`` is the longest work by ticket."""
    index = {shift: at for at, shift in enumerate(builder.shifts)}
    laid: Laid = {}
    for ticket, fact in sorted(builder.facts.items()):
        shifts = tuple(sorted(index[builder.context.shift_at(e, fact.start)] for e in fact.engineer_ids))
        laid[ticket] = (shifts, fact.start, fact_end(builder.context, fact, minutes[ticket]))
    return laid


def fact_end(context: Context, fact: Fact, work: int) -> int:
    """Return the end of a fact: the one that is fixed, else that of so many minutes of work, pauses included."""
    if fact.end is not None:
        return fact.end
    if not context.problem.ticket[fact.ticket_id].pausable:
        return fact.start + work
    return paused_end(context, fact, work) or fact.start + work


def paused_end(context: Context, fact: Fact, work: int) -> int | None:
    """Return the end of so many minutes of pausable work on its shift, None where what is left of it is too short."""
    shift = context.shift_at(fact.engineer_ids[0], fact.start)
    others = (
        (other.start, other.end)
        for engineer_id in fact.engineer_ids
        for other in context.facts_of[engineer_id]
        if other.end is not None
    )
    placed = ((busy.start, busy.end) for busy in context.appointments_in(shift) if busy.site_id)
    barriers = intervals([*others, *placed])
    free = subtract(subtract(shift.working, context.idle_in(shift)), barriers)
    for low, high, extra in pausable_slots(free, barriers, ALWAYS, [], work):
        if low <= fact.start <= high:
            return fact.start + work + extra
    return None


def facts_of(
    builder: Builder, shift: int, tickets: Sequence[int], laid: Laid, places: Sequence[int]
) -> tuple[FactForm, ...]:
    """Return a shift's work that stays and its appointments with a place, in the order in which visits are read."""
    found = []
    for ticket in tickets:
        _, start, end = laid[ticket]
        form, work = builder.shifts[shift], builder.tickets[ticket]
        idle = builder.context.idle_in(form)
        load = work_minutes(form, start, end, idle) if work.pausable else end - start
        found.append((start, end, work.id, FactForm(start, end, places[ticket], ticket, load)))
    found += [(a, b, "", FactForm(a, b, place, -1)) for a, b, place in builder.appointments[shift]]
    return tuple(entry[3] for entry in sorted(found, key=lambda entry: entry[:3]))


def closed_legs(
    builder: Builder, shift: int, facts: tuple[FactForm, ...], free: Intervals, home: int
) -> tuple[frozenset[int], Intervals]:
    """Return the legs between placed facts that no free time can hold, and the time that they take up.

    Such a leg is a fact like its two ends: its trip is cut down to the time there is, and nothing comes in between.
    """
    form, placed = builder.shifts[shift], [fact for fact in facts if fact.place != NOWHERE]
    matrix = builder.context.travel.matrix(builder.problem.engineer[form.engineer_id].travel_profile)
    closed, taken = set(), []
    at, place, visiting = form.start, home, NOWHERE
    for index, fact in enumerate(placed):
        ticks = int(matrix[place, fact.place]) if NOWHERE not in (place, fact.place) else 0
        setup = builder.setups[fact.place] if fact.ticket >= 0 and visiting != fact.place else 0
        depart = earliest_fit(free, at, ticks) if ticks else at
        begin = fact.start - setup
        fits = depart is not None and depart + ticks <= begin
        if not fits or (setup and not covers(free, begin, fact.start)):
            closed.add(index)
            taken.append((at, max(at, fact.start)))
        if fact.ticket >= 0:
            visiting = fact.place
        elif visiting != fact.place:
            visiting = NOWHERE
        at, place = max(at, fact.end), fact.place
    if placed and home not in (NOWHERE, place) and matrix[place, home]:
        depart = earliest_fit(free, at, int(matrix[place, home]))
        if depart is None:
            closed.add(len(placed))
            taken.append((at, FOREVER))
    return frozenset(closed), intervals(taken)
