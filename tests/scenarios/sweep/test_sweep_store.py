"""The folder of a sweep."""

import os
from pathlib import Path
from typing import Any

import pytest
from small_sweeps import made_up, small_desk, small_plan

from engine.domain.weights import Weights
from engine.errors import DataError
from scenarios.parts import with_desk
from scenarios.situation import Situation
from scenarios.sweep import store as storing
from scenarios.sweep.definition import Sweep
from scenarios.sweep.plan import plan_of
from scenarios.sweep.rows import read_rows
from scenarios.sweep.store import TABLE, opened


def parts(folder: Path) -> list[str]:
    """Return the rows that lie in files of their own."""
    return sorted(path.stem for path in (folder / "parts").glob("*.parquet"))


def test_row_is_there_as_soon_as_it_is_added(tmp_path: Path) -> None:
    """Whoever opens the folder next has it, whether or not the rows were laid together; each stands there once."""
    plan = small_plan()
    with opened(tmp_path, plan) as store:
        store.add(made_up(plan.jobs[0]))
        store.add(made_up(plan.jobs[1]))
    assert parts(tmp_path) == sorted(job.key for job in plan.jobs[:2])
    with opened(tmp_path, plan) as store:
        assert store.rows.keys() == {job.key for job in plan.jobs[:2]}
        store.merge()
        store.add(made_up(plan.jobs[2]))
    assert parts(tmp_path) == [plan.jobs[2].key]
    with opened(tmp_path, plan) as store:
        store.merge()
    assert parts(tmp_path) == []
    assert sorted(row["key"] for row in read_rows(tmp_path / TABLE)) == sorted(job.key for job in plan.jobs[:3])


def test_killed_between_laying_together_and_clearing_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that stands in both places is one row."""
    plan = small_plan()
    with opened(tmp_path, plan) as store:
        store.add(made_up(plan.jobs[0]))
        with monkeypatch.context() as patched:
            patched.setattr(Path, "unlink", lambda *_given, **_more: None)
            store.merge()
    assert parts(tmp_path)
    with opened(tmp_path, plan) as store:
        assert len(store.rows) == 1
        store.merge()
    assert [row["key"] for row in read_rows(tmp_path / TABLE)] == [plan.jobs[0].key]


def test_half_a_part_is_no_row(tmp_path: Path) -> None:
    """What a killed process left of a file it was writing is not taken for one."""
    plan = small_plan()
    with opened(tmp_path, plan) as store:
        store.add(made_up(plan.jobs[0]))
    (tmp_path / "parts" / f".{plan.jobs[1].key}.parquet.part").write_bytes(b"PAR1")
    with opened(tmp_path, plan) as store:
        assert store.rows.keys() == {plan.jobs[0].key}


def test_later_row_counts(tmp_path: Path) -> None:
    """A row that replaces one with an error is the one that stays."""
    plan = small_plan()
    with opened(tmp_path, plan) as store:
        store.add(made_up(plan.jobs[0]) | {"error": "x"})
        store.merge()
        store.add(made_up(plan.jobs[0]))
    with opened(tmp_path, plan) as store:
        store.merge()
    assert [row["error"] for row in read_rows(tmp_path / TABLE)] == [None]


def test_many_parts_are_laid_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There are never more than so many files."""
    monkeypatch.setattr(storing, "_MOST_PARTS", 2)
    plan = small_plan()
    with opened(tmp_path, plan) as store:
        for job in plan.jobs[:5]:
            store.add(made_up(job))
    assert len(parts(tmp_path)) == 1
    assert len(read_rows(tmp_path / TABLE)) == 4


def test_folder_of_another_sweep(tmp_path: Path) -> None:
    """Another name or another desk is refused, and so is a table of unknown origin; more values are welcome."""
    with opened(tmp_path / "a", small_plan()):
        pass
    with (
        pytest.raises(DataError, match="the folder holds the sweep 'small'"),
        opened(tmp_path / "a", small_plan(name="b")),
    ):
        pass
    other = Situation(small_desk().problem.model_copy(update={"tickets": ()}))
    plan = plan_of(Sweep.model_validate({"name": "small", "seeds": [1, 2]}), other, "small.yaml")
    with pytest.raises(DataError, match="of another desk"), opened(tmp_path / "a", plan):
        pass
    with opened(tmp_path / "a", small_plan(weights={"travel": [5]})):
        pass
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / TABLE).write_bytes(b"")
    with pytest.raises(DataError, match="of unknown origin"), opened(tmp_path / "b", small_plan()):
        pass


def test_folder_of_the_desk_before_its_weights_changed(tmp_path: Path) -> None:
    """Rows are judged by the desk's own weights, so those of others are no rows to lay beside them."""
    sweep = Sweep.model_validate({"name": "small", "weights": {"travel": [1, 2]}})
    with opened(tmp_path, plan_of(sweep, small_desk(), "small.yaml")):
        pass
    dearer = with_desk(small_desk().problem, weights=Weights(values={"travel": 3000}))
    with (
        pytest.raises(DataError, match="of this one before its data changed"),
        opened(tmp_path, plan_of(sweep, Situation(dearer), "small.yaml")),
    ):
        pass
    named = with_desk(small_desk().problem, weights=Weights(version=7, values={"travel": 1000}))
    with opened(tmp_path, plan_of(sweep, Situation(named), "small.yaml")):
        pass


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    """A second sweep of the same folder is refused while the first one runs, and welcome afterwards."""
    plan = small_plan()
    with opened(tmp_path, plan), pytest.raises(DataError, match="at this moment"), opened(tmp_path, plan):
        pass
    with opened(tmp_path, plan):
        pass


def test_table_that_is_none(tmp_path: Path) -> None:
    """A damaged file is one error with what to do."""
    with opened(tmp_path, small_plan()):
        pass
    (tmp_path / TABLE).write_bytes(b"no table")
    with pytest.raises(DataError, match="no Parquet file") as error, opened(tmp_path, small_plan()):
        pass
    assert "delete this file" in str(error.value)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="anybody may write there")
def test_folder_that_cannot_be_written_to(tmp_path: Path, request: Any) -> None:
    """The error says so."""
    tmp_path.chmod(0o500)
    request.addfinalizer(lambda: tmp_path.chmod(0o700))
    with pytest.raises(DataError, match="cannot be written to"), opened(tmp_path, small_plan()):
        pass
