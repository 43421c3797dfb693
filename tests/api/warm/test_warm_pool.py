"""The pool of warm workers, with real processes."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
import warm_questions as questions
from waiting import PATIENCE, until

from api.warm import DeskKey, TookTooLong, WarmPool, WorkerLost
from engine.domain.problem import Problem
from engine.errors import DataError, SolverFault
from scenarios.generator import generate

SMALL = generate(3, 8, 1, 1)


def key(data_version: int, desk_id: str = "north") -> DeskKey:
    """Return the key of a desk."""
    return DeskKey(desk_id, data_version, 0, SMALL.desk.now)


class Loads:
    """Reads a desk, and counts how often."""

    def __init__(self, problem: Problem = SMALL) -> None:
        self.problem, self.count = problem, 0

    def __call__(self) -> Problem:
        """Return the desk."""
        self.count += 1
        return self.problem


@pytest.fixture(scope="module")
def pool() -> Iterator[WarmPool]:
    """Two workers, both up."""
    with WarmPool(2) as pool:
        until(lambda: pool.gauges().up == 2)
        yield pool


@pytest.fixture(scope="module")
def single() -> Iterator[WarmPool]:
    """A single worker."""
    with WarmPool(1) as pool:
        yield pool


def test_a_question_before_any_worker_is_up_waits_for_it() -> None:
    """The pool takes questions from its first moment; it is ready once a worker is up."""
    with WarmPool(1) as pool:
        assert pool.ask(key(1), Loads(), questions.tickets, timeout=PATIENCE) == 8
        assert pool.is_ready
    assert not pool.is_ready


def test_desk_is_read_once(single: WarmPool) -> None:
    """The second question about a desk finds it held, with what the first one made of it."""
    loads = Loads()
    asked = key(1)
    assert single.ask(asked, loads, questions.total, timeout=PATIENCE) > 0
    assert single.ask(asked, loads, questions.compiled_tickets, timeout=PATIENCE) == 8
    made = single.ask(asked, loads, questions.what_is_made, timeout=PATIENCE)
    assert {"context", "published", "warm_desk"} <= made
    assert loads.count == 1


def test_what_is_held_is_not_looked_through_for_garbage(single: WarmPool) -> None:
    """Neither the code, hundreds of thousands of objects, nor a desk once the first question about it is answered; a
    desk that is forgotten is let go all the same.
    """

    def looked_past(version: int) -> int:
        return single.ask(key(version), Loads(), questions.never_looked_through, timeout=PATIENCE)

    single.ask(key(10), Loads(), questions.total, timeout=PATIENCE)
    loaded = looked_past(10)
    assert loaded > 100_000
    single.ask(key(10), Loads(), questions.compiled_tickets, timeout=PATIENCE)
    assert looked_past(10) > loaded
    for version in range(11, 15):
        single.ask(key(version), Loads(), questions.compiled_tickets, timeout=PATIENCE)
    # Held are three desks again, and no trace of those before.
    held = looked_past(14)
    for version in range(15, 20):
        single.ask(key(version), Loads(), questions.compiled_tickets, timeout=PATIENCE)
    assert abs(looked_past(19) - held) < held / 100


def test_worker_keeps_the_last_three_desks(single: WarmPool) -> None:
    """With a fourth desk the one asked about the longest ago goes, and is read again when asked about."""
    loads = {version: Loads() for version in range(10, 14)}

    def ask(version: int) -> None:
        single.ask(key(version), loads[version], questions.tickets, timeout=PATIENCE)

    for version in (10, 11, 12, 10, 13, 10, 12, 13, 11):
        ask(version)
    assert {version: each.count for version, each in loads.items()} == {10: 1, 11: 2, 12: 1, 13: 1}


def test_free_worker_that_holds_the_desk_goes_first(pool: WarmPool) -> None:
    """One after the other, all questions about a desk go to the process that has it."""
    north, south = key(1, "north"), key(1, "south")
    homes = {each: pool.ask(each, Loads(), questions.process, timeout=PATIENCE) for each in (north, south)}
    assert homes[north] != homes[south]
    for each in (south, south, north, south, north, north):
        assert pool.ask(each, Loads(), questions.process, timeout=PATIENCE) == homes[each]


def test_questions_are_answered_in_the_order_of_asking(single: WarmPool, tmp_path: Path) -> None:
    """Whoever has waited the longest gets the worker."""
    gate, mark = tmp_path / "gate", tmp_path / "mark"
    order: list[int] = []

    def ask(number: int) -> None:
        def load() -> Problem:
            order.append(number)
            return SMALL

        # About a desk of its own, which is read when it is the question's turn.
        single.ask(key(100 + number), load, questions.tickets, timeout=PATIENCE)

    with ThreadPoolExecutor(6) as threads:
        first = threads.submit(single.ask, key(1), Loads(), questions.wait_for, gate, mark, timeout=PATIENCE)
        until(mark.exists)
        asked = []
        for number in range(5):
            asked.append(threads.submit(ask, number))
            until(lambda waiting=number + 1: single.gauges().waiting == waiting)  # type: ignore[misc]
        gate.touch()
        for each in (first, *asked):
            each.result(PATIENCE)
    assert order == [0, 1, 2, 3, 4]


def test_no_more_wait_than_can_be_answered(single: WarmPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past a number, who asks is turned away at once; before that one desk has its share, which leaves others room."""
    monkeypatch.setattr("api.warm.crew.MOST_WAITING", 3)
    monkeypatch.setattr("api.warm.crew.MOST_OF_ONE_DESK", 2)
    gate, mark = tmp_path / "gate", tmp_path / "mark"
    with ThreadPoolExecutor(4) as threads:

        def ask(desk_id: str) -> Future[int]:
            waiting = single.gauges().waiting
            asked = threads.submit(single.ask, key(200, desk_id), Loads(), questions.tickets, timeout=PATIENCE)
            until(lambda: single.gauges().waiting > waiting)
            return asked

        def is_turned_away(desk_id: str) -> None:
            with pytest.raises(TookTooLong, match="Maybe"):
                single.ask(key(200, desk_id), Loads(), questions.tickets, timeout=PATIENCE)

        first = threads.submit(single.ask, key(200), Loads(), questions.wait_for, gate, mark, timeout=PATIENCE)
        until(mark.exists)
        asked = [ask("north"), ask("north")]
        is_turned_away("north")
        asked.append(ask("south"))
        is_turned_away("west")
        assert single.gauges().waiting == 3
        gate.touch()
        first.result(PATIENCE)
        assert [each.result(PATIENCE) for each in asked] == [8, 8, 8]


def test_stuck_question_is_given_up(pool: WarmPool, tmp_path: Path) -> None:
    """Its worker is killed and replaced; the others go on answering meanwhile."""
    lost, mark = pool.gauges().lost, tmp_path / "mark"
    with ThreadPoolExecutor(1) as threads:
        stuck = threads.submit(pool.ask, key(1), Loads(), questions.hang_once, mark, timeout=3)
        until(mark.exists)
        assert pool.ask(key(1), Loads(), questions.tickets, timeout=PATIENCE) == 8
        with pytest.raises(TookTooLong, match="Maybe"):
            stuck.result(PATIENCE)
    until(lambda: pool.gauges().up == 2 and pool.gauges().lost == lost + 1)
    assert int(mark.read_text()) not in both_processes(pool, tmp_path)


def test_question_of_a_killed_worker_is_asked_again(pool: WarmPool, tmp_path: Path) -> None:
    """A worker killed in the middle of a question is replaced, and another one gives the answer."""
    lost, mark = pool.gauges().lost, tmp_path / "mark"
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(pool.ask, key(1), Loads(), questions.hang_once, mark, timeout=PATIENCE)
        until(mark.exists)
        os.kill(int(mark.read_text()), signal.SIGKILL)
        assert asked.result(PATIENCE) == "answered"
    until(lambda: pool.gauges().up == 2 and pool.gauges().lost == lost + 1)


def test_question_that_kills_two_workers_is_lost(pool: WarmPool) -> None:
    """It is not asked a third time, and the pool goes on."""
    lost = pool.gauges().lost
    with pytest.raises(WorkerLost, match="Maybe"):
        pool.ask(key(1), Loads(), questions.die, timeout=PATIENCE)
    until(lambda: pool.gauges().up == 2 and pool.gauges().lost == lost + 2)
    assert pool.ask(key(1), Loads(), questions.tickets, timeout=PATIENCE) == 8


def test_workers_killed_while_idle_are_replaced(pool: WarmPool, tmp_path: Path) -> None:
    """Nobody who asks afterwards notices, even when all of them were."""
    lost = pool.gauges().lost
    for number in both_processes(pool, tmp_path):
        os.kill(number, signal.SIGKILL)
    assert pool.ask(key(1), Loads(), questions.tickets, timeout=PATIENCE) == 8
    until(lambda: pool.gauges().up == 2 and pool.gauges().lost == lost + 2)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_to_the_whole_group_do_not_end_workers(single: WarmPool, number: signal.Signals) -> None:
    """Ctrl-C and the end of the service leave it to the service what becomes of its workers."""
    process = single.ask(key(1), Loads(), questions.process, timeout=PATIENCE)
    os.kill(process, number)
    assert single.ask(key(1), Loads(), questions.process, timeout=PATIENCE) == process


def test_errors_come_back(single: WarmPool) -> None:
    """An OpendayError arrives as itself, with its flaws; a bug as a SolverFault that names the place."""
    with pytest.raises(DataError) as error:
        single.ask(key(1), Loads(), questions.refuse, timeout=PATIENCE)
    assert error.value.flaws == [questions.FLAW]
    with pytest.raises(SolverFault, match=r"ZeroDivisionError in warm_questions\.py, line \d+"):
        single.ask(key(1), Loads(), questions.divide, timeout=PATIENCE)
    with pytest.raises(SolverFault, match="pickle"):
        single.ask(key(1), Loads(), questions.unsayable, timeout=PATIENCE)
    assert single.gauges().lost == 0


def test_failed_reading_of_a_desk_costs_no_worker(single: WarmPool) -> None:
    """The error of whoever reads the desk is the asker's, and the worker is free again."""

    def load() -> Problem:
        raise DataError([questions.FLAW])

    with pytest.raises(DataError):
        single.ask(key(999), load, questions.tickets, timeout=PATIENCE)
    assert single.ask(key(999), Loads(), questions.tickets, timeout=PATIENCE) == 8
    assert single.gauges().busy == 0


def test_waiting_in_vain_costs_no_worker(single: WarmPool, tmp_path: Path) -> None:
    """A question whose time is over before a worker is free is turned away; the one under way is answered."""
    gate, mark = tmp_path / "gate", tmp_path / "mark"
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(single.ask, key(1), Loads(), questions.wait_for, gate, mark, timeout=PATIENCE)
        until(mark.exists)
        with pytest.raises(TookTooLong, match="wait"):
            single.ask(key(1), Loads(), questions.tickets, timeout=0.05)
        gate.touch()
        assert first.result(PATIENCE) == int(mark.read_text())
    assert single.gauges().lost == 0
    assert single.gauges().waiting == 0


def test_desk_compiled_ahead_is_there_when_asked_about(single: WarmPool) -> None:
    """After `warm` the first question neither reads the desk nor compiles it, and a second `warm` does nothing."""
    loads, asked = Loads(), key(50)
    single.warm(asked, loads)
    single.warm(asked, loads)
    until(lambda: loads.count == 1 and single.gauges().busy == 0)
    single.warm(asked, loads)
    made = single.ask(asked, loads, questions.what_is_made, timeout=PATIENCE)
    assert {"published", "warm_desk"} <= made
    assert loads.count == 1


def test_nothing_is_compiled_ahead_while_all_are_busy(single: WarmPool, tmp_path: Path) -> None:
    """Nobody waits because of a desk that might be asked about."""
    gate, mark, loads = tmp_path / "gate", tmp_path / "mark", Loads()
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(single.ask, key(1), Loads(), questions.wait_for, gate, mark, timeout=PATIENCE)
        until(mark.exists)
        single.warm(key(60), loads)
        gate.touch()
        first.result(PATIENCE)
    assert loads.count == 0


def test_many_threads_get_their_own_answers(pool: WarmPool) -> None:
    """Many questions at once about many desks, of two workers: each gets the answer about its desk."""
    desks = {number: generate(2, 3 + number, 1, number) for number in range(1, 7)}

    def ask(number: int) -> int:
        return pool.ask(key(200 + number), lambda: desks[number], questions.tickets, timeout=PATIENCE)

    asked = [1 + (7 * each) % 6 for each in range(60)]
    with ThreadPoolExecutor(12) as threads:
        assert list(threads.map(ask, asked)) == [3 + number for number in asked]
    gauges = pool.gauges()
    assert (gauges.busy, gauges.waiting) == (0, 0)
    assert gauges.seconds["tickets"].count >= 60


def test_closing_turns_everybody_away(tmp_path: Path) -> None:
    """Whoever is asking, waiting or comes later gets WorkerLost, and no process is left."""
    pool = WarmPool(1)
    mark = tmp_path / "mark"
    with ThreadPoolExecutor(2) as threads:
        asked = threads.submit(pool.ask, key(1), Loads(), questions.hang_once, mark, timeout=PATIENCE)
        until(mark.exists)
        waits = threads.submit(pool.ask, key(1), Loads(), questions.tickets, timeout=PATIENCE)
        until(lambda: pool.gauges().waiting == 1)
        pool.close()
        for each in (asked, waits):
            with pytest.raises(WorkerLost):
                each.result(PATIENCE)
    with pytest.raises(WorkerLost):
        pool.ask(key(1), Loads(), questions.tickets, timeout=PATIENCE)
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text()), 0)


@pytest.mark.parametrize(("end", "code"), [("os.kill(os.getpid(), signal.SIGKILL)", -9), ("pass", 0)])
def test_no_worker_outlives_the_service(tmp_path: Path, end: str, code: int) -> None:
    """Killed, or ended without closing the pool, the service takes its workers along: they let go of its output."""
    script = tmp_path / "serve.py"
    script.write_text(
        "import os, signal, sys\n"
        "import warm_questions as questions\n"
        "from api.warm import DeskKey, WarmPool\n"
        "from scenarios.generator import generate\n"
        "if __name__ == '__main__':\n"
        "    pool, problem = WarmPool(2), generate(3, 8, 1, 1)\n"
        "    key = DeskKey('north', 1, 0, problem.desk.now)\n"
        "    assert pool.ask(key, lambda: problem, questions.tickets, timeout=60) == 8\n"
        f"    {end}\n"
    )
    paths = os.pathsep.join((str(Path(questions.__file__).parent), *filter(None, sys.path)))
    ended = subprocess.run(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert ended.returncode == code


def both_processes(pool: WarmPool, folder: Path) -> set[int]:
    """Return the processes of a pool of two, found by keeping both busy at once."""
    gate, marks = folder / "open", [folder / "one", folder / "two"]
    with ThreadPoolExecutor(2) as threads:
        asked = [
            threads.submit(pool.ask, key(1), Loads(), questions.wait_for, gate, mark, timeout=PATIENCE)
            for mark in marks
        ]
        for mark in marks:
            until(mark.exists)
        gate.touch()
        found = {each.result(PATIENCE) for each in asked}
    assert len(found) == 2
    return found
