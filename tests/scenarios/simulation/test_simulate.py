"""Whole simulations of small worlds: what every policy meets alike, and what may never happen."""

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from itertools import pairwise

import pytest

from scenarios.rules.lowest_workload import LowestWorkload
from scenarios.simulate import simulate
from scenarios.simulation.outcome import unfinished
from scenarios.simulation.policies.corrected import Corrected
from scenarios.simulation.policies.nightly import Nightly
from scenarios.simulation.policies.policy import Policy
from scenarios.simulation.policies.replanning import Replanning
from scenarios.simulation.policies.ruled import Ruled
from scenarios.simulation.reality import Reality
from scenarios.simulation.world import generated_world

ENGINEERS, WEEKS, SEED = 3, 0, 2
"""The days of warm-up are enough: three working days."""

EFFORT = 0.02
POLICIES: dict[str, Callable[[], Policy]] = {
    "lowest-workload": lambda: Ruled(LowestWorkload()),
    "nightly": lambda: Nightly(SEED, EFFORT),
    "replanning": lambda: Replanning(SEED, EFFORT),
    "nightly+feedback": lambda: Corrected(Nightly(SEED, EFFORT), SEED),
}


@cache
def happened(policy: str) -> Reality:
    """Return what happens under a policy."""
    return simulate(generated_world(ENGINEERS, WEEKS, SEED, sick=0.2), POLICIES[policy]())


def test_every_policy_meets_the_same() -> None:
    """Tickets come in at the same minutes, take the same people as long, and the same people are sick."""
    first, second = happened("lowest-workload"), happened("nightly")
    assert first.known == second.known
    assert first.world.effort == second.world.effort
    assert first.sick == second.sick
    assert first.sick
    same = 0
    for ticket_id in first.works.keys() & second.works.keys():
        one, other = first.works[ticket_id], second.works[ticket_id]
        if one.engineer_ids == other.engineer_ids:
            assert one.minutes == other.minutes
            same += 1
    assert same


@pytest.mark.parametrize("policy", POLICIES)
def test_nobody_does_two_things_at_once_and_nobody_works_while_sick(policy: str) -> None:
    """Work, set-ups and ways of an engineer never overlap, and none lies on a sick day."""
    reality = happened(policy)
    spans = defaultdict[str, list[tuple[int, int]]](list)
    for work in reality.works.values():
        for who in work.engineer_ids:
            spans[who].append((work.start - work.setup_minutes, work.end))
    for way in reality.ways:
        spans[way.engineer_id].append((way.depart, way.arrive))
    for who, times in spans.items():
        times.sort()
        assert all(end <= start for (_, end), (start, _) in pairwise(times))
        assert all(not reality.world.is_sick(reality.context.shift_at(who, start)) for start, _ in times)


@pytest.mark.parametrize("policy", POLICIES)
def test_every_ticket_ends_in_exactly_one_state(policy: str) -> None:
    """Each that came in was begun, is booked, or waits; it began after it came in; what was booked had been told."""
    reality = happened(policy)
    assert reality.known == [each for each, minute in reality.world.came_in.items() if minute <= reality.now]
    states = [set(reality.works), set(reality.calendar.bookings), set(reality.waiting)]
    assert sum(map(len, states)) == len(reality.known) == len(set.union(*states))
    assert set(unfinished(reality)) >= states[1] | states[2]
    for work in reality.works.values():
        assert work.start >= reality.world.came_in[work.ticket_id]
        assert work.ticket_id in reality.told.known


def test_the_same_again_gives_the_same() -> None:
    """A policy and a seed give the same work again: nothing depends on the clock of the machine."""
    again = simulate(generated_world(ENGINEERS, WEEKS, SEED, sick=0.2), POLICIES["nightly"]())
    assert again.works == happened("nightly").works
    assert again.ways == happened("nightly").ways
