"""The instance's forms as one array of integers, which machine code reads without touching Python."""

import numpy as np

from ...instance import NOWHERE, Instance
from ...timeline import length
from .kernel import columns as c
from .kernel.entry import Array, bound_candidates
from .pools import Pools, Table
from .related import related


def flatten(instance: Instance) -> Array:
    """Return an instance's forms as one array, see `tables`; made once for an instance, and never written to."""
    known = instance.memo.get("flat")
    if known is None:
        known = instance.memo["flat"] = _flatten(instance)
        known.flags.writeable = False
    return known  # type: ignore[return-value]


def _flatten(instance: Instance) -> Array:
    pools = Pools()
    candidates, ends = _candidates(instance)
    near = related(instance)
    counts = {
        c.TICKETS: len(instance.tickets),
        c.SHIFTS: len(instance.shifts),
        c.PLACES: len(instance.places),
        c.ENGINEERS: len(instance.engineers),
        c.LINKED_TICKETS: len(instance.linked),
        c.NEIGHBOURS: near.shape[2],
    }
    tables: dict[int, Table] = {
        c.TICKET_ROWS: _table([_ticket(instance, t, ends, pools) for t in range(len(ends) - 1)], c.TICKET_COLUMNS),
        c.SHIFT_ROWS: _table([_shift(instance, at, pools) for at in range(len(instance.shifts))], c.SHIFT_COLUMNS),
        c.PLACE_ROWS: _table([_place(instance, at, pools) for at in range(len(instance.places))], c.PLACE_COLUMNS),
        c.ENGINEER_ROWS: _table([pools.hinges.put(each) for each in instance.window_load], c.ENGINEER_COLUMNS),
        c.CANDIDATES: candidates,
        c.CHEAPEST: np.zeros(len(candidates), np.int64),
        c.GROUP_COSTS: np.array([group.cost for group in instance.groups], dtype=np.int64),
        c.TASK_TICKETS: np.array(instance.task_ticket, dtype=np.int64),
        c.ROADS: np.concatenate([np.zeros(0, np.int64), *(matrix.reshape(-1) for matrix in instance.travel)]),
        c.RELATED: near,
    }
    flat = pools.join(counts, tables)
    bound_candidates(flat)
    rows = flat[flat[c.CANDIDATES] :][: candidates.size].reshape(-1, c.CAND_COLUMNS)
    owner = np.repeat(np.arange(len(instance.tickets)), np.diff(ends))
    cheapest = np.lexsort((rows[:, c.CAND_SHIFT], rows[:, c.CAND_BOUND], owner))
    flat[flat[c.CHEAPEST] :][: len(cheapest)] = cheapest
    return flat


def _table(rows: list[tuple[int, ...]], columns: int) -> Array:
    return np.array(rows, dtype=np.int64).reshape(-1, columns)


def _candidates(instance: Instance) -> tuple[Array, Array]:
    """Return the candidates of all tickets, bounds left open, and where each ticket's begin and the last one's end."""
    engineer_of = np.array([form.engineer for form in instance.shifts], dtype=np.int64)
    parts, ends = [], [0]
    for ticket in range(len(instance.tickets)):
        shifts = instance.candidate_row(ticket)
        engineers, minutes, costs = instance.pair_row(ticket)
        pair = np.searchsorted(engineers, engineer_of[shifts])
        part = np.zeros((len(shifts), c.CAND_COLUMNS), np.int64)
        part[:, c.CAND_SHIFT] = shifts
        part[:, c.CAND_MINUTES] = minutes[pair]
        part[:, c.CAND_COST] = costs[pair]
        parts.append(part)
        ends.append(ends[-1] + len(shifts))
    return np.concatenate([np.zeros((0, c.CAND_COLUMNS), np.int64), *parts]), np.array(ends, dtype=np.int64)


def _extremes(instance: Instance, ticket: int) -> tuple[int, int]:
    """Return the first and the last tick at which a ticket may start at all."""
    starts, within = instance.starts[ticket], instance.within[ticket]
    if not starts or not within:
        return c.BIG, -1
    return max(0, starts[0][0], within[0][0]), min(c.BIG, starts[-1][1] - 1, within[-1][1] - 1)


def _ticket(instance: Instance, ticket: int, ends: Array, pools: Pools) -> tuple[int, ...]:
    tasks = instance.ticket_tasks[ticket]
    change = instance.changes.get(ticket)
    _, minutes, _ = instance.pair_row(ticket)
    before = tuple((order.before, order.lag) for order in instance.predecessors.get(ticket, ()))
    after = tuple((order.after, order.lag) for order in instance.successors.get(ticket, ()))
    return (
        instance.ticket_place[ticket],
        instance.ticket_pausable[ticket],
        instance.drop[ticket],
        ticket in instance.facts,
        ticket in instance.linked,
        _is_easy(instance, ticket),
        tasks[0] if tasks else -1,
        len(tasks),
        instance.task_engineer.get(tasks[0], -1) if tasks else -1,
        int(min(minutes.tolist(), default=c.BIG)),
        *pools.set_of(instance.within[ticket]),
        *pools.set_of(instance.starts[ticket]),
        *pools.steps.put(instance.late_start[ticket]),
        *pools.steps.put(instance.late_end[ticket]),
        *((change.start, change.tolerance, change.cost) if change else (0, 0, -1)),
        *pools.groups.put(tuple((each,) for each in instance.group_of.get(ticket, ()))),
        *(instance.facts[ticket][1:] if ticket in instance.facts else (-1, -1)),
        *pools.links.put(before),
        *pools.links.put(after),
        int(ends[ticket]),
        int(ends[ticket + 1]),
        *_extremes(instance, ticket),
    )


def _place(instance: Instance, place: int, pools: Pools) -> tuple[int, ...]:
    return instance.setup[place], instance.visit_cost[place], *pools.set_of(instance.opening[place])


def _shift(instance: Instance, at: int, pools: Pools) -> tuple[int, ...]:
    form = instance.shifts[at]
    facts = tuple(
        (fact.start, fact.end, fact.place, fact.ticket, fact.load, index in form.closed)
        for index, fact in enumerate(form.placed_facts)
    )
    worked = [fact for fact in form.facts if fact.ticket >= 0]
    placeless = sum(fact.load for fact in worked if fact.place == NOWHERE)
    # What work may use up; a trip between facts for which there is no time takes none of it.
    room = length(form.free) - sum(each.minutes for each in form.breaks) + sum(fact.load for fact in worked)
    is_plain = len(form.free) == 1 and not (form.facts or form.breaks or form.closed or form.end_cost)
    return (
        form.engineer,
        form.start,
        form.normal_end,
        form.hard_end,
        *pools.intervals.put(form.free),
        *pools.intervals.put(form.barriers),
        form.home,
        *pools.facts.put(facts),
        len(facts) in form.closed,
        placeless,
        max((fact.end for fact in worked), default=-c.BIG),
        *pools.breaks.put(tuple((each.low, each.high, each.minutes) for each in form.breaks)),
        *pools.hinges.put(form.load),
        c.BIG if form.load_cap is None else form.load_cap,
        form.end_cost,
        instance.travel_cost[form.engineer],
        instance.profile[form.engineer],
        is_plain,
        c.BIG if form.closed else room,
    )


def _is_easy(instance: Instance, ticket: int) -> bool:
    """Whether a place in an order can be judged without walking it: nothing about the ticket depends on time."""
    place = instance.ticket_place[ticket]
    return (
        not instance.ticket_pausable[ticket]
        and not instance.late_start[ticket]
        and not instance.late_end[ticket]
        and ticket not in instance.changes
        and ticket not in instance.linked
        and len(instance.ticket_tasks[ticket]) == 1
        and (place == NOWHERE or not (instance.setup[place] or instance.visit_cost[place]))
        and len(instance.within[ticket]) == 1
        and len(instance.starts[ticket]) == 1
    )
