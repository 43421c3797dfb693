"""One big CP-SAT model as a peer."""

import pytest
from oracles import case

from benchmarks.peers import cpsat
from benchmarks.peers.cpsat import CpSat, size
from engine.cost import cost
from engine.errors import SolverFault
from engine.solvers.greedy import greedy
from engine.timing import timing
from scenarios.generator import generate


def test_it_is_never_worse_than_greedy_and_states_a_bound() -> None:
    """On a tiny desk the plan is clean, costs no more than the hint and no less than the bound."""
    found = case(generate(2, 8, 1, 1))
    start = timing(found.instance, greedy(found.instance))
    answer = CpSat().solve(found.instance, 5, 1)
    assert start is not None
    assert answer.bound is not None
    assert not found.judge(answer.timed).hard
    assert answer.bound <= cost(found.instance, answer.timed) <= cost(found.instance, start)


def test_a_hopeless_model_is_not_built(monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the limit it says how large the model would be, instead of filling the memory."""
    instance = case(generate(2, 8, 1, 1)).instance
    monkeypatch.setattr(cpsat, "MOST", size(instance) - 1)
    with pytest.raises(SolverFault, match=f"would have {size(instance)} literals"):
        CpSat().solve(instance, 5, 1)
