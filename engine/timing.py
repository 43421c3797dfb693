"""From order to starts: the one function every solver's answer goes through.

The result is the least fixpoint of earliest starts, across shifts where tickets are linked by order or worked by
several engineers. Every price of time is non-decreasing in time, so earliest is best; a ticket that is held does not
start before its published start less the tolerance, below which it would count as moved.
"""

from collections import defaultdict
from dataclasses import dataclass

from .arrange import Span, arrange
from .instance import NOWHERE, Instance
from .plan import Kind, Plan, Sequence, Token
from .timeline import subtract
from .walk import ShiftTimes, walk


@dataclass(frozen=True)
class Timed:
    """A plan with its times. ``span`` is start and end by ticket, facts included."""

    plan: Plan
    shifts: dict[int, ShiftTimes]
    span: dict[int, tuple[int, int]]
    crew: dict[int, tuple[int, ...]]
    """Shifts by ticket."""


def timing(instance: Instance, plan: Plan) -> Timed | None:
    """Return the earliest timing of a plan, None when the plan cannot be carried out.

    A shift that the plan does not name holds its facts and breaks.
    """
    sequences = {shift: order for shift, order in plan.sequences.items() if order and order != bare(instance, shift)}
    task_shift = dict(plan.tasks())
    minutes = _longest(instance, task_shift)
    if minutes is None:
        return None
    earliest = _held(instance, plan)
    walked: dict[int, ShiftTimes] = {}
    known: dict[int, ShiftTimes | None] = instance.of_shifts("idle times")
    for shift in range(len(instance.shifts)):
        if shift not in sequences:
            # Most shifts of most plans, so what is known of them is not asked for one by one.
            idle = known[shift] if shift in known else idling(instance, shift)
            if idle is None:
                return None
            walked[shift] = idle
    todo = set(sequences)
    while todo:
        for shift in sorted(todo):
            times = walk(instance, shift, sequences[shift], earliest=earliest, minutes=minutes)
            if times is None or not _is_complete(instance, shift, times):
                return None
            walked[shift] = times
        todo = {task_shift[task] for task in _raise(instance, task_shift, walked, earliest)}
    walked = dict(sorted(walked.items()))
    span, crew = _spans(instance, task_shift, walked)
    return None if _breaks_a_link(instance, span) else Timed(plan, walked, span, crew)


def _is_complete(instance: Instance, shift: int, times: ShiftTimes) -> bool:
    """Whether a walked shift takes all its breaks and keeps its cap."""
    form = instance.shifts[shift]
    return len(times.breaks) == len(form.breaks) and (form.load_cap is None or times.load <= form.load_cap)


def idling(instance: Instance, shift: int) -> ShiftTimes | None:
    """Return the times of a shift without work, which nothing but the shift decides; None when it has none.

    They are found once and shared: whoever gets them must leave them as they are.
    """
    known: dict[int, ShiftTimes | None] = instance.of_shifts("idle times")
    if shift not in known:
        times = walk(instance, shift, bare(instance, shift))
        known[shift] = times if times is not None and _is_complete(instance, shift, times) else None
    return known[shift]


def bare(instance: Instance, shift: int) -> Sequence:
    """Return the order of a shift without work: its placed facts with their trips, and the breaks that find room."""
    known: dict[int, Sequence] = instance.of_shifts("bare")
    if shift not in known:
        known[shift] = _bare(instance, shift)
    return known[shift]


def _bare(instance: Instance, shift: int) -> Sequence:
    form = instance.shifts[shift]
    free, trips, place, visiting, at = form.free, [], form.home, NOWHERE, form.start
    stops = [(fact.place, fact.ticket, fact.start, fact.end) for fact in form.placed_facts]
    if stops:
        stops.append((form.home, -1, form.hard_end, form.hard_end))
    for index, (target, ticket, start, end) in enumerate(stops):
        setup = instance.setup[target] if ticket >= 0 and visiting != target else 0
        ticks = instance.travel_ticks(form.engineer, place, target)
        if index not in form.closed:
            free = subtract(free, ((start - setup, start),))
            trips += [Span(at, start - setup, ticks)] if ticks else []
        visiting = target if ticket >= 0 or visiting == target else NOWHERE
        place, at = target, max(at, end)
    found = arrange(free, trips, [Span(*each) for each in form.breaks])
    entries = [(fact.start, 1, index, Token(Kind.FACT, index)) for index, fact in enumerate(form.placed_facts)]
    entries += [(start, 0, 0, Token(Kind.TRIP)) for start in found.trips if start is not None]
    entries += [
        (start, 0, index, Token(Kind.BREAK, index)) for index, start in enumerate(found.breaks) if start is not None
    ]
    return tuple(entry[-1] for entry in sorted(entries))


def with_break(instance: Instance, shift: int, sequence: Sequence, index: int) -> Sequence | None:
    """Return an order with a break at the first position where it fits, None when there is none."""
    for position in range(len(sequence) + 1):
        tried = (*sequence[:position], Token(Kind.BREAK, index), *sequence[position:])
        if walk(instance, shift, tried) is not None:
            return tried
    return None


def _longest(instance: Instance, task_shift: dict[int, int]) -> dict[int, int] | None:
    """Return the common ticks of tasks that several engineers do together; None when not all are there."""
    minutes = {}
    for task, shift in task_shift.items():
        tasks = instance.ticket_tasks[instance.task_ticket[task]]
        if len(tasks) == 1:
            continue
        if any(each not in task_shift for each in tasks):
            return None
        engineers = {instance.shifts[task_shift[each]].engineer for each in tasks}
        named = instance.task_engineer.get(task)
        if len(engineers) < len(tasks) or (named is not None and instance.shifts[shift].engineer != named):
            return None
        minutes[task] = max(instance.pairs[instance.task_ticket[task]][engineer][0] for engineer in engineers)
    return minutes


def _held(instance: Instance, plan: Plan) -> dict[int, int]:
    earliest = {}
    for ticket in plan.held:
        change = instance.changes[ticket]
        for task in instance.ticket_tasks[ticket]:
            earliest[task] = change.start - change.tolerance
    return earliest


def _raise(
    instance: Instance, task_shift: dict[int, int], walked: dict[int, ShiftTimes], earliest: dict[int, int]
) -> list[int]:
    """Raise the earliest starts that links call for; return the tasks whose start must move."""
    wanted: dict[int, int] = defaultdict(lambda: -1)
    span, _ = _spans(instance, task_shift, walked)
    for order in instance.orders:
        if order.before in span and order.after in span:
            for task in instance.ticket_tasks[order.after]:
                wanted[task] = max(wanted[task], span[order.before][1] + order.lag)
    for ticket in instance.linked:
        tasks = instance.ticket_tasks[ticket]
        if len(tasks) > 1 and tasks[0] in task_shift:
            latest = max(walked[task_shift[task]].starts[task][0] for task in tasks)
            for task in tasks:
                wanted[task] = max(wanted[task], latest)
    moved = []
    for task, start in wanted.items():
        if task in task_shift and walked[task_shift[task]].starts[task][0] < start:
            earliest[task] = max(start, earliest.get(task, start))
            moved.append(task)
    return moved


def _spans(
    instance: Instance, task_shift: dict[int, int], walked: dict[int, ShiftTimes]
) -> tuple[dict[int, tuple[int, int]], dict[int, tuple[int, ...]]]:
    span = {ticket: (start, end) for ticket, (_, start, end) in instance.facts.items()}
    crew = {ticket: shifts for ticket, (shifts, _, _) in instance.facts.items()}
    for task, shift in task_shift.items():
        start, end = walked[shift].starts[task]
        ticket = instance.task_ticket[task]
        known = span.get(ticket, (start, end))
        span[ticket] = (min(start, known[0]), max(end, known[1]))
        crew[ticket] = (*crew.get(ticket, ()), shift)
    return span, crew


def _breaks_a_link(instance: Instance, span: dict[int, tuple[int, int]]) -> bool:
    """Whether a dependent is worked without its predecessor, or a fact comes too early for one."""
    for before, after, lag in instance.orders:
        if after in span and before not in span and after not in instance.facts:
            return True
        is_late = after in span and before in span and span[before][1] + lag > span[after][0]
        # Two facts may break their link: nobody plans them.
        if is_late and before not in instance.facts:
            return True
    return False
