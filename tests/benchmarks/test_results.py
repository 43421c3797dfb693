"""The CSV file of results and the best known costs."""

import math
from pathlib import Path

import pytest
from small_bench import row

from benchmarks.best_known import Best, best_known, update_best
from benchmarks.result import Results, read_results


def test_rows_come_back(tmp_path: Path) -> None:
    """What is written is read again, whatever stands in a note, and the machine line stays above it."""
    rows = [row("a", "openday", 12.5, note='seed 2, of "3" # so'), row("b", "pyvrp", 7.0)]
    with Results(tmp_path / "out" / "x.csv", "a machine") as results:
        for each in rows:
            results.add(each)
    assert (tmp_path / "out" / "x.csv").read_text().startswith("# a machine\nsuite,instance,solver,seed,seconds,cost")
    assert read_results(tmp_path / "out" / "x.csv") == rows


def test_a_stopped_run_keeps_its_rows(tmp_path: Path) -> None:
    """Every row is in the file as soon as it is added."""

    def stop() -> None:
        with Results(tmp_path / "x.csv", "a machine") as results:
            results.add(row("a", "openday", math.nan))
            assert len(read_results(tmp_path / "x.csv")) == 1
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()
    assert math.isnan(read_results(tmp_path / "x.csv")[0].cost)
    assert read_results(tmp_path / "x.csv")[0].counted == math.inf


def test_results_of_before_are_kept(tmp_path: Path) -> None:
    """A new run moves the file of the one before aside."""
    for cost in (1.0, 2.0):
        with Results(tmp_path / "x.csv", "a machine") as results:
            results.add(row("a", "openday", cost))
    assert read_results(tmp_path / "x.previous.csv")[0].cost == 1
    assert read_results(tmp_path / "x.csv")[0].cost == 2


def test_only_better_costs_are_noted(tmp_path: Path) -> None:
    """A best known cost is replaced by a lower one and never by a higher or an equal one."""
    path = tmp_path / "best.csv"
    assert best_known(path) == {}
    assert update_best({("s", "a"): Best(10, "us"), ("s", "b"): Best(5, "us")}, path) == [("s", "a"), ("s", "b")]
    assert update_best({("s", "a"): Best(9, "them"), ("s", "b"): Best(6, "them")}, path) == [("s", "a")]
    assert update_best({("s", "a"): Best(9 - 1e-7, "us")}, path) == [], "rounding is no progress"
    assert best_known(path) == {("s", "a"): Best(9, "them"), ("s", "b"): Best(5, "us")}


def test_every_public_instance_has_a_best_known_cost() -> None:
    """The project's own file has the 36 technician instances."""
    assert sum(suite == "strsp" for suite, _ in best_known()) == 36
