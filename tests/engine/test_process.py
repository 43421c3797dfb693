"""A solve in a process of its own."""

import os
import signal
import subprocess
import sys
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import ClassVar

import pytest
from silent_rule import SilentRule

from constraints import rules_for
from engine.builder import Builder
from engine.domain.problem import Problem
from engine.errors import DataError, Flaw, SolverFault
from engine.limits import Limits, Progress
from engine.process import solve_in_process
from engine.solve import solve
from scenarios.generator import generate

SMALL = generate(2, 6, 1, 7)
LARGE = generate(8, 60, 3, 7)
FLAW = Flaw("tickets.csv", 3, "tier", "9", "is no tier", "write 1")


class Broken(SilentRule):
    """A rule that fails to compile in one way or another."""

    name: ClassVar[str] = "broken"
    how: str

    def compile(self, problem: Problem, builder: Builder) -> None:  # noqa: ARG002
        """Fail."""
        if self.how == "data":
            raise DataError([FLAW])
        if self.how == "bug":
            raise ZeroDivisionError("one by nothing")
        os._exit(3)


def test_answer_is_that_of_solve() -> None:
    """The schedule is the one that `solve` finds in this process, and its progress is heard."""
    heard: list[Progress] = []
    rules = rules_for(SMALL.desk)
    found = solve_in_process(SMALL, rules, Limits(deterministic=2.0), seed=3, on_progress=heard.append)
    assert found.schedule == solve(SMALL, rules, Limits(deterministic=2.0), seed=3).schedule
    assert [event.phase for event in heard] == ["first", "exact"]
    assert heard[-1].cost == found.schedule.score.total


def test_openday_error_comes_back_as_itself() -> None:
    """A DataError raised in the process arrives with its flaws."""
    with pytest.raises(DataError) as error:
        solve_in_process(SMALL, (Broken(how="data"),), Limits(seconds=5))
    assert error.value.flaws == [FLAW]


@pytest.mark.parametrize(
    ("how", "words"), [("bug", "ZeroDivisionError in test_process.py, line"), ("death", "exit code 3")]
)
def test_anything_else_is_a_solver_fault(how: str, words: str) -> None:
    """A bug and a sudden death of the process are clear SolverFaults."""
    with pytest.raises(SolverFault, match=words):
        solve_in_process(SMALL, (Broken(how=how),), Limits(seconds=5))


def test_first_interrupt_keeps_the_best_so_far() -> None:
    """Ctrl-C long before the limit gives a normal result, says so once, and leaves the handler as it was."""
    said: list[str] = []
    usual = signal.getsignal(signal.SIGINT)
    found = solve_in_process(
        LARGE,
        rules_for(LARGE.desk),
        Limits(seconds=600),
        workers=1,
        on_progress=lambda event: signal.raise_signal(signal.SIGINT) if event.phase == "first" else None,
        on_stopping=lambda: said.append("stopping"),
    )
    assert found.schedule.score.hard_findings == 0
    assert found.schedule.assignments
    assert said == ["stopping"]
    assert signal.getsignal(signal.SIGINT) is usual


def test_interrupt_while_the_process_starts_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C before there is any plan stops at the first plan, which is whole."""
    start = SpawnProcess.start

    def interrupted(process: SpawnProcess) -> None:
        signal.raise_signal(signal.SIGINT)
        start(process)

    monkeypatch.setattr(SpawnProcess, "start", interrupted)
    heard: list[str] = []
    rules = rules_for(LARGE.desk)
    found = solve_in_process(
        LARGE,
        rules,
        Limits(seconds=600),
        on_progress=lambda event: heard.append(event.phase),
        on_stopping=lambda: heard.append("stopping"),
    )
    assert heard == ["stopping", "first"]
    assert found.schedule.assignments


def test_second_interrupt_ends_it() -> None:
    """A second Ctrl-C raises KeyboardInterrupt."""

    def interrupt() -> None:
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        solve_in_process(
            LARGE,
            rules_for(LARGE.desk),
            Limits(seconds=600),
            on_progress=lambda _: interrupt(),
            on_stopping=interrupt,
        )


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
def test_no_process_outlives_the_one_that_asked(tmp_path: Path) -> None:
    """When the asking process is killed, the solver's process and its workers end too: they let go of its output."""
    script = tmp_path / "ask.py"
    script.write_text(
        "import os, signal\n"
        "from constraints import rules_for\n"
        "from engine.limits import Limits\n"
        "from engine.process import solve_in_process\n"
        "from scenarios.generator import generate\n"
        "def die(event):\n"
        "    if event.phase == 'search':\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "if __name__ == '__main__':\n"
        "    problem = generate(8, 60, 3, 7)\n"
        "    solve_in_process(problem, rules_for(problem.desk), Limits(seconds=600), on_progress=die)\n"
    )
    ended = subprocess.run([sys.executable, script], stdout=subprocess.PIPE, timeout=120, check=False)
    assert ended.returncode == -signal.SIGKILL
