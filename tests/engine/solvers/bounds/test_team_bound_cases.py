"""The team bound on desks whose optimum is known by hand, and what it promises a caller."""

import build
import pytest
from oracles import case

from engine.cost import cost
from engine.limits import Limits
from engine.solvers.bound import ticket_bound
from engine.solvers.bounds.team import team_bound
from engine.solvers.greedy import greedy
from engine.timing import timing
from scenarios.generator import generate


def test_two_tickets_that_want_the_same_hour_are_seen() -> None:
    """One engineer cannot start both at once: the second waits for an hour, which the bound per ticket does not see."""
    found = case(build.problem(build.ticket("a"), build.ticket("b")))
    optimum = found.solve().cost
    assert ticket_bound(found.instance) < optimum
    assert team_bound(found.instance, Limits(deterministic=0.1), 2 * optimum) == pytest.approx(optimum, rel=0.02)


def test_trips_and_visits_are_seen() -> None:
    """A ticket half an hour away costs its trips there and back and its visit; nothing is relaxed for one ticket."""
    sites = (build.site("home"), build.site("hq", setup_minutes=10))
    given = build.problem(
        build.ticket(site_id="hq"),
        sites=sites,
        engineers=(build.engineer(home_site="home", cost_per_hour=60),),
        desk=build.desk(travel_times=build.roads(("home", "hq", 30))),
    )
    found = case(given)
    optimum = found.solve().cost
    assert ticket_bound(found.instance) < optimum
    assert team_bound(found.instance, Limits(deterministic=0.1), 2 * optimum) == optimum


def test_work_without_what_it_waits_for_is_seen() -> None:
    """Where nobody can do the first ticket the second is lost as well, and the bound says so."""
    first = build.ticket("a", tier=4)
    second = build.ticket("b", depends_on=({"ticket_id": "a"},))
    instance = case(build.problem(first, second)).instance
    assert team_bound(instance, Limits(deterministic=0.1), 2 * sum(instance.drop)) == sum(instance.drop)


def test_bound_is_repeatable_and_grows_with_effort() -> None:
    """Twice the same deterministic effort gives the same bound; more gives no less, and none gives the cheap one."""
    instance = case(generate(4, 40, 2, 1)).instance
    timed = timing(instance, greedy(instance))
    assert timed is not None
    upper = cost(instance, timed)
    little, much = Limits(deterministic=0.02), Limits(deterministic=0.5)
    assert team_bound(instance, little, upper) == team_bound(instance, little, upper)
    assert ticket_bound(instance) <= team_bound(instance, little, upper) <= team_bound(instance, much, upper) <= upper
    assert team_bound(instance, much, upper, is_stopped=lambda: True) == ticket_bound(instance)


def test_bound_is_never_above_a_known_plan() -> None:
    """The cost of a known plan caps the answer, also where it is the optimum."""
    found = case(build.problem(build.ticket()))
    optimum = found.solve().cost
    assert team_bound(found.instance, Limits(deterministic=0.1), optimum) == optimum


def test_desk_without_work_costs_what_it_costs() -> None:
    """Without a ticket there is nothing to price."""
    found = case(build.problem())
    assert team_bound(found.instance, Limits(deterministic=0.1), 10) == 0
