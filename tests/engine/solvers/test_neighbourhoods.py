"""Which part of a plan is decided anew."""

from random import Random

import build
import pytest
from oracles import case

from engine.solvers.greedy import greedy
from engine.solvers.neighbourhoods import pick
from engine.timing import timing
from scenarios.generator import generate


@pytest.mark.parametrize("seed", range(5))
def test_parts_of_a_round_share_no_engineer(seed: int) -> None:
    """Drawn until none is left, the parts' engineers are disjoint, and so are the tickets that they hold already."""
    instance = case(generate(8, 50, 3, seed)).instance
    timed = timing(instance, greedy(instance))
    assert timed is not None
    taken: set[int] = set()
    seen: list[set[int]] = []
    rng = Random(seed)
    while scope := pick(instance, timed, rng, 12, taken):
        engineers = {instance.shifts[shift].engineer for shift in scope.shifts}
        assert engineers <= taken
        assert not any(engineers & others for others in seen)
        seen.append(engineers)
        inside = set(scope.shifts)
        for ticket in scope.tickets:
            assert ticket not in instance.facts
            assert inside.issuperset(timed.crew.get(ticket, ()))
            assert inside.intersection(instance.candidates[ticket])
    assert len(seen) > 1


def test_the_same_seed_draws_the_same_part() -> None:
    """A part depends on the random generator and nothing else."""
    instance = case(generate(6, 40, 2, 3)).instance
    timed = timing(instance, greedy(instance))
    assert timed is not None
    first, second = (pick(instance, timed, Random(5), 20, set()) for _ in range(2))
    assert first is not None
    assert first == second


def test_nothing_to_draw() -> None:
    """With every engineer taken, or no ticket at all, there is no part."""
    for given in (build.problem(build.ticket()), build.problem()):
        instance = case(given).instance
        timed = timing(instance, greedy(instance))
        assert timed is not None
        taken = {0} if given.tickets else set()
        assert pick(instance, timed, Random(0), 20, taken) is None
