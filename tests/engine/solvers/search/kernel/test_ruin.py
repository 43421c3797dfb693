"""Tests of what a step takes out."""

from kernels import instance_of

from engine.cost import cost
from engine.limits import Limits
from engine.plan import Kind, Plan
from engine.solvers.search.search import Search, first_plan
from engine.timing import bare, timing
from scenarios.generator import generate


def test_shifts_that_need_stated_trips_are_searched() -> None:
    """Where facts and breaks leave no default time for trips, work is still taken out and put back better."""
    instance = instance_of(generate(12, 150, 5, 1))
    needing = [s for s in range(len(instance.shifts)) if any(t.kind is Kind.TRIP for t in bare(instance, s))]
    assert needing
    begun = timing(instance, Plan())
    assert begun is not None
    before = first_plan(instance, begun)
    with Search(instance, before, 1, 1) as search:
        search.run(Limits(deterministic=1.0))
        after = search.best()
    assert cost(instance, after) < cost(instance, before)
    assert any(after.shifts[shift].starts != before.shifts[shift].starts for shift in needing)
