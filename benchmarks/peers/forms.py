"""Which forms an instance uses beyond plain routing, in words, so that an adapter can say what it leaves out."""

from collections.abc import Callable, Iterator

import numpy as np

from engine.instance import NOWHERE, Instance, ShiftForm
from engine.timeline import length


def _minutes_differ(instance: Instance) -> bool:
    return any(len(np.unique(instance.pair_row(ticket)[1])) > 1 for ticket in open_tickets(instance))


def _costs(instance: Instance) -> bool:
    return any(instance.pair_row(ticket)[2].any() for ticket in open_tickets(instance))


def _is_cut(form: ShiftForm) -> bool:
    return len(form.free) > 1


def _gapped(instance: Instance) -> bool:
    return any(len(instance.starts[t]) > 1 or len(instance.within[t]) > 1 for t in open_tickets(instance))


def open_tickets(instance: Instance) -> Iterator[int]:
    """Yield the tickets of one engineer that are to be planned."""
    for ticket, tasks in enumerate(instance.ticket_tasks):
        if ticket not in instance.facts and len(tasks) == 1:
            yield ticket


FORMS: dict[str, tuple[str, Callable[[Instance], bool]]] = {
    "together": ("work of several engineers", lambda i: any(len(tasks) > 1 for tasks in i.ticket_tasks)),
    "orders": ("tickets that wait for others", lambda i: bool(i.orders)),
    "groups": ("tickets that one engineer should keep", lambda i: bool(i.groups)),
    "changes": ("the price of moving published work", lambda i: bool(i.changes)),
    "pausable": ("work that pauses", lambda i: any(i.ticket_pausable[t] for t in open_tickets(i))),
    "remote": ("remote work without a place", lambda i: any(i.ticket_place[t] == NOWHERE for t in open_tickets(i))),
    "minutes": ("minutes that depend on the engineer", _minutes_differ),
    "assign": ("the price of who does it", _costs),
    "windows": ("several time windows", _gapped),
    "late": ("lateness", lambda i: any(i.late_start[t] or i.late_end[t] for t in open_tickets(i))),
    "meetings": ("meetings inside a shift", lambda i: any(_is_cut(form) for form in i.shifts)),
    "breaks": ("floating breaks", lambda i: any(form.breaks for form in i.shifts)),
    "facts": ("trips to fixed work", lambda i: any(form.placed_facts for form in i.shifts)),
    "load": ("load prices", lambda i: any(form.load for form in i.shifts) or any(i.window_load)),
    "cap": ("load caps", lambda i: any(form.load_cap is not None for form in i.shifts)),
    "overtime": ("overtime", lambda i: any(form.end_cost for form in i.shifts if form.hard_end > form.normal_end)),
    "setup": ("set-up and price of a visit", lambda i: any(i.setup) or any(i.visit_cost)),
    "opening": ("opening hours for set-up", lambda i: any(s and _is_closed(i, p) for p, s in enumerate(i.setup))),
    "drop": ("leaving out at a price of each ticket's own", lambda i: len({i.drop[t] for t in open_tickets(i)}) > 1),
}
"""Per form: its words, and whether an instance uses it."""


def _is_closed(instance: Instance, place: int) -> bool:
    return length(instance.opening[place]) < 2 * instance.horizon


def beyond(instance: Instance, expressed: frozenset[str]) -> tuple[str, ...]:
    """Return the words of the forms that an instance uses and that are not among those expressed."""
    return tuple(words for name, (words, is_used) in FORMS.items() if name not in expressed and is_used(instance))
