"""The exact model of a scope, its hint, and the plan read back from it."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from ...cost import groups_cost, hinged, shift_cost, ticket_total
from ...instance import Instance
from ...plan import Kind, Plan, Sequence, Token
from ...timing import Timed
from .prices import add_links, objective
from .routes import HOME, Route, add_shift
from .scope import Scope
from .variables import Variables, add_tickets


@dataclass
class Exact:
    """A CP-SAT model of a scope, with the variables to read and to fix."""

    instance: Instance
    scope: Scope
    current: Timed
    model: cp_model.CpModel
    made: Variables
    routes: dict[int, Route]
    cost: cp_model.LinearExprT


def build(instance: Instance, scope: Scope, current: Timed) -> Exact:
    """Return the model of a scope, given the plan that everything outside keeps to."""
    model = cp_model.CpModel()
    made = add_tickets(model, instance, scope, current)
    routes = {shift: add_shift(model, instance, made, shift) for shift in scope.shifts}
    add_links(model, instance, made, current)
    cost = objective(model, instance, scope, made, routes, current)
    model.minimize(cost)
    return Exact(instance, scope, current, model, made, routes, cost)


def hint(exact: Exact) -> None:
    """Hint the current plan: who, when, in which order, trips and breaks."""
    made, current, model = exact.made, exact.current, exact.model
    for ticket, start in made.start.items():
        span = current.span.get(ticket)
        inside = set(made.shifts_of[ticket])
        here = span is not None and bool(inside.intersection(current.crew[ticket]))
        model.add_hint(made.assigned[ticket], here)
        if here and span:
            model.add_hint(start, span[0])
            model.add_hint(made.end[ticket], span[1])
        for shift in inside:
            model.add_hint(made.places[ticket, shift].present, here and shift in current.crew[ticket])
    for shift, route in exact.routes.items():
        _hint_route(exact, shift, route)


def _hint_route(exact: Exact, shift: int, route: Route) -> None:
    model, instance, times = exact.model, exact.instance, exact.current.shifts[shift]
    starts = {instance.task_ticket[task]: start for task, (start, _) in times.starts.items()}
    facts = instance.shifts[shift].placed_facts
    order = []
    for at, node in route.nodes.items():
        start = facts[node.fact].start if node.fact >= 0 else starts.get(node.ticket)
        if start is not None:
            order.append((start, at))
    path = [HOME, *(at for _, at in sorted(order)), HOME]
    used = set(itertools.pairwise(path))
    for pair, arc in route.arcs.items():
        model.add_hint(arc, pair in used)
    for leg in route.legs:
        if leg.target not in path:
            model.add_hint(leg.present, False)


def read(exact: Exact, value: Callable[[cp_model.LinearExprT], int]) -> Plan:
    """Return the decisions of a solution: orders, places of trips and breaks, tickets that hold."""
    made = exact.made
    tasks = _tasks(exact, value)
    sequences = {shift: _sequence(exact, value, shift, tasks) for shift in exact.scope.shifts}
    held = set(exact.current.plan.held) - set(made.start)
    for ticket, change in exact.instance.changes.items():
        is_free = ticket in made.start and value(made.assigned[ticket])
        if is_free and abs(value(made.start[ticket]) - change.start) <= change.tolerance:
            held.add(ticket)
    return exact.current.plan.replace(sequences, frozenset(held))


def _tasks(exact: Exact, value: Callable[[cp_model.LinearExprT], int]) -> dict[tuple[int, int], int]:
    """Return the task by ticket and shift: of several engineers the named one does the first task, then by shift."""
    instance, made = exact.instance, exact.made
    free = set(exact.scope.tickets)
    kept = {(instance.task_ticket[task], shift): task for task, shift in exact.current.plan.tasks()}
    found = {pair: task for pair, task in kept.items() if pair[0] not in free}
    for ticket in free.intersection(made.start):
        tasks = instance.ticket_tasks[ticket]
        named = instance.task_engineer.get(tasks[0])
        crew = [shift for shift in made.shifts_of[ticket] if value(made.places[ticket, shift].present)]
        crew.sort(key=lambda shift: (instance.shifts[shift].engineer != named, shift))
        found.update(zip(((ticket, shift) for shift in crew), tasks, strict=False))
    return found


def _sequence(
    exact: Exact, value: Callable[[cp_model.LinearExprT], int], shift: int, tasks: dict[tuple[int, int], int]
) -> Sequence:
    made, route = exact.made, exact.routes[shift]
    entries: list[tuple[int, int, Token]] = []
    for ticket in made.on_shift[shift]:
        place = made.places[ticket, shift]
        if value(place.present):
            absorbed = next((taken for taken, lit in place.absorbs.items() if value(lit)), ())
            entries.append((value(made.start[ticket]), 3, Token(Kind.TASK, tasks[ticket, shift], absorbed)))
    facts = enumerate(exact.instance.shifts[shift].placed_facts)
    entries += [(fact.start, 2, Token(Kind.FACT, at)) for at, fact in facts]
    for leg in route.legs:
        if value(leg.present) and value(leg.ticks):
            entries.append((value(leg.depart), 1, Token(Kind.TRIP)))
    for index, start in route.breaks.items():
        if not any(value(lit) for lit in route.absorbed[index]):
            entries.append((value(start), 1, Token(Kind.BREAK, index)))
    return tuple(token for _, _, token in sorted(entries))


def scope_cost(exact: Exact, timed: Timed) -> int:
    """Return what a timed plan costs in the terms that the model decides: its objective when times are earliest."""
    instance, scope = exact.instance, exact.scope
    total = groups_cost(instance, timed)
    total += sum(shift_cost(instance, shift, timed.shifts[shift]) for shift in scope.shifts)
    for engineer in {instance.shifts[shift].engineer for shift in scope.shifts}:
        load = sum(timed.shifts[shift].load for shift in instance.shifts_of[engineer])
        total += hinged(instance.window_load[engineer], load)
    for ticket in sorted({*exact.made.start, *scope.tickets}):
        total += ticket_total(instance, ticket, timed)
    return total
