"""Large neighbourhood search."""

import logging

import pytest
from oracles import Case, case

import engine.solvers.workers
from engine.cost import cost
from engine.errors import SolverFault
from engine.limits import Limits
from engine.solvers.exact.scope import everything
from engine.solvers.greedy import greedy
from engine.solvers.lns import improve
from engine.solvers.workers import Job, Workers
from engine.timing import Timed, timing
from scenarios.generator import generate

LIMITS = Limits(deterministic=0.15)


def started(seed: int) -> tuple[Case, Timed]:
    """Return a generated desk and its greedy plan."""
    found = case(generate(5, 35, 2, seed))
    timed = timing(found.instance, greedy(found.instance))
    assert timed is not None
    return found, timed


def improved(found: Case, timed: Timed, seed: int = 0, workers: int = 1) -> tuple[Timed, list[int]]:
    """Return the improved plan and the costs that were told."""
    told: list[int] = []
    return improve(found.instance, timed, LIMITS, seed, workers, told.append), told


def test_never_worse_and_clean() -> None:
    """Costs go down round by round; the plans at the end are clean, cost what the audit says, and one is better."""
    gains = []
    for seed in range(3):
        found, start = started(seed)
        timed, told = improved(found, start, seed)
        assert told == sorted(told, reverse=True)
        judged = found.judge(timed)
        assert judged.hard == ()
        assert cost(found.instance, timed) == told[-1] == judged.score.total
        gains.append(cost(found.instance, start) - told[-1])
    assert min(gains) >= 0
    assert max(gains) > 0


@pytest.mark.parametrize("workers", [1, 2])
def test_the_same_seed_gives_the_same_plan(workers: int) -> None:
    """Twice with one process, and twice with two, which work side by side: the same plans and the same costs told."""
    found, start = started(1)
    first, second = (improved(found, start, 7, workers) for _ in range(2))
    assert first[1] == second[1]
    assert first[0].plan == second[0].plan


def test_a_faulty_part_leaves_the_plan_as_it_was(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """When CP-SAT errs on every part the plan stays, the search ends at its limit, and each fault is on record."""

    def fails(*_: object) -> None:
        raise SolverFault("planted")

    found, start = started(0)
    monkeypatch.setattr(engine.solvers.workers, "solve_exact", fails)
    with caplog.at_level(logging.ERROR, logger="openday"):
        timed, told = improved(found, start)
    assert timed.plan == start.plan
    assert set(told) == {cost(found.instance, start)}
    assert len(caplog.records) == len(told)


def test_stops_when_asked() -> None:
    """Asked to stop before the first round it returns the plan it was given."""
    found, start = started(0)
    assert improve(found.instance, start, LIMITS, 0, 1, pytest.fail, lambda: True) is start


def test_workers_answer_in_the_order_of_the_jobs() -> None:
    """One process answers job by job; each answer names the shifts and tickets that the job had decided."""
    found, start = started(0)
    scope = everything(found.instance)
    jobs = [Job(start.plan, scope, Limits(deterministic=0.01), seed) for seed in (1, 2)]
    with Workers(found.instance, 1) as pool:
        answers = pool.run(jobs)
    assert [set(answer.sequences) for answer in answers] == [set(scope.shifts)] * 2
    assert all(answer.decided == frozenset(scope.tickets) for answer in answers)
