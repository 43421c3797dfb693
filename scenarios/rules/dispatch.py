"""What the dispatch rules have in common: ticket after ticket into somebody's calendar; nothing booked moves again.

Service desks run such rules every few minutes over the unassigned tickets. A rule sees what a dispatcher's board shows:
who may take the ticket, how well it suits, how full everybody is, and the first slot in each calendar that holds the
trip, the set-up and the work. Both orders in which desks take tickets are tried, earliest due first and priority first,
and the plan that costs less counts: the desk's service manager has found out which one suits.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from engine.cost import cost
from engine.instance import Instance
from engine.plan import Kind, Sequence
from engine.slots import first_start, slots
from engine.solvers.crews import place_crew
from engine.solvers.draft import Draft, with_task
from engine.solvers.insertion import keeps_links, ready_at
from engine.steps import Steps
from engine.timeline import length
from engine.timing import Timed, timing
from engine.walk import ShiftTimes

SOON = 240
"""Minutes for which a ticket may wait for an engineer whom the rule prefers; the best of some tried on small desks."""


class Slot(NamedTuple):
    """The first slot for a ticket on an engineer's calendar."""

    start: int
    shift: int
    sequence: Sequence
    times: ShiftTimes


class Dispatch(ABC):
    """Base of the rules that service desks run today; nothing is drawn at random."""

    name: ClassVar[str]

    def best(self, instance: Instance) -> Timed:
        """Return the cheaper of the rule's two plans; it takes moments."""
        timed = (self.dispatched(instance, order) for order in (by_due(instance), by_priority(instance)))
        return min(timed, key=lambda each: cost(instance, each))

    def dispatched(self, instance: Instance, waiting: list[int]) -> Timed:
        """Return the plan that the rule makes of tickets in an order."""
        draft = Draft(instance)
        while waiting:
            later = []
            for ticket in waiting:
                earliest = ready_at(draft, ticket)
                if earliest is None:
                    later.append(ticket)
                elif len(instance.ticket_tasks[ticket]) > 1:
                    place_crew(draft, ticket, earliest)
                elif slot := self._choose(draft, ticket, earliest):
                    draft.place(ticket, [(slot.shift, slot.sequence, slot.times)])
            # Another round for tickets that waited for others, as long as that gets one of them placed.
            waiting = later if len(later) < len(waiting) else []
        timed = timing(instance, draft.plan())
        assert timed is not None, "what each calendar holds can be carried out"
        return timed

    @abstractmethod
    def ranked(self, draft: Draft, ticket: int) -> list[int]:
        """Return the engineers who may take a ticket, in the order in which the rule asks them."""

    def _choose(self, draft: Draft, ticket: int, earliest: int) -> Slot | None:
        """Return the slot of the first engineer asked who can start soon and in time, else the first slot of all."""
        first = max(earliest, draft.instance.starts[ticket][0][0]) if draft.instance.starts[ticket] else earliest
        last = min(due(draft.instance, ticket), first + SOON)
        late: list[Slot] = []
        for engineer in self.ranked(draft, ticket):
            slot = first_slot(draft, ticket, engineer, earliest)
            if slot is not None and slot.start <= last:
                return slot
            late += [slot] if slot is not None else []
        return min(late, key=lambda slot: slot.start, default=None)


def by_due(instance: Instance) -> list[int]:
    """Return the tickets to be planned: the earliest due first, of these the most urgent (by drop cost)."""
    tickets = (ticket for ticket in range(len(instance.tickets)) if ticket not in instance.facts)
    return sorted(tickets, key=lambda t: (due(instance, t), -instance.drop[t], instance.tickets[t]))


def by_priority(instance: Instance) -> list[int]:
    """Return the tickets to be planned: the most urgent first (by drop cost), of equal ones the earliest due."""
    return sorted(by_due(instance), key=lambda t: -instance.drop[t])


def due(instance: Instance, ticket: int) -> int:
    """Return the last tick at which a ticket may start to be in time: for its service levels and for its windows."""
    least = min((minutes for minutes, _ in instance.pairs[ticket].values()), default=0)
    last = min(instance.horizon, instance.within[ticket][-1][1] if instance.within[ticket] else 0) - least
    return min(_breach(instance.late_start[ticket], last), _breach(instance.late_end[ticket], last + least) - least)


def _breach(steps: Steps, last: int) -> int:
    """Return the last tick before a price of lateness jumps, ``last`` where it never does by then."""
    x0, value0, slope0 = 0, 0, 0
    for x, value, slope in steps:
        if value > value0 + slope0 * (x - x0):
            return min(x - 1, last)
        x0, value0, slope0 = x, value, slope
    return last


def first_slot(draft: Draft, ticket: int, engineer: int, earliest: int) -> Slot | None:
    """Return the first slot for a ticket on an engineer's calendar that moves nothing that is booked."""
    instance = draft.instance
    mine = set(instance.candidate_row(ticket).tolist()).intersection(instance.shifts_of[engineer])
    for shift in sorted(mine, key=lambda each: instance.shifts[each].start):
        slot = _first_on(draft, ticket, shift, earliest)
        if slot is not None:
            return slot
    return None


def _first_on(draft: Draft, ticket: int, shift: int, earliest: int) -> Slot | None:
    instance, form = draft.instance, draft.instance.shifts[shift]
    task = instance.ticket_tasks[ticket][0]
    minutes = instance.pairs[ticket][form.engineer][0]
    found = slots(instance, ticket, shift, minutes)
    is_pausable = instance.ticket_pausable[ticket]
    if not is_pausable and (first_start(found, earliest) is None or _is_full(draft, shift, minutes)):
        return None
    absorbed = [(), *((index,) for index in range(len(form.breaks)))] if is_pausable else [()]
    for position in _gaps(draft, shift, 1 if is_pausable else minutes):
        for breaks in absorbed:
            sequence = with_task(draft.sequences[shift], position, task, breaks)
            tried = draft.try_order(shift, sequence, earliest={task: earliest})
            if tried is not None and _moves_nothing(draft, shift, tried[1]) and keeps_links(draft, ticket, tried[1]):
                return Slot(tried[1].starts[task][0], shift, sequence, tried[1])
    return None


def _is_full(draft: Draft, shift: int, minutes: int) -> bool:
    form, times = draft.instance.shifts[shift], draft.times[shift]
    booked = sum(end - start for start, end in (*times.starts.values(), *times.breaks))
    return length(form.free) - booked < minutes


def _moves_nothing(draft: Draft, shift: int, times: ShiftTimes) -> bool:
    return all(times.starts[task] == span for task, span in draft.times[shift].starts.items())


def _gaps(draft: Draft, shift: int, minutes: int) -> Iterator[int]:
    """Yield the positions in a shift's order between whose neighbours so many ticks lie, trips and breaks aside."""
    form, times = draft.instance.shifts[shift], draft.times[shift]
    ready, order = form.start, draft.sequences[shift]
    for position, token in enumerate(order):
        if token.kind is Kind.TASK:
            start, end = times.starts[token.item]
        elif token.kind is Kind.FACT:
            start, end = form.placed_facts[token.item].start, form.placed_facts[token.item].end
        else:
            yield position
            continue
        if start - ready >= minutes:
            yield position
        ready = max(ready, end)
    yield len(order)
