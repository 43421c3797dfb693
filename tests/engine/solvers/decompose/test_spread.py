"""Which group tries to place which ticket."""

import random

import build
import pytest
from oracles import case

from engine.domain.problem import Problem
from engine.instance import Instance
from engine.solvers.decompose.spread import spread
from engine.timing import Timed, timing
from scenarios.generator import generate


def halves(problem: Problem, days: build.Days) -> tuple[Instance, Timed, list[tuple[int, ...]]]:
    """Return an instance of two engineers, a plan, and each engineer's shifts as a group."""
    instance = case(problem).instance
    timed = timing(instance, build.plan(instance, days))
    assert timed is not None
    return instance, timed, [instance.shifts_of[0], instance.shifts_of[1]]


TWO = (build.engineer("ann"), build.engineer("bob", tier=2))


def test_goes_where_somebody_can() -> None:
    """A tier 2 ticket to bob's group, a tier 1 ticket to ann's, one that nobody can do to none."""
    tickets = build.ticket("a", tier=2), build.ticket("b"), build.ticket("c", tier=4)
    assert spread(*halves(build.problem(*tickets, engineers=TWO), {}), None) == [[1], [0]]


def test_load_is_shared_out() -> None:
    """Of ten like tickets, each of two like engineers gets five."""
    tickets = [build.ticket(f"t{number}") for number in range(10)]
    given = build.problem(*tickets, engineers=(build.engineer("ann"), build.engineer("bob")))
    assert [len(each) for each in spread(*halves(given, {}), None)] == [5, 5]


@pytest.mark.parametrize(("days", "expected"), [({}, [[], [0, 1]]), ({"bob": ["a"]}, [[], [1]])])
def test_what_waits_goes_where_the_other_is(days: build.Days, expected: list[list[int]]) -> None:
    """The second ticket could go to ann too, but follows the first to bob, planned or not."""
    tickets = build.ticket("a", tier=2), build.ticket("b", tiers_above=1, depends_on=[{"ticket_id": "a"}])
    assert spread(*halves(build.problem(*tickets, engineers=TWO), days), None) == expected


def test_waits_for_another_round_where_it_cannot_follow() -> None:
    """The first is bob's, the second only for ann: neither group gets the second now."""
    tickets = build.ticket("a", tier=2), build.ticket("b", depends_on=[{"ticket_id": "a"}])
    assert spread(*halves(build.problem(*tickets, engineers=TWO), {"bob": ["a"]}), None) == [[], []]


def test_at_most_so_many_the_dearest_first() -> None:
    """Of three tickets for ann the group takes the one that is dearest to leave out."""
    tickets = build.ticket("a", priority=3), build.ticket("b", priority=1), build.ticket("c", priority=2)
    instance, timed, groups = halves(build.problem(*tickets, engineers=TWO), {})
    assert spread(instance, timed, groups, None, most=1)[0] == [1]


def test_chance_sends_tickets_elsewhere_and_repeats() -> None:
    """With chance the groups get other tickets than without, the same ones for the same seed."""
    instance = case(generate(8, 60, 2, 1)).instance
    timed = case(generate(8, 60, 2, 1)).idle
    groups = [instance.shifts_of[at] + instance.shifts_of[at + 1] for at in range(0, 8, 2)]
    plain, first, again = (spread(instance, timed, groups, rng) for rng in (None, random.Random(1), random.Random(1)))
    assert first == again != plain
    everything = sorted(t for group in first for t in group)
    assert len(everything) == len(set(everything))
