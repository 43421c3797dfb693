"""The search kernel honours the same instance: its running cost is the audit's, after every step that it accepts."""

import pytest
from features import FEATURES, chosen
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import Case, case
from strategies import desk

from engine.cost import cost, ticket_total
from engine.limits import Limits
from engine.plan import Plan
from engine.solvers.search.kernel import columns as c
from engine.solvers.search.kernel.entry import anneal
from engine.solvers.search.met import nothing_met
from engine.solvers.search.plans import best_plan
from engine.solvers.search.search import Search, first_plan
from engine.timing import Timed, timing

SEEDS = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize("features", FEATURES)
def test_running_cost_is_the_audits_after_every_accepted_step(features: str) -> None:
    """On desks of each kind, plans of the kernel add no hard finding, cost what it says, and keep above the optimum."""

    @settings(max_examples=25)
    @given(SEEDS)
    def holds(seed: int) -> None:
        found = case(desk(seed, chosen(features)))
        instance = found.instance
        idle = timing(instance, Plan())
        assert idle is not None
        with Search(instance, first_plan(instance, idle), seed, 1) as search:
            assert search.states or not (instance.tickets and instance.shifts), "the kernel holds what it has placed"
            if not search.states:
                return
            state, accepted = search.states[0], -1
            # Every accepted step counts as the best one for once, so that it can be read back.
            for _ in range(40):
                state[c.BEST] = 1 << 62
                anneal(search.flat, state, nothing_met(), 1, 40 * search.heat.hot, 40 * search.heat.hot)
                if state[c.ACCEPTED] == accepted:
                    continue
                accepted = int(state[c.ACCEPTED])
                if accepted:
                    _agrees(found, search)

    holds()


def _agrees(found: Case, search: Search) -> None:
    timed = timing(search.instance, best_plan(search.instance, search.states[0]))
    assert timed is not None
    judged = found.judge(timed)
    assert not judged.hard
    assert judged.score.total == cost(search.instance, timed) == search.base + int(search.states[0][c.TOTAL])


@pytest.mark.parametrize("features", FEATURES)
def test_search_never_passes_the_optimum_and_moves_no_fact(features: str) -> None:
    """What the search finds from nothing lies between the proven optimum and the first plan."""

    @settings(max_examples=10)
    @given(SEEDS)
    def holds(seed: int) -> None:
        found = case(desk(seed, chosen(features)))
        idle = timing(found.instance, Plan())
        assert idle is not None
        first = first_plan(found.instance, idle)
        with Search(found.instance, first, seed, 2) as search:
            search.run(Limits(deterministic=0.01))
            best = search.best()
        assert not found.judge(best).hard
        assert found.solve().cost <= cost(found.instance, best) <= cost(found.instance, first)
        for ticket, (shifts, start, end) in found.instance.facts.items():
            assert (best.crew[ticket], best.span[ticket]) == (shifts, (start, end))

    holds()


def test_same_seed_and_limit_give_the_same_plan_with_two_workers() -> None:
    """Two searches with two workers and a deterministic limit end with the same plan, step for step."""

    def searched() -> Timed:
        found = case(desk(7, tickets=8))
        idle = timing(found.instance, Plan())
        assert idle is not None
        with Search(found.instance, idle, 3, 2) as search:
            search.run(Limits(deterministic=0.05))
            return search.best()

    assert searched() == searched()


def test_facts_alone_cost_what_the_kernel_leaves_out() -> None:
    """What the kernel does not count is the price of the tickets that are facts."""
    found = case(desk(11))
    idle = timing(found.instance, Plan())
    assert idle is not None
    with Search(found.instance, idle, 0, 1) as search:
        assert search.states
        assert search.base == sum(ticket_total(found.instance, ticket, idle) for ticket in found.instance.facts)
