"""From rules and data to the instance: every rule writes its forms, then the forms are frozen into integers."""

from typing import NamedTuple

import numpy as np

from .builder import Builder, Mask, Vector
from .constraint import Rules
from .context import Context
from .errors import DataError, Flaw
from .facts import lay_facts
from .flaws import HOME
from .forms import freeze_shifts, hinges, settle
from .instance import NOWHERE, Group, Instance, Order
from .steps import evaluate

LARGEST_COST = 1 << 53
"""Costs below it are exact in a float, in which CP-SAT reports them."""


class Row(NamedTuple):
    """Who may take a ticket: the shifts, and the engineers with their minutes and costs."""

    shifts: list[int]
    engineers: list[int]
    minutes: Vector
    costs: Vector


def weights_of(context: Context, rules: Rules) -> dict[str, int]:
    """Return the weight of every priced rule in thousandths: the desk's, else the rule's own."""
    given = context.problem.desk.weights.values
    return {rule.name: given.get(rule.name, rule.default_weight) for rule in rules if rule.default_weight is not None}


def compile_instance(context: Context, rules: Rules) -> Instance:
    """Return the instance of a problem under some rules.

    A rule that the data does not need, or whose weight is zero, writes nothing.

    Raises
    ------
    DataError
        When the worst plan could cost so much that a float no longer holds it to the unit.
    """
    builder = Builder(context)
    weights = weights_of(context, rules)
    for rule in rules:
        builder.rule, builder.weight = rule.name, weights.get(rule.name, 1000)
        builder.yields_to_pin = rule.yields_to_pin
        if builder.weight and rule.applies(context.problem):
            rule.compile(context.problem, builder)
    return _freeze(builder)


def _freeze(builder: Builder) -> Instance:
    context, tickets = builder.context, builder.tickets
    at = range(len(tickets))
    rows = _rows(builder)
    places = [builder.place_index[ticket.site_id] if ticket.site_id else NOWHERE for ticket in tickets]
    pausable = [ticket.pausable for ticket in tickets]
    minutes = [dict(zip(row.engineers, row.minutes.tolist(), strict=True)) for row in rows]
    facts = lay_facts(builder, minutes)
    tasks = [len(facts[t][0]) if t in facts else builder.needed[t] for t in at]
    ends = np.cumsum([0, *tasks]).tolist()
    ticket_tasks = tuple(tuple(range(ends[t], ends[t + 1])) for t in at)
    instance = Instance(
        tickets=tuple(ticket.id for ticket in tickets),
        engineers=tuple(engineer.id for engineer in builder.engineers),
        places=tuple(site.id for site in builder.places),
        horizon=context.horizon,
        now=context.now,
        shifts=freeze_shifts(builder, facts, places),
        task_ticket=tuple(t for t in at for _ in ticket_tasks[t]),
        ticket_tasks=ticket_tasks,
        task_engineer={ticket_tasks[t][0]: engineer for t, engineer in sorted(builder.named.items()) if t not in facts},
        ticket_place=tuple(places),
        ticket_pausable=tuple(pausable),
        facts=facts,
        pair_ptr=np.cumsum([0, *(len(row.engineers) for row in rows)]),
        pair_engineer=np.array([e for row in rows for e in row.engineers], dtype=np.int64),
        pair_minutes=np.concatenate([np.zeros(0, np.int64), *(row.minutes for row in rows)]),
        pair_cost=np.concatenate([np.zeros(0, np.int64), *(row.costs for row in rows)]),
        candidate_ptr=np.cumsum([0, *(len(row.shifts) for row in rows)]),
        candidate_shift=np.array([s for row in rows for s in row.shifts], dtype=np.int64),
        within=tuple(builder.within_sets[t] for t in at),
        starts=tuple(builder.start_sets[t] for t in at),
        opening=tuple(builder.opening_sets[p] for p in range(len(builder.places))),
        setup=tuple(builder.setups[p] for p in range(len(builder.places))),
        visit_cost=tuple(builder.visit_costs[p] for p in range(len(builder.places))),
        late_start=tuple(builder.late_starts[t] for t in at),
        late_end=tuple(builder.late_ends[t] for t in at),
        drop=tuple(_drop(builder, t) for t in at),
        travel=tuple(context.travel.matrix(profile.id) for profile in builder.problem.desk.travel_profiles),
        profile=_profiles(builder),
        travel_cost=tuple(builder.travel_costs[e] for e in range(len(builder.engineers))),
        window_load=tuple(hinges(builder.window_loads[e]) for e in range(len(builder.engineers))),
        orders=_orders(builder),
        groups=tuple(Group(members, cost) for members, cost in sorted(builder.groups.items()) if cost),
        changes=dict(sorted(builder.changes.items())),
        gates=tuple(builder.gates),
    )
    _check_size(instance)
    return settle(instance)


def _profiles(builder: Builder) -> tuple[int, ...]:
    index = {profile.id: at for at, profile in enumerate(builder.problem.desk.travel_profiles)}
    return tuple(index[engineer.travel_profile] for engineer in builder.engineers)


def _orders(builder: Builder) -> tuple[Order, ...]:
    return tuple(sorted(builder.orders))


def _drop(builder: Builder, ticket: int) -> int:
    """Leaving a ticket out pays its lateness as if it were started at the horizon: dropping never beats being late."""
    horizon = builder.context.horizon
    late = evaluate(builder.late_starts[ticket], horizon)
    late += evaluate(builder.late_ends[ticket], horizon + builder.tickets[ticket].estimated_minutes)
    change = builder.changes.get(ticket)
    return builder.drops[ticket] + late + (change.cost if change else 0)


def _rows(builder: Builder) -> list[Row]:
    owner = np.array([builder.engineer_index[shift.engineer_id] for shift in builder.shifts], dtype=np.int64)
    alive = np.array([bool(builder.free[s]) for s in range(len(builder.shifts))], dtype=np.bool_)
    masks: dict[tuple[object, ...], list[int]] = {}
    rows = []
    for ticket in range(len(builder.tickets)):
        if ticket in builder.facts:
            engineers = sorted(builder.engineer_index[e] for e in builder.facts[ticket].engineer_ids)
            rows.append(_row(builder, ticket, [], engineers))
            continue
        key = (*(gate.keys[ticket] for gate in builder.gates), builder.named.get(ticket), builder.needed[ticket])
        if key not in masks:
            masks[key] = np.flatnonzero(_mask(builder, ticket, owner) & alive).tolist()
        shifts = masks[key]
        rows.append(_row(builder, ticket, shifts, np.unique(owner[shifts]).tolist()))
    return rows


def _mask(builder: Builder, ticket: int, owner: Vector) -> Mask:
    everyone = np.ones(len(owner), dtype=np.bool_)
    gated = [gate for gate in builder.gates if not gate.yields_to_pin]
    calendar = everyone.copy()
    for gate in gated:
        calendar &= gate.masks[gate.keys[ticket]]
    people = everyone.copy()
    for gate in builder.gates:
        if gate.yields_to_pin:
            people &= gate.masks[gate.keys[ticket]]
    named = builder.named.get(ticket)
    if named is None:
        return calendar & people
    if builder.needed[ticket] == 1:
        people = owner == named
    else:
        people |= owner == named
    return calendar & people


def _row(builder: Builder, ticket: int, shifts: list[int], engineers: list[int]) -> Row:
    minutes = builder.minutes_row(ticket)[engineers]
    costs = np.zeros(len(engineers), dtype=np.int64)
    for weight, key, amounts in builder.costs:
        costs += weight * amounts(key(builder.tickets[ticket]))[engineers]
    return Row(shifts, engineers, minutes, costs)


def _check_size(instance: Instance) -> None:
    """Raise DataError unless even the worst plan's cost is exact in a float."""
    # Sums of 64-bit integers could wrap around; of floats they are near enough.
    worst = sum(instance.drop) + int(instance.pair_cost.sum(dtype=np.float64))
    road = max((int(matrix.max(initial=0)) for matrix in instance.travel), default=0)
    trips = (len(instance.task_ticket) + 2 * len(instance.shifts)) * road
    worst += trips * max(instance.travel_cost, default=0)
    worst += len(instance.task_ticket) * max(instance.visit_cost, default=0)
    load = int(instance.pair_minutes.sum(dtype=np.float64)) + trips
    worst += load * max((sum(c for _, c in shift.load) + shift.end_cost for shift in instance.shifts), default=0)
    worst += load * max((sum(c for _, c in each) for each in instance.window_load), default=0)
    worst += sum(group.cost * len(instance.engineers) for group in instance.groups)
    if worst >= LARGEST_COST:
        message = f"costs may come to {worst} thousandths of a minute, 2^53 is the most that stays exact"
        raise DataError([Flaw(HOME["desk"], 0, "weights", "", message, "lower the weights, or the rules' amounts")])
