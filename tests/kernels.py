"""Desks, plans and states for the tests of the search kernel."""

from collections.abc import Collection, Iterator

import numpy as np
from oracles import Case, case
from strategies import desk

from constraints.effort import Effort
from constraints.one_thing_at_a_time import OneThingAtATime
from constraints.time_windows import TimeWindows
from constraints.travel import Travel
from constraints.unassigned import Unassigned
from constraints.working_hours import WorkingHours
from engine.compile import compile_instance
from engine.constraint import Rule
from engine.context import Context
from engine.domain.problem import Problem
from engine.instance import Instance
from engine.plan import Plan
from engine.solvers.search.kernel import columns as c
from engine.solvers.search.kernel.entry import Array, anneal
from engine.solvers.search.plans import best_plan
from engine.solvers.search.search import Search, first_plan
from engine.timing import Timed, timing

BASE = (Effort(), WorkingHours(), OneThingAtATime(), TimeWindows(), Travel(), Unassigned())
"""Rules that say who, when and where, and what it costs to leave work out: none of them prices time."""


FEATURES = (
    "",
    "places,set-up,opening,windows",
    "places,set-up,meetings,breaks,pausable",
    "split hours,pausable,breaks,on call,overtime",
    "places,published,now,cap",
    "together,dependencies,two engineers,published",
)
"""Features that random desks have for certain."""


def drawn(seed: int, features: str) -> Case:
    """Return the case of a tiny random desk with some features."""
    return case(desk(seed, frozenset(filter(None, features.split(",")))))


def instance_of(given: Problem, *rules: Rule) -> Instance:
    """Return the instance of a desk by the base rules and some more."""
    return compile_instance(Context(given), (*BASE, *rules))


def idle(instance: Instance) -> Timed:
    """Return the plan without work."""
    timed = timing(instance, Plan())
    assert timed is not None
    return timed


def constructed(instance: Instance) -> Timed:
    """Return the first plan of the kernel."""
    return first_plan(instance, idle(instance))


def placed(instance: Instance) -> set[str]:
    """Return the tickets that the first plan of the kernel holds."""
    return {instance.tickets[ticket] for ticket in constructed(instance).span}


def accepted(search: Search, steps: int) -> Iterator[Timed]:
    """Yield the plan after each of so many steps of the first worker that is accepted, hot as it is."""
    state, before = search.states[0], -1
    for _ in range(steps):
        # Every accepted step counts as the best one for once, so that it can be read back.
        state[c.BEST] = 1 << 62
        anneal(search.flat, state, search.mets[0], 1, 40 * search.heat.hot, 40 * search.heat.hot)
        if state[c.ACCEPTED] not in (before, 0):
            before = int(state[c.ACCEPTED])
            timed = timing(search.instance, best_plan(search.instance, state))
            assert timed is not None
            yield timed


def tables(instance: Instance, state: Array, names: Collection[str] = ()) -> dict[str, list[int]]:
    """Return what a state says of its plan, by name: all of it, or some."""
    shifts, engineers = len(instance.shifts), len(instance.engineers)
    sizes = {
        "SHIFT_OF": len(instance.task_ticket),
        "LOADS": engineers,
        "ENGAGED": len(instance.groups) * (engineers + 1),
        "WHERE_ABSENT": len(instance.tickets),
        "ABSENTS": int(state[c.ABSENT]),
        "TOTALS": shifts * c.TOTAL_COLUMNS,
        "BEST_LENGTHS": shifts,
        "STALE": shifts,
    }
    found = {name: _entries(state, state[getattr(c, name)], size) for name, size in sizes.items()}
    found |= {name: [int(state[getattr(c, name)])] for name in ("TOTAL", "ABSENT", "BEST")}
    for shift in range(shifts):
        length = int(state[state[c.TOTALS] + shift * c.TOTAL_COLUMNS + c.LENGTH])
        best = int(state[state[c.BEST_LENGTHS] + shift])
        tokens = shift * state[c.TOKEN_STRIDE]
        walks = state[c.WALKS] + shift * state[c.WALK_STRIDE]
        found[f"TOKENS {shift}"] = _entries(state, state[c.TOKENS] + tokens, length * c.TOKEN_COLUMNS)
        found[f"WALKS {shift}"] = _entries(state, walks, (length + 2) * c.WALK_COLUMNS)
        ahead = state[c.AHEAD] + shift * state[c.SIZE] * c.AHEAD_COLUMNS
        found[f"LATEST {shift}"] = _entries(state, ahead, length * c.AHEAD_COLUMNS)[:: c.AHEAD_COLUMNS]
        found[f"BEST_TOKENS {shift}"] = _entries(state, state[c.BEST_TOKENS] + tokens, best * c.TOKEN_COLUMNS)
    return {name: entries for name, entries in found.items() if not names or name.split()[0] in names}


def _entries(state: Array, begin: int, count: int) -> list[int]:
    return np.asarray(state[begin : begin + count]).tolist()
