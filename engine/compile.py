"""From rules and data to the instance: every rule writes its forms, then the forms are frozen into integers."""

from operator import mul

import numpy as np

from .builder import Builder
from .constraint import Rules
from .context import Context
from .eligible import Eligible, eligible
from .errors import DataError, Flaw
from .facts import lay_facts
from .flaws import HOME
from .forms import freeze_shifts, hinges, settle
from .instance import NOWHERE, Group, Instance, Order
from .steps import evaluate

LARGEST_COST = 1 << 53
"""Costs below it are exact in a float, in which CP-SAT reports them."""


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
    return freeze(built(context, rules))


def built(context: Context, rules: Rules) -> Builder:
    """Return the forms as the rules have written them."""
    builder = Builder(context)
    write(builder, rules)
    return builder


def write(builder: Builder, rules: Rules) -> None:
    """Let rules write their forms; what a rule that the data does not need, or that weighs nothing, has is left out."""
    weights, problem = weights_of(builder.context, rules), builder.problem
    for rule in rules:
        builder.rule, builder.weight = rule.name, weights.get(rule.name, 1000)
        builder.yields_to_pin = rule.yields_to_pin
        if builder.weight and rule.applies(problem):
            rule.compile(problem, builder)


def freeze(builder: Builder) -> Instance:
    """Return the forms as integers; the errors are those of `compile_instance`."""
    context, tickets = builder.context, builder.tickets
    at = range(len(tickets))
    who = eligible(builder)
    places = [builder.place_index[ticket.site_id] if ticket.site_id else NOWHERE for ticket in tickets]
    pausable = [ticket.pausable for ticket in tickets]
    facts = lay_facts(builder, who.longest)
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
        pair_begin=who.pairs.begin,
        pair_end=who.pairs.end,
        pair_engineer=who.pairs.columns[0],
        pair_minutes=who.pairs.columns[1],
        pair_cost=who.pairs.columns[2],
        candidate_begin=who.candidates.begin,
        candidate_end=who.candidates.end,
        candidate_shift=who.candidates.columns[0],
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
    _check_size(instance, who)
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


def _check_size(instance: Instance, who: Eligible) -> None:
    """Raise DataError unless even the worst plan's cost is exact in a float."""
    tasks = [len(each) for each in instance.ticket_tasks]
    worst = sum(instance.drop) + sum(map(mul, who.dearest, tasks))
    road = max((int(matrix.max(initial=0)) for matrix in instance.travel), default=0)
    trips = (len(instance.task_ticket) + 2 * len(instance.shifts)) * road
    worst += trips * max(instance.travel_cost, default=0)
    worst += len(instance.task_ticket) * max(instance.visit_cost, default=0)
    load = sum(map(mul, who.longest, tasks)) + trips
    worst += load * max((sum(c for _, c in shift.load) + shift.end_cost for shift in instance.shifts), default=0)
    worst += load * max((sum(c for _, c in each) for each in instance.window_load), default=0)
    worst += sum(group.cost * len(instance.engineers) for group in instance.groups)
    if worst >= LARGEST_COST:
        message = f"costs may come to {worst} thousandths of a minute, 2^53 is the most that stays exact"
        raise DataError([Flaw(HOME["desk"], 0, "weights", "", message, "lower the weights, or the rules' amounts")])
