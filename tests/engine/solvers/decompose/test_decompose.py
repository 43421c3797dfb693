"""A plan made part by part."""

import logging
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from mishaps import DiesOnce, FailsOnce, Waits, dies, fails, place
from oracles import Case, case

from engine.cost import cost
from engine.limits import Limits
from engine.solvers.decompose import decompose, groups
from engine.timing import Timed
from scenarios.generator import generate

EFFORT = Limits(deterministic=1.0)


@pytest.fixture(autouse=True)
def small_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a desk of twelve fall into several groups."""
    monkeypatch.setattr(groups, "FEWEST", 3)


@pytest.fixture(scope="module")
def desk() -> Case:
    """Return a desk whose plan is found in parts."""
    return case(generate(12, 120, 3, 7))


def judged(desk: Case, timed: Timed) -> int:
    """Return the audit's cost of a plan, which breaks nothing."""
    found = desk.judge(timed)
    assert not found.hard
    assert found.score.total == cost(desk.instance, timed)
    return found.score.total


def quiet(reached: int) -> None:
    """Take no notice."""


def test_a_clean_plan_that_gets_better(desk: Case) -> None:
    """Rounds only ever lower the cost; the last cost told is the plan's; most of the work is placed."""
    told: list[int] = []
    timed = decompose(desk.instance, EFFORT, 0, 1, told.append, improve=place, size=40)
    assert judged(desk, timed) == told[-1]
    assert told == sorted(told, reverse=True)
    assert len(timed.span) > 0.7 * len(desk.instance.tickets)


def test_the_same_again_and_in_processes(desk: Case) -> None:
    """With a deterministic limit two runs are identical, in this process, in two others or in threads."""
    runs = [decompose(desk.instance, EFFORT, 3, workers, quiet, improve=place, size=40) for workers in (1, 1, 2)]
    with ThreadPoolExecutor(3) as executor:
        runs.append(decompose(desk.instance, EFFORT, 3, 3, quiet, executor=executor, improve=place, size=40))
    assert all(run.plan == runs[0].plan for run in runs)
    assert decompose(desk.instance, EFFORT, 4, 1, quiet, improve=place, size=40).plan != runs[0].plan


def test_starts_from_a_plan(desk: Case) -> None:
    """Never dearer than the plan it is given, which a round that finds nothing leaves as it is."""
    first = decompose(desk.instance, EFFORT, 0, 1, quiet, improve=place, size=40)
    again = decompose(desk.instance, EFFORT, 1, 1, quiet, improve=place, size=40, start=first.plan)
    assert cost(desk.instance, again) <= cost(desk.instance, first)
    assert decompose(desk.instance, EFFORT, 1, 1, quiet, improve=fails, start=first.plan).plan == first.plan


def test_time_is_up_at_once(desk: Case) -> None:
    """A limit that has passed before the first part still gives a plan: each part is placed greedily."""
    timed = decompose(desk.instance, Limits(seconds=1e-9), 0, 1, quiet, improve=place, size=40)
    assert len(timed.span) > 0.6 * len(desk.instance.tickets)
    judged(desk, timed)


def test_a_process_dies(desk: Case, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The part is tried again in a new process: the plan is the one that would have come anyway."""
    with caplog.at_level(logging.WARNING, "openday"):
        timed = decompose(desk.instance, EFFORT, 3, 2, quiet, improve=DiesOnce(tmp_path / "died"), size=40)
    assert (tmp_path / "died").exists()
    assert "tried again" in caplog.text
    assert timed.plan == decompose(desk.instance, EFFORT, 3, 1, quiet, improve=place, size=40).plan


def test_every_process_dies(desk: Case, caplog: pytest.LogCaptureFixture) -> None:
    """Parts that kill whoever solves them are given up, and the plan stays as it was."""
    one_round = Limits(deterministic=0.4)
    timed = decompose(desk.instance, one_round, 0, 2, quiet, improve=dies, size=200)
    assert timed.plan.sequences == {}
    assert "given up after 3 tries" in caplog.text


def test_a_fault_in_a_part(desk: Case, caplog: pytest.LogCaptureFixture) -> None:
    """Only that part stays as it was in that round; the log says why."""
    timed = decompose(desk.instance, EFFORT, 0, 1, quiet, improve=FailsOnce(), size=40)
    judged(desk, timed)
    assert "left as it was: ValueError: a fault" in caplog.text
    assert len(timed.span) > 0.5 * len(desk.instance.tickets)


class Broken(Executor):
    """Somebody else's executor that takes nothing any more."""

    def submit(self, *_args: object, **_kwargs: object) -> Future[object]:  # type: ignore[override]
        """Refuse."""
        raise BrokenProcessPool("broken")


def test_a_broken_executor(desk: Case, caplog: pytest.LogCaptureFixture) -> None:
    """The process that asks does the work alone, and says so."""
    timed = decompose(desk.instance, EFFORT, 3, 2, quiet, executor=Broken(), improve=place, size=40)
    assert timed.plan == decompose(desk.instance, EFFORT, 3, 1, quiet, improve=place, size=40).plan
    assert caplog.text.count("goes on alone") == 1


@pytest.mark.parametrize("workers", [1, 2])
def test_stopped(desk: Case, tmp_path: Path, workers: int) -> None:
    """Stopped while parts are at work, they hand over what they have, and no other round begins."""
    mark = tmp_path / "begun"
    timed = decompose(desk.instance, EFFORT, 0, workers, quiet, mark.exists, improve=Waits(mark), size=40)
    judged(desk, timed)
    busy = {desk.instance.shifts[shift].engineer for _, shift in timed.plan.tasks()}
    assert busy if workers > 1 else 0 < len(busy) < 12
