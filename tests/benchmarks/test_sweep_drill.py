"""The drill of a sweep: a worker is killed, then the client, and all rows are there."""

from pathlib import Path

from benchmarks.sweep import Sizes, cluster, drill, failed, figures, prepared, timed

SIZES = Sizes(engineers=4, tickets=30, runs=12, effort=0.1)


def test_all_rows_and_none_twice(tmp_path: Path) -> None:
    """On a cluster of two real workers over loopback, the rows are those of one process that nobody disturbs."""
    plan = prepared(SIZES, tmp_path)
    assert len(plan.jobs) == SIZES.runs
    with cluster() as made:
        drilled = drill(tmp_path, SIZES.runs, made)
    worker, client = drilled.killed_at
    assert 4 <= worker <= client < SIZES.runs
    assert len(drilled.rows) == len(figures(drilled.rows)) == SIZES.runs
    assert not failed(drilled.rows)
    assert "12 runs; " in drilled.words
    assert "were there already, 0 failed" in drilled.words
    _, alone = timed(plan, tmp_path / "alone", None)
    assert figures(alone) == figures(drilled.rows)
