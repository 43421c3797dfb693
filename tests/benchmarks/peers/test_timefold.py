"""Timefold as a peer; its model runs only where the package and a Java runtime are."""

import pytest
from oracles import case

from benchmarks.cores import core
from benchmarks.peers.timefold import Timefold
from benchmarks.repair import repaired
from scenarios.generator import generate


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Java on the path it is left out with a reason, even where the package is installed."""
    monkeypatch.setenv("PATH", "")
    assert "left out" in Timefold().missing()


def test_it_expresses_the_cores_in_full() -> None:
    """Nothing of a core is beyond the model; of a whole desk the orders between tickets are."""
    problem = generate(12, 150, 1, 1)
    assert Timefold().cannot(case(core(problem, "prize")).instance) == ()
    assert "tickets that wait for others" in Timefold().cannot(case(problem).instance)


@pytest.mark.long
@pytest.mark.skipif(bool(Timefold().missing()), reason="timefold or Java is not installed")
def test_its_visits_become_a_clean_plan() -> None:
    """The visits that it finds in a moment need no more than the repair."""
    found = case(core(generate(2, 8, 1, 1), "prize"))
    peer = Timefold()
    peer.prepare()
    timed = repaired(found.instance, peer.solve(found.instance, 1, 1))
    assert timed.span
    assert not found.judge(timed).hard
