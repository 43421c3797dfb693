"""Timing across shifts, by hand: ann and bob work from minute 0 to 540."""

import build

from constraints.daily_cap import DailyCap
from constraints.dependencies import Dependencies
from constraints.stability import Stability
from constraints.together import Together
from engine.constraint import Rule
from engine.domain.problem import Problem
from engine.plan import Plan
from engine.timing import Timed, timing

TEAM = (build.engineer("ann"), build.engineer("bob"))


def timed(given: Problem, rule: Rule, days: build.Days, held: tuple[int, ...] = ()) -> Timed | None:
    """Time a plan."""
    instance = build.instance_of(given, rule)
    return timing(instance, Plan(build.plan(instance, days).sequences, frozenset(held)))


def spans(found: Timed | None) -> dict[int, tuple[int, int]]:
    """Return the spans by ticket."""
    assert found is not None
    return found.span


def test_together_waits_for_the_last_and_takes_the_slowest() -> None:
    """Bob is free at 30; at his speed of 150 per cent both are busy with t1 for 90 minutes from then on."""
    bob = build.engineer("bob", speeds=({"type": "incident", "percent": 150},))
    given = build.problem(
        build.ticket("t1", engineers_needed=2),
        build.ticket("t2", estimated_minutes=20),
        build.ticket("t3"),
        engineers=(build.engineer("ann"), bob),
    )
    found = spans(timed(given, Together(), {"ann": ["t1", "t3"], "bob": ["t2", "t1"]}))
    assert found == {0: (30, 120), 1: (0, 30), 2: (120, 180)}


def test_together_needs_them_all() -> None:
    """One of two engineers is not enough."""
    given = build.problem(build.ticket("t1", engineers_needed=2), engineers=TEAM)
    assert timed(given, Together(), {"ann": ["t1"]}) is None


def test_orders_across_engineers_with_a_lag() -> None:
    """T1 ends at 60, t2 of bob starts 15 minutes later, t3 of ann after t2 at 135 and not at 60."""
    given = build.problem(
        build.ticket("t1"),
        build.ticket("t2", depends_on=({"ticket_id": "t1", "lag_minutes": 15},)),
        build.ticket("t3", depends_on=({"ticket_id": "t2"},)),
        engineers=TEAM,
    )
    found = spans(timed(given, Dependencies(), {"ann": ["t1", "t3"], "bob": ["t2"]}))
    assert found == {0: (0, 60), 1: (75, 135), 2: (135, 195)}


def test_orders_that_cannot_be() -> None:
    """A dependent before its predecessor on one shift, or without it, has no timing."""
    given = build.problem(build.ticket("t1"), build.ticket("t2", depends_on=({"ticket_id": "t1"},)))
    assert timed(given, Dependencies(), {"ann": ["t2", "t1"]}) is None
    assert timed(given, Dependencies(), {"ann": ["t2"]}) is None
    assert timed(given, Dependencies(), {"ann": ["t1"]}) is not None


def test_hold_waits_for_the_published_start() -> None:
    """Published for 100 with a tolerance of 30: held it starts at 70, else at once."""
    published = build.schedule(("t1", "ann", 100, 160))
    given = build.problem(build.ticket("t1"), published=published)
    assert spans(timed(given, Stability(), {"ann": ["t1"]})) == {0: (0, 60)}
    assert spans(timed(given, Stability(), {"ann": ["t1"]}, held=(0,))) == {0: (70, 130)}


def test_a_plan_over_the_cap_has_no_timing() -> None:
    """Two hours of work pass a cap of 119 minutes, not one of 120."""
    for cap, fits in ((119, False), (120, True)):
        engineers = (build.engineer(daily_cap_minutes=cap),)
        given = build.problem(build.ticket("t1"), build.ticket("t2"), engineers=engineers)
        assert (timed(given, DailyCap(), {"ann": ["t1", "t2"]}) is not None) == fits
