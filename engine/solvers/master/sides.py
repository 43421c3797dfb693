"""What ties the shifts of a master problem together: crews, orders, groups, loads over the whole window."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ortools.sat.python import cp_model

from ...cost import hinged, ticket_cost
from .columns import Span, idle
from .model import Lit, Master

Marks = dict[int, dict[Span, Lit]]
"""Per ticket whose time depends on other shifts: a literal per start and end that a column gives it."""


def add_sides(master: Master) -> list[cp_model.LinearExprT]:
    """Add the constraints between shifts; return the terms of the objective that they bring."""
    marks: Marks = {}
    terms: list[cp_model.LinearExprT] = []
    for ticket in sorted(master.instance.linked.intersection(master.by_ticket)):
        marks[ticket] = _mark(master, ticket)
        if len(master.instance.ticket_tasks[ticket]) > 1:
            terms += _crew(master, ticket, marks[ticket])
    _orders(master, marks)
    return [*terms, *_groups(master), *_window_loads(master)]


def _mark(master: Master, ticket: int) -> dict[Span, Lit]:
    """Tie all tasks of a ticket to one start and end, or none of them to any."""
    by_span = defaultdict(list)
    for at in master.by_ticket[ticket]:
        column = master.columns[at]
        by_span[column.spans[column.tickets.index(ticket)]].append(at)
    found = {}
    for span, columns in sorted(by_span.items()):
        lit = found[span] = master.model.new_bool_var("")
        master.model.add(master.any_of(columns) == len(master.instance.ticket_tasks[ticket]) * lit)
    master.model.add_at_most_one(found.values())
    return found


def _crew(master: Master, ticket: int, marks: dict[Span, Lit]) -> Iterator[cp_model.LinearExprT]:
    """Let every engineer of a crew be another one, and the named one be among them; yield what their work costs."""
    instance, by_engineer = master.instance, defaultdict(list)
    for at in master.by_ticket[ticket]:
        by_engineer[instance.shifts[master.columns[at].shift].engineer].append(at)
    for columns in by_engineer.values():
        master.model.add_at_most_one(master.chosen[at] for at in columns)
    named = instance.task_engineer.get(instance.ticket_tasks[ticket][0])
    if named is not None:
        assigned = cp_model.LinearExpr.sum(list(marks.values()))
        master.model.add(master.any_of(by_engineer.get(named, [])) == assigned)
    for span, lit in marks.items():
        yield (ticket_cost(instance, ticket, span, ()) - instance.drop[ticket]) * lit


def _orders(master: Master, marks: Marks) -> None:
    """Let a dependent be worked only with its predecessor, and after it."""
    model, facts = master.model, master.instance.facts
    for before, after, lag in master.instance.orders:
        if before in facts:
            ready = facts[before][2] + lag
            _forbid(model, (lit for span, lit in marks.get(after, {}).items() if span[0] < ready))
        elif after in facts:
            due = facts[after][1] - lag
            _forbid(model, (lit for span, lit in marks.get(before, {}).items() if span[1] > due))
        else:
            _order(model, marks.get(before, {}), marks.get(after, {}), lag)


def _forbid(model: cp_model.CpModel, lits: Iterable[Lit]) -> None:
    for lit in lits:
        model.add(lit == 0)


def _order(model: cp_model.CpModel, before: dict[Span, Lit], after: dict[Span, Lit], lag: int) -> None:
    if not after:
        return
    model.add(cp_model.LinearExpr.sum(list(after.values())) <= cp_model.LinearExpr.sum(list(before.values())))
    for end in sorted({span[1] for span in before}):
        late = [lit for span, lit in before.items() if span[1] >= end]
        early = [lit for span, lit in after.items() if span[0] < end + lag]
        model.add_at_most_one([*late, *early])


def _groups(master: Master) -> Iterator[cp_model.LinearExprT]:
    """Yield the price of engineers beyond the first on tickets that belong together."""
    instance, model = master.instance, master.model
    for group in instance.groups:
        fixed = {
            instance.shifts[s].engineer for t in group.tickets if t in instance.facts for s in instance.facts[t][0]
        }
        by_shift = defaultdict(set)
        for ticket in group.tickets:
            for at in master.by_ticket.get(ticket, ()):
                by_shift[master.columns[at].shift].add(at)
        engaged = {
            engineer: model.new_bool_var("")
            for engineer in sorted({instance.shifts[s].engineer for s in by_shift} - fixed)
        }
        for shift, columns in sorted(by_shift.items()):
            engineer = instance.shifts[shift].engineer
            if engineer in engaged:
                model.add(master.any_of(sorted(columns)) <= engaged[engineer])
        extra = model.new_int_var(0, len(fixed) + len(engaged), "")
        model.add(extra >= len(fixed) + cp_model.LinearExpr.sum(list(engaged.values())) - 1)
        # Facts alone may call for more than one engineer: the idle plan pays for those already.
        yield group.cost * (extra - max(0, len(fixed) - 1))


def _window_loads(master: Master) -> Iterator[cp_model.LinearExprT]:
    """Yield the price of each engineer's load over the window, above that of the idle plan."""
    instance, model, nothing = master.instance, master.model, idle(master.instance)
    for engineer, hinges in enumerate(instance.window_load):
        shifts = [shift for shift in instance.shifts_of[engineer] if master.by_shift.get(shift)]
        if not hinges or not shifts:
            continue
        least = sum(nothing.shifts[shift].load for shift in instance.shifts_of[engineer])
        load = least + cp_model.LinearExpr.sum(
            [
                (master.columns[at].load - nothing.shifts[shift].load) * master.chosen[at]
                for shift in shifts
                for at in master.by_shift[shift]
            ]
        )
        most = least + sum(
            max(0, *(master.columns[at].load - nothing.shifts[shift].load for at in master.by_shift[shift]))
            for shift in shifts
        )
        for point, each in hinges:
            if most > point:
                over = model.new_int_var(0, most - point, "")
                model.add(over >= load - point)
                yield each * over
        yield -hinged(hinges, least)
