"""The search as a whole: threads, barriers, limits."""

import build
import pytest
from kernels import constructed, idle, instance_of
from oracles import case

from engine.cost import cost
from engine.instance import Instance
from engine.limits import Limits
from engine.solvers.search.heat import Heat
from engine.solvers.search.kernel import columns as c
from engine.solvers.search.search import Search
from engine.timing import Timed
from scenarios.generator import generate

LIMITS = Limits(deterministic=0.02)


@pytest.fixture(scope="module")
def instance() -> Instance:
    """Return a generated desk of five engineers over two days."""
    return case(generate(5, 35, 2, 1)).instance


def searched(instance: Instance, seed: int, workers: int) -> tuple[Timed, list[int]]:
    """Return the best plan from the first one on, and the costs that were told."""
    told: list[int] = []
    with Search(instance, constructed(instance), seed, workers) as search:
        search.run(LIMITS, told.append)
        return search.best(), told


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_a_deterministic_run_is_the_same_twice(instance: Instance, workers: int) -> None:
    """The same seed and limit give the same plan and tell the same costs, with one thread and with several."""
    first, second = (searched(instance, 5, workers) for _ in range(2))
    assert first == second


def test_never_dearer(instance: Instance) -> None:
    """Costs told go down from the first plan's to that of the best plan, which is better."""
    start = cost(instance, constructed(instance))
    best, told = searched(instance, 1, 1)
    assert told == sorted(told, reverse=True)
    assert cost(instance, best) == told[-1] < start


def test_stops_when_told(instance: Instance) -> None:
    """Told to stop at once no step is taken and the first plan stays; told at the third barrier, two rounds are."""
    start = constructed(instance)
    with Search(instance, start, 0, 2) as search:
        search.run(LIMITS, is_stopped=lambda: True)
        assert search.steps == 0
        assert search.best() == start
        asked: list[int] = []

        def third() -> bool:
            asked.append(search.steps)
            return len(asked) == 3

        search.run(LIMITS, is_stopped=third)
        assert asked[0] == 0 < asked[1] < asked[2] == search.steps


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_worse_workers_go_on_from_a_plan_given(instance: Instance, workers: int) -> None:
    """The worse half goes on from the plan, a single worker too; each keeps its own random numbers and steps."""
    start = constructed(instance)
    with Search(instance, start, 2, workers) as search:
        search.run(LIMITS)
        before = [(int(state[c.RANDOM]), int(state[c.ITERATIONS])) for state in search.states]
        best = min(search.states, key=lambda state: int(state[c.BEST]))
        search.adopt(start)
        given = [search.base + int(state[c.TOTAL]) == cost(instance, start) for state in search.states]
        assert sum(given) == (workers + 1) // 2
        assert workers == 1 or any(state is best for state in search.states)
        assert [(int(state[c.RANDOM]), int(state[c.ITERATIONS])) for state in search.states] == before
        search.run(LIMITS)
        assert cost(instance, search.best()) <= cost(instance, start)


def test_two_runs_cool_as_far_as_one(instance: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    """The temperatures of a run in two parts go from the hot one to the cold one, without a jump between them."""
    asked: list[float] = []
    at = Heat.at

    def noted(heat: Heat, share: float, each: float, worker: int) -> float:
        asked.append(share)
        return at(heat, share, each, worker)

    monkeypatch.setattr(Heat, "at", noted)
    with Search(instance, constructed(instance), 0, 1) as search:
        search.run(LIMITS, span=(0.0, 0.6))
        assert (asked[0], asked[-1]) == (0.0, pytest.approx(0.6))
        asked.clear()
        search.run(LIMITS, span=(0.6, 1.0))
        assert (asked[0], asked[-1]) == (pytest.approx(0.6), pytest.approx(1.0))


def test_a_second_run_goes_on(instance: Instance) -> None:
    """Two runs one after the other take the steps of both and never lose the best plan."""
    with Search(instance, constructed(instance), 0, 1) as search:
        search.run(LIMITS)
        steps, reached = search.steps, search.cost
        search.run(LIMITS)
        assert search.steps == 2 * steps
        assert search.cost <= reached


def test_a_limit_in_seconds_ends(instance: Instance) -> None:
    """With a limit in seconds some steps are taken, and the plan is no dearer."""
    start = constructed(instance)
    with Search(instance, start, 0, 1) as search:
        search.run(Limits(seconds=0.05))
        assert search.steps > 0
        assert cost(instance, search.best()) <= cost(instance, start)


def test_nothing_to_search() -> None:
    """Without tickets, or without shifts, the search ends with the plan that it was given."""
    away = build.engineer(working_hours="sun 08:00-17:00")
    for given in (build.problem(), build.problem(build.ticket(), engineers=(away,))):
        empty = instance_of(given)
        with Search(empty, idle(empty), 0, 2) as search:
            search.run(LIMITS)
            assert search.best() == idle(empty)
