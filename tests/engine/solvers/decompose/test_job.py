"""One part solved."""

import pytest
from oracles import case

from engine.cost import cost
from engine.limits import Limits
from engine.plan import Plan
from engine.solvers.decompose.job import Job, improve, solve_part
from scenarios.generator import generate


@pytest.mark.parametrize("limits", [Limits(seconds=1e-6), Limits(deterministic=0.2)])
def test_places_and_improves(limits: Limits) -> None:
    """Without any time the work is placed all the same; the gain stated is the difference of cost."""
    found = case(generate(3, 20, 1, 2))
    answer = solve_part(Job(found.instance, Plan(), limits, 0, improve))
    timed = improve(found.instance, found.idle, limits, 0, 1, lambda _: None)
    assert answer.plan == timed.plan
    assert answer.gain == cost(found.instance, found.idle) - cost(found.instance, timed) > 0


def test_stopped_before_it_begins() -> None:
    """The work is placed, and nothing more: far more effort would be left than a test could wait for."""
    found = case(generate(3, 20, 1, 2))
    answer = solve_part(Job(found.instance, Plan(), Limits(deterministic=1e6), 0, improve), lambda: True)
    assert answer.gain > 0
