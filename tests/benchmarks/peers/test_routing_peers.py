"""The routing solvers behind their adapters."""

import pytest
from small_bench import technicians

from benchmarks.desks import desk_case
from benchmarks.peers.peer import Whole
from benchmarks.peers.registry import all_peers
from benchmarks.repair import repaired
from benchmarks.suites.strsp import instance_of, judge
from engine.instance import Instance
from scenarios.generator import generate

PEERS = ("ortools", "pyvrp", "vroom", "vrp-cli")


def orders(name: str, instance: Instance) -> dict[int, list[int]]:
    """Return the legal orders of a peer, or skip where its library is absent."""
    peer = all_peers()[name]
    if peer.missing():
        pytest.skip(peer.missing())
    found = peer.solve(instance, 1, 1)
    assert not isinstance(found, Whole)
    done = [ticket for tickets in found.values() for ticket in tickets]
    assert len(done) == len(set(done))
    for shift, tickets in found.items():
        assert all(shift in instance.candidates[ticket] for ticket in tickets)
    return found


@pytest.mark.parametrize("name", PEERS)
def test_a_tiny_instance_is_solved_to_the_end(name: str) -> None:
    """By hand the best is one round of the first technician, 12 units, with the third task outsourced."""
    given = technicians()
    instance = instance_of(given)
    judged = judge(given)(repaired(instance, orders(name, instance)))
    assert judged.feasible
    assert judged.cost == pytest.approx(12 + 200 + 3**1.5)


@pytest.mark.parametrize("name", PEERS)
def test_a_desk_with_every_rule_is_no_hindrance(name: str) -> None:
    """Meetings, breaks, remote work, facts: the orders are legal and cover something, and once repaired are clean."""
    case = desk_case("desk", "tiny", generate(4, 20, 2, 3))
    found = orders(name, case.instance)
    assert sum(len(tickets) for tickets in found.values()) >= 5
    assert case.judge(repaired(case.instance, found)).feasible
    assert "remote work without a place" in all_peers()[name].cannot(case.instance)


@pytest.mark.parametrize("name", PEERS)
def test_nothing_to_do_is_no_orders(name: str) -> None:
    """A desk whose tickets nobody may take gives empty orders, not an error."""
    given = technicians()
    given.able[:, 1:] = False
    assert orders(name, instance_of(given)) == {}
