"""Seeded events on tiny random desks with a published plan, as replanning needs them."""

import datetime as dt
import random

from strategies import desk, rules_of

from engine.domain.engineer import Busy
from engine.domain.problem import Problem
from engine.domain.ticket import Status
from engine.limits import Limits
from engine.solve import solve

KINDS = ("nothing", "absent", "cancelled", "arrives", "takes longer", "takes less")
FEATURES = (
    "",
    "two engineers,places,set-up",
    "two engineers,breaks,meetings",
    "two engineers,pin,together",
    "two engineers,dependencies,group",
    "pausable,breaks,split hours,overtime",
)
QUICK = Limits(deterministic=0.01)


def told(seed: int, features: str) -> Problem:
    """Return a tiny random desk at the start of its window, with a plan published for it.

    Nobody's day is capped: of work that pauses for a floating break the break counts as load once it is a fact.
    """
    problem = desk(seed, frozenset(filter(None, features.split(","))), tickets=6)
    start = problem.desk.planning_window.start
    people = tuple(each.model_copy(update={"daily_cap_minutes": None}) for each in problem.engineers)
    given = problem.desk.model_copy(update={"now": start})
    problem = problem.model_copy(update={"desk": given, "engineers": people, "published": None})
    made = solve(problem, rules_of(problem), QUICK, workers=1).schedule
    return problem.model_copy(update={"published": made})


def after(problem: Problem, seed: int, kind: str) -> Problem:
    """Return a desk some time later, when something has happened."""
    rng = random.Random(seed)
    assert problem.published
    work = problem.published.assignments
    now = problem.desk.planning_window.start
    if work:
        chosen = rng.choice(work)
        now = chosen.start + dt.timedelta(minutes=rng.choice((-30, -5, 0, 5, 20)))
        now = max(now, problem.desk.planning_window.start)
    problem = problem.model_copy(update={"desk": problem.desk.model_copy(update={"now": now})})
    if kind == "absent":
        who = rng.choice(problem.engineers)
        sick = Busy(start=now, end=problem.desk.planning_window.end + dt.timedelta(days=1), summary="sick")
        people = (
            each.model_copy(update={"busy": (*each.busy, sick)}) if each is who else each for each in problem.engineers
        )
        return problem.model_copy(update={"engineers": tuple(people)})
    if kind == "arrives":
        new = problem.tickets[0].model_copy(
            update={"id": "new", "priority": 1, "created": now, "pin": None, "depends_on": (), "status": Status.OPEN}
        )
        return problem.model_copy(update={"tickets": (*problem.tickets, new)})
    if kind == "nothing" or not work:
        return problem
    minutes = problem.ticket[chosen.ticket_id].estimated_minutes
    fields: dict[str, object] = {
        "cancelled": {"status": Status.CLOSED},
        "takes longer": {"estimated_minutes": minutes + 30},
        "takes less": {"estimated_minutes": max(1, minutes // 2)},
    }[kind]
    tickets = (each.model_copy(update=fields) if each.id == chosen.ticket_id else each for each in problem.tickets)
    return problem.model_copy(update={"tickets": tuple(tickets)})
