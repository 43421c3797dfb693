"""The orders that a schedule states: work, trips and breaks of each shift as they lie in time."""

from collections import defaultdict
from dataclasses import dataclass

from ..context import Context
from ..domain.schedule import Assignment, Schedule
from ..instance import Instance
from ..plan import Kind, Plan, Sequence, Token
from ..timeline import ceil_minute, floor_minute
from ..timing import timing
from ..walk import walk

Span = tuple[int, int]


@dataclass(frozen=True)
class _Stated:
    """What a schedule says in the instance's terms: spans by ticket, shifts by task, trips and breaks by shift."""

    span: dict[int, Span]
    crew: dict[int, dict[int, int]]
    trips: dict[int, list[int]]
    breaks: dict[int, list[Span]]


def stated_plan(context: Context, instance: Instance, schedule: Schedule) -> Plan:
    """Return a plan with the shifts that can be carried out just as a schedule states them.

    A shift of which anything cannot be carried out at its stated time is left out whole.
    """
    stated = _read(context, instance, schedule)
    kept = set(stated.span)
    on: dict[int, set[int]] = defaultdict(set)
    for ticket in kept:
        for shift in stated.crew[ticket].values():
            on[shift].add(ticket)
    orders: dict[int, Sequence] = {}
    changed = set(on)
    while changed:
        lost = set()
        for shift in sorted(changed):
            orders[shift] = _order(instance, stated, on[shift], shift)
            if not _holds(instance, stated, shift, orders[shift]):
                lost |= on[shift]
        lost |= _early(instance, stated, kept)
        kept -= lost
        changed = {shift for ticket in lost for shift in stated.crew[ticket].values()}
        for shift in changed:
            on[shift] -= lost
    orders = {shift: order for shift, order in orders.items() if on[shift]}
    plan = Plan(orders, frozenset(kept.intersection(instance.changes)))
    return plan if timing(instance, plan) else Plan()


def _read(context: Context, instance: Instance, schedule: Schedule) -> _Stated:
    index = {ticket: at for at, ticket in enumerate(instance.tickets)}
    stated = _Stated({}, {}, defaultdict(list), defaultdict(list))
    for given in schedule.assignments:
        ticket = index.get(given.ticket_id)
        span = floor_minute(context.origin, given.start), ceil_minute(context.origin, given.end)
        if ticket is not None and ticket not in instance.facts:
            crew = _crew(instance, ticket, given, span[0])
            if crew:
                stated.span[ticket], stated.crew[ticket] = span, crew
    for trip in schedule.trips:
        depart = floor_minute(context.origin, trip.depart)
        # What has departed led to a fact, or has to be made after now, where its target comes.
        for shift in _shifts_at(instance, trip.engineer_id, depart) if depart >= instance.now else ():
            stated.trips[shift].append(depart)
    for taken in schedule.breaks:
        span = floor_minute(context.origin, taken.start), ceil_minute(context.origin, taken.end)
        for shift in _shifts_at(instance, taken.engineer_id, span[0]):
            stated.breaks[shift].append(span)
    return stated


def _crew(instance: Instance, ticket: int, given: Assignment, start: int) -> dict[int, int]:
    """Return the shift by task, nothing when the rules no longer let these engineers take the ticket then."""
    tasks, candidates = instance.ticket_tasks[ticket], set(instance.candidates[ticket])
    found = [s for e in given.engineer_ids for s in _shifts_at(instance, e, start) if s in candidates]
    named = instance.task_engineer.get(tasks[0])
    found.sort(key=lambda shift: (instance.shifts[shift].engineer != named, shift))
    return dict(zip(tasks, found, strict=True)) if len(found) == len(tasks) == len(given.engineer_ids) else {}


def _shifts_at(instance: Instance, engineer_id: str, at: int) -> list[int]:
    """Return the shifts of an engineer that hold a tick, none for an engineer who is not there any more."""
    engineer = instance.engineer_index.get(engineer_id)
    own = () if engineer is None else instance.shifts_of[engineer]
    return [shift for shift in own if instance.shifts[shift].start <= at < instance.shifts[shift].hard_end]


def _order(instance: Instance, stated: _Stated, tickets: set[int], shift: int) -> Sequence:
    """Return work, facts, trips and breaks of a shift by time; a break inside pausable work is absorbed by it."""
    form = instance.shifts[shift]
    breaks = _breaks(instance, stated, shift)
    entries = [(start, 1, Token(Kind.TRIP)) for start in stated.trips[shift]]
    entries += [(fact.start, 2, Token(Kind.FACT, at)) for at, fact in enumerate(form.placed_facts)]
    for ticket in sorted(tickets):
        start, end = stated.span[ticket]
        # Only pausable work can hold a break; one stated inside other work keeps its shift from coming over whole.
        within = sorted(breaks.items()) if instance.ticket_pausable[ticket] else ()
        for task, on in stated.crew[ticket].items():
            if on == shift:
                inside = tuple(index for index, (a, b) in within if start < a and b < end)
                entries.append((start, 3, Token(Kind.TASK, task, inside)))
                breaks = {index: pause for index, pause in breaks.items() if index not in inside}
    entries += [(start, 1, Token(Kind.BREAK, index)) for index, (start, _) in breaks.items()]
    return tuple(token for _, _, token in sorted(entries))


def _breaks(instance: Instance, stated: _Stated, shift: int) -> dict[int, Span]:
    """Return where the schedule has each break of a shift; of breaks alike the earlier one comes first."""
    left, found = sorted(stated.breaks[shift]), {}
    for index, form in enumerate(instance.shifts[shift].breaks):
        fits = [(a, b) for a, b in left if form.low <= a and b <= form.high and b - a == form.minutes]
        if fits:
            found[index] = fits[0]
            left.remove(fits[0])
    return found


def _holds(instance: Instance, stated: _Stated, shift: int, order: Sequence) -> bool:
    """Whether a shift's order has every stated start, takes every break and keeps the cap."""
    form = instance.shifts[shift]
    tasks = [token.item for token in order if token.kind is Kind.TASK]
    span = {task: stated.span[instance.task_ticket[task]] for task in tasks}
    earliest = {task: start for task, (start, _) in span.items()}
    crews = {task for task in tasks if len(instance.ticket_tasks[instance.task_ticket[task]]) > 1}
    minutes = {task: span[task][1] - span[task][0] for task in crews}
    times = walk(instance, shift, order, earliest=earliest, minutes=minutes)
    return (
        times is not None
        and times.starts == span
        and len(times.breaks) == len(form.breaks)
        and (form.load_cap is None or times.load <= form.load_cap)
    )


def _early(instance: Instance, stated: _Stated, kept: set[int]) -> set[int]:
    """Return the tickets that wait for one that is not planned, or not done by then."""
    spans = {ticket: (start, end) for ticket, (_, start, end) in instance.facts.items()}
    spans |= {ticket: stated.span[ticket] for ticket in kept}
    return {
        order.after
        for order in instance.orders
        if order.after in kept
        and (order.before not in spans or spans[order.before][1] + order.lag > spans[order.after][0])
    }
