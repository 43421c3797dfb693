"""The greedy start as a peer."""

from oracles import case

from benchmarks.peers.greedy import Greedy
from engine.plan import Plan
from scenarios.generator import generate


def test_it_is_the_greedy_plan_from_either_start() -> None:
    """From nothing published and from an empty plan it is the same clean plan, for any seed."""
    found = case(generate(2, 10, 1, 1))
    answers = [Greedy().solve(found.instance, 1, 1), Greedy().solve_from(found.instance, Plan(), 1, 2)]
    assert answers[0].timed.span == answers[1].timed.span
    assert not found.judge(answers[0].timed).hard
