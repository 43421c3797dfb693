"""Cuts of small desks at random, and other plans of what was cut out, for the tests of the parts."""

import random
from dataclasses import dataclass

from oracles import Case, case

from engine.domain.problem import Problem
from engine.instance import Instance
from engine.plan import Plan
from engine.solvers.decompose.cut import cut
from engine.solvers.decompose.part import Part
from engine.solvers.draft import Draft, without_ticket
from engine.solvers.greedy import greedy
from engine.solvers.insertion import best_on, ready_at
from engine.timing import Timed, timing

FORCED = ("two engineers", "two days", "group", "dependencies", "together", "places")
"""Features that tie tickets of different shifts to each other."""


@dataclass(frozen=True)
class Cut:
    """A desk, a plan of it, and a part of that plan."""

    case: Case
    timed: Timed
    part: Part


def random_cut(problem: Problem, rng: random.Random) -> Cut:
    """Return a desk with some plan, and the part of some of its shifts."""
    found = case(problem)
    instance = found.instance
    timed = shuffled(instance, found.idle, rng)
    shifts = [shift for shift in range(len(instance.shifts)) if rng.random() < 0.6]
    inside = {t for t in timed.span if set(timed.crew[t]) <= set(shifts)}
    left: list[int] = []
    for ticket in range(len(instance.tickets)):
        waits = [order.before for order in instance.predecessors.get(ticket, ())]
        if ticket not in timed.span and all(t in inside or t in instance.facts or t in left for t in waits):
            left.append(ticket)
    return Cut(found, timed, cut(instance, timed, shifts, left, before_gets=rng.random() < 0.5))


def shuffled(instance: Instance, timed: Timed, rng: random.Random) -> Timed:
    """Return the plan with some work taken out and other work put in at random, the rest of it greedily."""
    for ticket in sorted(timed.span):
        if ticket in timed.span and ticket not in instance.facts and rng.random() < 0.4:
            # A trip that led to it is cut in elsewhere now, where it may be in the way of a break.
            timed = timing(instance, without_ticket(instance, timed, ticket)) or timed
    draft = Draft(instance, timed.plan)
    left = [t for t in range(len(instance.tickets)) if t not in timed.span and instance.candidates[t]]
    for ticket in rng.sample(left, len(left)):
        if len(instance.ticket_tasks[ticket]) == 1 and ready_at(draft, ticket) is not None and rng.random() < 0.6:
            option = best_on(draft, ticket, rng.choice(instance.candidates[ticket]))
            if option:
                draft.place(ticket, [(option.shift, option.sequence, option.times)])
    plan = draft.plan()
    return _timed(instance, greedy(instance, plan) if rng.random() < 0.7 else plan)


def _timed(instance: Instance, plan: Plan) -> Timed:
    timed = timing(instance, plan)
    assert timed is not None
    return timed
