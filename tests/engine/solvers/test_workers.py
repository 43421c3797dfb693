"""Processes that solve parts side by side."""

import logging
from concurrent.futures.process import BrokenProcessPool

import pytest
from oracles import case

from engine.limits import Limits
from engine.solvers.greedy import greedy
from engine.solvers.lns import improve
from engine.solvers.workers import Answer, Job, Workers
from engine.timing import timing
from scenarios.generator import generate


def test_a_worker_that_is_ended_does_not_lose_the_plan(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """When a process dies in the second round, the plan of the first one is the answer, and it is on record."""
    found = case(generate(5, 35, 2, 0))
    start = timing(found.instance, greedy(found.instance))
    assert start is not None
    usual, rounds = Workers.run, []

    def dies(pool: Workers, jobs: list[Job]) -> list[Answer]:
        rounds.append(jobs)
        if len(rounds) > 1:
            raise BrokenProcessPool("planted")
        return usual(pool, jobs)

    monkeypatch.setattr(Workers, "run", dies)
    told: list[int] = []
    with caplog.at_level(logging.ERROR, logger="openday"):
        best = improve(found.instance, start, Limits(deterministic=5), 0, 1, told.append)
    assert (len(rounds), len(told), len(caplog.records)) == (2, 1, 1)
    assert found.judge(best).score.total == told[0]
