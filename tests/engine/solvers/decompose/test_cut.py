"""A part of an instance is the whole seen from inside."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parts import FORCED, Cut, random_cut, shuffled
from strategies import desks

from engine.cost import cost
from engine.domain.problem import Problem
from engine.timing import timing
from scenarios.generator import generate

RANDOM = st.randoms(use_true_random=False)


@given(desks(forced=FORCED), RANDOM)
def test_the_plan_lies_in_the_part_as_in_the_whole(problem: Problem, rng: random.Random) -> None:
    """Taken inward, every shift has the times that it has in the whole; taken outward, it is the same plan."""
    check_times(random_cut(problem, rng))


@given(desks(forced=FORCED), RANDOM)
def test_what_a_part_gains_the_whole_gains(problem: Problem, rng: random.Random) -> None:
    """Any other plan of the part, put back, is clean, and changes the whole's cost by as much or for the better."""
    check_gain(random_cut(problem, rng), rng)


@pytest.mark.parametrize("seed", range(8))
def test_parts_of_generated_desks(seed: int) -> None:
    """The same on desks with bundles of tickets that wait for each other, over three days."""
    rng = random.Random(seed)
    found = random_cut(generate(5, 30, 3, seed), rng)
    check_times(found)
    for _ in range(3):
        check_gain(found, rng)


def check_times(found: Cut) -> None:
    """Compare times and orders inside with those of the whole."""
    part, timed = found.part, found.timed
    inside = timing(part.instance, part.inward(timed.plan))
    assert inside is not None
    for here, there in enumerate(part.shifts):
        if there >= 0:
            starts = {part.tasks[task]: span for task, span in inside.shifts[here].starts.items()}
            assert starts == timed.shifts[there].starts
            assert inside.shifts[here].load == timed.shifts[there].load
    orders, held = part.outward(part.inward(timed.plan))
    assert all(order == timed.plan.sequences.get(shift, ()) for shift, order in orders.items())
    assert held == timed.plan.held & set(part.decided.values())


def check_gain(found: Cut, rng: random.Random) -> None:
    """Compare the change of cost inside with that of the whole; it is less where tied work outside moves up."""
    whole, part, timed = found.case.instance, found.part, found.timed
    before = timing(part.instance, part.inward(timed.plan))
    assert before is not None
    after = shuffled(part.instance, before, rng)
    needed = {t for t in before.span if t not in part.decided or whole.drop[part.decided[t]] != part.instance.drop[t]}
    if not needed <= after.span.keys():
        return
    orders, held = part.outward(after.plan)
    again = timing(whole, timed.plan.replace(orders, (timed.plan.held - set(part.decided.values())) | held))
    assert again is not None
    inside = cost(part.instance, after) - cost(part.instance, before)
    assert cost(whole, again) - cost(whole, timed) <= inside
    judged = found.case.judge(again)
    assert not judged.hard
    assert judged.score.total == cost(whole, again)
