"""Desks cut down to what routing solvers express."""

import pytest
from oracles import case

from benchmarks.cores import CORES, core
from benchmarks.peers.ortools_routing import PEERS as ORTOOLS
from benchmarks.peers.peer import Peer
from benchmarks.peers.pyvrp import PEERS as PYVRP
from benchmarks.peers.vroom import PEERS as VROOM
from benchmarks.peers.vrp_cli import PEERS as VRP_CLI
from engine.domain.problem import Problem
from engine.instance import NOWHERE
from engine.solvers.greedy import greedy
from engine.timing import timing
from scenarios.generator import generate


@pytest.fixture(scope="module")
def desk() -> Problem:
    """Return a generated desk that has every sort of work."""
    return generate(12, 150, 5, 1)


@pytest.mark.parametrize("name", CORES)
@pytest.mark.parametrize("peer", [*ORTOOLS, *PYVRP], ids=lambda peer: peer.name)
def test_no_form_is_beyond_the_peers_of_both_cores(desk: Problem, name: str, peer: Peer) -> None:
    """OR-Tools routing and PyVRP can express everything that is left, on either core."""
    assert peer.cannot(case(core(desk, name)).instance) == ()


@pytest.mark.parametrize("peer", [*VROOM, *VRP_CLI], ids=lambda peer: peer.name)
def test_no_form_of_the_core_most_is_beyond_the_others(desk: Problem, peer: Peer) -> None:
    """VROOM and vrp-cli put the number of tickets before travel, so they express equal costs of leaving out."""
    assert peer.cannot(case(core(desk, "most")).instance) == ()


@pytest.mark.parametrize("name", CORES)
def test_a_core_is_plain_routing(desk: Problem, name: str) -> None:
    """Everything is on-site, in one window, by one engineer whose day is unbroken; only travel and leaving out cost."""
    instance = case(core(desk, name)).instance
    assert NOWHERE not in instance.ticket_place
    assert {len(tasks) for tasks in instance.ticket_tasks} == {1}
    assert {len(form.free) for form in instance.shifts} == {1}
    assert {(form.facts, form.breaks, form.load, form.load_cap, form.end_cost) for form in instance.shifts} == {
        ((), (), (), None, 0)
    }
    assert {len(each) for each in (*instance.within, *instance.starts)} == {1}
    assert not any([*instance.late_start, *instance.late_end, *instance.setup, *instance.visit_cost])
    assert not any([instance.facts, instance.orders, instance.groups, instance.changes, *instance.window_load])
    assert {cost for pairs in instance.pairs for _, cost in pairs.values()} == {0}
    assert {len({minutes for minutes, _ in pairs.values()}) for pairs in instance.pairs} <= {0, 1}
    assert (len(set(instance.drop)) == 1) == (name == "most")


@pytest.mark.parametrize("name", CORES)
def test_the_audit_still_judges(desk: Problem, name: str) -> None:
    """A greedy plan of a core is clean, and has tickets with and without a half day agreed."""
    found = case(core(desk, name))
    timed = timing(found.instance, greedy(found.instance))
    assert timed is not None
    assert not found.judge(timed).hard
    assert {bool(ticket.time_windows) for ticket in found.problem.tickets} == {True, False}
