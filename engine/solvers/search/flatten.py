"""The instance as a few tables of integers, which machine code reads without touching Python."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...instance import NOWHERE, Instance
from ...timeline import ALWAYS, Intervals, length
from . import columns as c
from .kernel import bound_candidates
from .related import related
from .tables import Ints


class _Pool:
    """Rows of one width; equal runs of rows are kept once."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.rows: list[tuple[int, ...]] = []
        self.known: dict[object, tuple[int, int]] = {}

    def put(self, rows: object) -> tuple[int, int]:
        found = self.known.get(rows)
        if found is None:
            at = len(self.rows)
            self.rows.extend(rows)  # type: ignore[call-overload]
            found = self.known[rows] = (at, len(self.rows))
        return found

    def array(self) -> Ints:
        return np.array(self.rows, dtype=np.int64).reshape(-1, self.width)


class _Pools:
    """What ranges point into. A range counts rows of its pool until `join` makes positions of them."""

    def __init__(self) -> None:
        self.intervals, self.steps, self.hinges = _Pool(2), _Pool(3), _Pool(2)
        self.facts, self.breaks, self.links = _Pool(c.FACT_COLUMNS), _Pool(3), _Pool(2)
        self.group_of = _Pool(1)

    def set_of(self, pairs: Intervals) -> tuple[int, int]:
        return (-1, -1) if pairs == ALWAYS else self.intervals.put(pairs)

    def join(self, counts: dict[int, int], tables: dict[int, NDArray[np.integer[Any]]]) -> Ints:
        """Lay everything out in one array, pools first."""
        pools = {
            self.intervals: {
                c.TICKET_ROWS: (c.WITHIN, c.WITHIN_END, c.STARTS, c.STARTS_END),
                c.SHIFT_ROWS: (c.FREE, c.FREE_END, c.BARRIERS, c.BARRIERS_END),
                c.PLACE_ROWS: (c.OPENING, c.OPENING_END),
            },
            self.steps: {c.TICKET_ROWS: (c.LATE_START, c.LATE_START_END, c.LATE_END, c.LATE_END_END)},
            self.hinges: {
                c.SHIFT_ROWS: (c.HINGES, c.HINGES_END),
                c.ENGINEER_ROWS: (c.WINDOW_HINGES, c.WINDOW_HINGES_END),
            },
            self.facts: {c.SHIFT_ROWS: (c.FACTS, c.FACTS_END)},
            self.breaks: {c.SHIFT_ROWS: (c.BREAKS, c.BREAKS_END)},
            self.links: {c.TICKET_ROWS: (c.BEFORE, c.BEFORE_END, c.AFTER, c.AFTER_END)},
            self.group_of: {c.TICKET_ROWS: (c.GROUPS, c.GROUPS_END)},
        }
        parts: list[NDArray[np.integer[Any]]] = [np.zeros(c.FLAT_HEAD, np.int64)]
        at = c.FLAT_HEAD
        for pool, users in pools.items():
            for table, columns in users.items():
                ranges = tables[table][:, columns]
                tables[table][:, columns] = np.where(ranges < 0, -1, at + ranges * pool.width)
            parts.append(pool.array().reshape(-1))
            at += parts[-1].size
        for name, table in tables.items():
            parts[0][name] = at
            parts.append(table.reshape(-1))
            at += table.size
        for name, count in counts.items():
            parts[0][name] = count
        return np.concatenate(parts).astype(np.int64, copy=False)


def flatten(instance: Instance) -> Ints:
    """Return an instance's forms as one array, see `tables`."""
    pools = _Pools()
    candidates, ends = _candidates(instance)
    links: tuple[dict[int, list[tuple[int, int]]], ...] = ({}, {})
    for order in instance.orders:
        links[0].setdefault(order.after, []).append((order.before, order.lag))
        links[1].setdefault(order.before, []).append((order.after, order.lag))
    shift = np.array([_shift(instance, at, pools) for at in range(len(instance.shifts))], dtype=np.int64)
    place = np.array(
        [
            (instance.setup[p], instance.visit_cost[p], *pools.set_of(instance.opening[p]))
            for p in range(len(instance.places))
        ],
        dtype=np.int64,
    )
    ticket = np.array(
        [
            [*_ticket(instance, t, pools), *_links(links, t, pools), ends[t], ends[t + 1], *_extremes(instance, t)]
            for t in range(len(instance.tickets))
        ],
        dtype=np.int64,
    ).reshape(-1, c.TICKET_COLUMNS)
    engineer = np.array([pools.hinges.put(each) for each in instance.window_load], dtype=np.int64)
    engineer = np.array([pools.hinges.put(each) for each in instance.window_load], dtype=np.int64)
    near = related(instance)
    roads = [np.asarray(matrix, dtype=np.int64) for matrix in instance.travel]
    counts = {
        c.TICKETS: len(instance.tickets),
        c.SHIFTS: len(instance.shifts),
        c.PLACES: len(instance.places),
        c.ENGINEERS: len(instance.engineers),
        c.TASK_COUNT: len(instance.task_ticket),
        c.GROUP_COUNT: len(instance.groups),
        c.LINK_COUNT: len(instance.orders),
        c.NEIGHBOURS: near.shape[2],
    }
    tables = {
        c.TICKET_ROWS: ticket,
        c.SHIFT_ROWS: shift.reshape(-1, c.SHIFT_COLUMNS),
        c.PLACE_ROWS: place.reshape(-1, c.PLACE_COLUMNS),
        c.ENGINEER_ROWS: engineer.reshape(-1, c.ENGINEER_COLUMNS),
        c.CANDIDATES: candidates,
        c.CHEAPEST: np.zeros(len(candidates), np.int64),
        c.GROUP_COSTS: np.array([group.cost for group in instance.groups], dtype=np.int64),
        c.TASK_TICKETS: np.array(instance.task_ticket, dtype=np.int64),
        c.ROADS: np.concatenate([np.zeros(0, np.int64), *(road.reshape(-1) for road in roads)]),
        c.RELATED: near,
    }
    flat = pools.join(counts, tables)
    bound_candidates(flat)
    rows = flat[flat[c.CANDIDATES] : flat[c.CANDIDATES] + candidates.size].reshape(-1, c.CAND_COLUMNS)
    owner = np.repeat(np.arange(len(instance.tickets)), np.diff(ends))
    order = np.lexsort((rows[:, c.CAND_SHIFT], rows[:, c.CAND_BOUND], owner))
    flat[flat[c.CHEAPEST] : flat[c.CHEAPEST] + len(order)] = order
    return flat


def _candidates(instance: Instance) -> tuple[Ints, Ints]:
    """Return the candidates of all tickets, bounds left open, and where each ticket's range ends."""
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


def _links(links: tuple[dict[int, list[tuple[int, int]]], ...], ticket: int, pools: _Pools) -> list[int]:
    return [end for each in links for end in pools.links.put(tuple(each.get(ticket, ())))]


def _extremes(instance: Instance, ticket: int) -> tuple[int, int]:
    """Return the first and the last tick at which a ticket may start at all."""
    starts, within = instance.starts[ticket], instance.within[ticket]
    if not starts or not within:
        return c.BIG, -1
    return max(0, starts[0][0], within[0][0]), min(c.BIG, starts[-1][1] - 1, within[-1][1] - 1)


def _ticket(instance: Instance, ticket: int, pools: _Pools) -> list[int]:
    tasks = instance.ticket_tasks[ticket]
    change = instance.changes.get(ticket)
    _, minutes, _ = instance.pair_row(ticket)
    return [
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
        *pools.group_of.put(tuple((each,) for each in instance.group_of.get(ticket, ()))),
        *(instance.facts[ticket][1:] if ticket in instance.facts else (-1, -1)),
    ]


def _shift(instance: Instance, at: int, pools: _Pools) -> list[int]:
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
    return [
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
    ]


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
