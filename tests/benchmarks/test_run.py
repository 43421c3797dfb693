"""The harness: processes, seeds, the judge."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from small_bench import technicians

from benchmarks.case import Case, Judged, Wanted, every
from benchmarks.peers.registry import all_peers
from benchmarks.run import Options, run
from benchmarks.suites.strsp import instance_of, judge
from benchmarks.worker import Done, Failed, Worker


class Tiny:
    """A suite of one case."""

    def cases(self, data: Path | None, wanted: Wanted = every) -> Iterator[Case]:  # noqa: ARG002
        """Yield the case of the small instance."""
        given = technicians()
        yield Case("tiny", "a", instance_of(given), None, judge(given), (0.3, 0.4))


def test_every_solver_gets_every_limit_and_seed() -> None:
    """Two limits, two runs, two solvers give eight rows; the single-threaded one says which of its seeds counted."""
    peers = [all_peers()["openday"], all_peers()["ortools"]]
    rows = [row for _, row in run(Tiny(), peers, Options(seeds=2))]
    keys = [(row.limit, row.seed, row.solver) for row in rows]
    assert keys == [(limit, seed, peer.name) for limit in (0.3, 0.4) for seed in (1, 2) for peer in peers]
    assert all(row.feasible and row.cost < 300 and row.memory_mb > 0 for row in rows)
    assert [row.note for row in rows if row.solver == "ortools"][1].endswith("of 3 to 4")
    assert all(0 <= row.gap < 0.5 and row.bound <= row.cost for row in rows)


def test_the_judge_has_the_last_word() -> None:
    """A plan that the judge calls infeasible counts as none, whatever the solver says."""

    class Strict(Tiny):
        def cases(self, data: Path | None, wanted: Wanted = every) -> Iterator[Case]:
            for case in super().cases(data, wanted):
                yield Case("tiny", "a", case.instance, None, lambda _: Judged(1.0, False, "no"), (0.3,))

    rows = [row for _, row in run(Strict(), [all_peers()["openday"]], Options())]
    assert [(row.feasible, row.note) for row in rows] == [(False, "no")]


def test_a_worker_survives_what_fails() -> None:
    """A solver that raises, and one that takes too long, give a reason; the process then serves the next."""
    with closing(Worker()) as worker:
        worker.load(instance_of(technicians()), None)
        worker.begin("no such solver", 1, 1, 60)
        failed = worker.answer()
        assert isinstance(failed, Failed)
        assert "no such solver" in failed.reason
        worker.begin("openday", 30, 1, 0.01)
        late = worker.answer()
        assert isinstance(late, Failed)
        assert "no answer" in late.reason
        worker.begin("best-skilled", 1, 1, 60)
        assert isinstance(worker.answer(), Done)
