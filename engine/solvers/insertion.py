"""The best place for one more ticket: its cheapest positions on the shifts that may take it."""

from dataclasses import dataclass
from typing import NamedTuple

from ..instance import Instance
from ..plan import Kind, Sequence
from ..slots import first_start, slots
from ..steps import evaluate
from ..walk import ShiftTimes
from .draft import Draft, with_task
from .earliest import least_costs

MOST_SHIFTS = 40
"""Shifts that are priced for one ticket; those with the least optimistic cost come first."""


class Option(NamedTuple):
    """A priced way to work a ticket: change of cost, start, shift, order and times."""

    delta: int
    start: int
    shift: int
    sequence: Sequence
    times: ShiftTimes


@dataclass(frozen=True)
class Choice:
    """The best options of a ticket on different shifts, cheapest first."""

    options: tuple[Option, ...]

    def regret(self, drop: int) -> int:
        """Return what waiting may cost: the second best option, or leaving the ticket out, less the best."""
        if not self.options:
            return -1
        second = self.options[1].delta if len(self.options) > 1 else drop
        return min(second, drop) - self.options[0].delta


def optimistic(instance: Instance, ticket: int, earliest: int = 0) -> list[tuple[int, int]]:
    """Return ``(cost, shift)`` of a ticket's shifts if each were empty, cheapest first: a bound on any insertion."""
    shifts, costs = least_costs(instance, ticket, earliest)
    return sorted(zip(costs.tolist(), shifts.tolist(), strict=True))


class Known:
    """Options already priced, by ticket and shift; they hold until the shift changes."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.version = [0] * len(draft.instance.shifts)
        self._found: dict[tuple[int, int], tuple[int, Option | None]] = {}

    def best_on(self, ticket: int, shift: int) -> Option | None:
        """Return the cheapest insertion into a shift, priced anew only when the shift has changed."""
        version = self.version[shift]
        known = self._found.get((ticket, shift))
        if known is None or known[0] != version:
            known = self._found[ticket, shift] = (version, best_on(self.draft, ticket, shift))
        return known[1]


def choose(known: Known, ticket: int, ranked: list[tuple[int, int]], keep: int = 2) -> Choice:
    """Return the best options of a ticket on up to ``keep`` shifts.

    Parameters
    ----------
    known : Known
        Prices options on its draft.
    ranked : list of (int, int)
        The shifts to try, from `optimistic`.
    """
    instance = known.draft.instance
    found: list[Option] = []
    for tried, (bound, shift) in enumerate(ranked):
        if len(found) >= keep and (bound >= found[keep - 1].delta or tried >= MOST_SHIFTS):
            break
        option = known.best_on(ticket, shift)
        if option:
            found.append(option)
            found.sort(
                key=lambda each: (each.delta, each.start, instance.engineers[instance.shifts[each.shift].engineer])
            )
    return Choice(tuple(found[:keep]))


def best_on(draft: Draft, ticket: int, shift: int) -> Option | None:
    """Return the cheapest insertion of a ticket into one shift, after the work that it waits for."""
    instance, earliest = draft.instance, ready_at(draft, ticket)
    if earliest is None:
        return None
    form = instance.shifts[shift]
    engineer = form.engineer
    task = instance.ticket_tasks[ticket][0]
    minutes, assigned = instance.pairs[ticket][engineer]
    group = draft.group_price(ticket, engineer)
    bounds = {task: earliest} if earliest else None
    best: Option | None = None
    for absorbed in _absorbable(instance, ticket, shift):
        found = slots(instance, ticket, shift, minutes, absorbed=absorbed)
        for position, ready in _positions(draft, shift):
            first = first_start(found, max(ready, earliest))
            if first is None:
                break
            late = evaluate(instance.late_start[ticket], first[0])
            late += evaluate(instance.late_end[ticket], first[0] + minutes + first[1])
            if best is not None and assigned + late + group >= best.delta:
                break  # later positions only start later
            sequence = with_task(draft.sequences[shift], position, task, absorbed)
            tried = draft.try_order(shift, sequence, earliest=bounds)
            if tried is not None and keeps_links(draft, ticket, tried[1]):
                delta, times = tried
                if best is None or delta + group < best.delta:
                    best = Option(delta + group, times.starts[task][0], shift, sequence, times)
    return best


def keeps_links(draft: Draft, ticket: int, times: ShiftTimes) -> bool:
    """Whether a ticket, once placed, ends in time for the placed work that waits for it."""
    instance = draft.instance
    if ticket not in instance.linked:
        return True
    end = times.starts[instance.ticket_tasks[ticket][0]][1]
    return all(
        end + order.lag <= draft.span[order.after][0]
        for order in instance.successors.get(ticket, ())
        if order.after in draft.span
    )


def ready_at(draft: Draft, ticket: int) -> int | None:
    """Return the least start that a ticket's predecessors allow; None while one of them is not placed."""
    earliest = 0
    for order in draft.instance.predecessors.get(ticket, ()):
        if order.before not in draft.span:
            return None
        earliest = max(earliest, draft.span[order.before][1] + order.lag)
    return earliest


def _absorbable(instance: Instance, ticket: int, shift: int) -> list[tuple[int, ...]]:
    if not instance.ticket_pausable[ticket]:
        return [()]
    return [(), *((index,) for index in range(len(instance.shifts[shift].breaks)))]


def _positions(draft: Draft, shift: int) -> list[tuple[int, int]]:
    """Return the positions in a shift's order, each with the tick at which the token before it ends."""
    form, times = draft.instance.shifts[shift], draft.times[shift]
    ready, found = form.start, [(0, form.start)]
    breaks = sorted(times.breaks)
    for position, token in enumerate(draft.sequences[shift]):
        if token.kind is Kind.TASK:
            ready = times.starts[token.item][1]
        elif token.kind is Kind.FACT:
            ready = max(ready, form.placed_facts[token.item].end)
        elif token.kind is Kind.BREAK:
            minutes = form.breaks[token.item].minutes
            ready = next((b for a, b in breaks if a >= ready and b - a == minutes), ready)
        found.append((position + 1, ready))
    return found
