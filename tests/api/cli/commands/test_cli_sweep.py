"""``openday sweep``."""

from pathlib import Path

import distributed
import pytest
from cli_said import Cli

from scenarios.sweep import sweep as sweeping
from scenarios.sweep.rows import read_rows

SWEEP = """
name: two
weights:
  travel: {times: true, values: [1, 4]}
variants: [{name: as it is, changes: []}, {name: without her, changes: [{change: engineer_absent, engineer: "@key"}]}]
effort: 0.02
"""


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """Return a sweep of four runs."""
    path = tmp_path / "two.yaml"
    path.write_text(SWEEP, encoding="utf-8")
    return path


def test_sweep_and_again(cli: Cli, desk: Path, told: Path, tmp_path: Path) -> None:
    """The rows, the frontier and weights to paste are there; the same command again runs nothing and says the same."""
    out = tmp_path / "out"
    said = cli("sweep", desk, told, "--out", out, "--workers", 1)
    assert said.code == 0
    assert "two: 4 runs; 4 done now, 0 failed" in said.out
    assert "The frontier: no other choice is as good" in said.out
    assert "for [weights] in desk.toml: travel = " in " ".join(said.out.split())
    assert "Written to " in said.out
    assert len(read_rows(out / "sweep.parquet")) == 4
    assert all((out / f"frontier.{kind}").stat().st_size for kind in ("png", "html", "toml"))
    again = cli("sweep", desk, told, "--out", out, "--json")
    assert again.code == 0
    found = again.json
    assert (found["rows"], found["made"], found["skipped"], found["failed"]) == (4, 0, 4, 0)
    assert {each["variant"] for each in found["frontier"]} == {"as it is", "without her"}
    assert all(each["is_on_frontier"] and each["point"]["weights"]["travel"] for each in found["frontier"])


def test_on_a_cluster(cli: Cli, desk: Path, told: Path, tmp_path: Path) -> None:
    """Workers of a Dask cluster do the runs."""
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, protocol="tcp", host="127.0.0.1", dashboard_address=":0"
    ) as cluster:
        said = cli("sweep", desk, told, "--out", tmp_path / "out", "--cluster", cluster.scheduler_address, "--json")
    assert said.code == 0
    assert said.json["made"] == 4


class _Interrupts:
    """Give up after so many rows, as Ctrl-C does."""

    def __init__(self, after: int) -> None:
        self.left, self.rows = after, sweeping.rows

    def __call__(self, *given: object) -> object:
        """Yield rows, then interrupt."""
        for row in self.rows(*given):  # type: ignore[arg-type]
            if not self.left:
                raise KeyboardInterrupt
            self.left -= 1
            yield row


def test_ctrl_c_keeps_everything(
    cli: Cli, desk: Path, told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped after two of four rows, it says so with exit code 130; the same command makes the other two."""
    out = tmp_path / "out"
    with monkeypatch.context() as patched:
        patched.setattr(sweeping, "rows", _Interrupts(2))
        said = cli("sweep", desk, told, "--out", out, "--workers", 1)
    assert said.code == 130
    assert "Stopped: 2 of 4 rows are kept; the same command goes on from there." in said.err
    assert len(read_rows(out / "sweep.parquet")) == 2
    again = cli("sweep", desk, told, "--out", out)
    assert "2 of 4 rows are there already." in again.err
    assert "4 runs; 2 done now, 2 were there already, 0 failed" in again.out


def test_runs_that_fail(cli: Cli, desk: Path, told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are rows with an error and a finding, exit code 1; what is wrong is said once."""
    fail = [{"key": key, "variant": "as it is", "point": "p", "seed": 0, "error": "a fault"} for key in "abcd"]
    monkeypatch.setattr(
        sweeping, "rows", lambda jobs, *_: [fails | {"key": j.key} for j, fails in zip(jobs, fail, strict=True)]
    )
    said = cli("sweep", desk, told, "--out", tmp_path / "out", "--workers", 1)
    assert said.code == 1
    assert "4 done now, 4 failed" in said.out
    assert said.out.count("Failed: a fault") == 1
    assert said.err.count("A run has failed: as it is, p, seed 0: a fault") == 4


def test_bad_input(cli: Cli, desk: Path, told: Path, tmp_path: Path) -> None:
    """An unknown sweep, rule or cluster and the folder of another sweep are one clear error each, exit code 2."""
    said = cli("sweep", desk, tmp_path / "none.yaml", "--out", tmp_path / "out")
    assert (said.code, "there is no such sweep" in said.err) == (2, True)
    told.write_text("weights: {travl: [1]}", encoding="utf-8")
    said = cli("sweep", desk, told, "--out", tmp_path / "out", "--json")
    assert said.code == 2
    assert [flaw["field"] for flaw in said.json["flaws"]] == ["weights.travl"]
    assert not (tmp_path / "out").exists()
    told.write_text(SWEEP, encoding="utf-8")
    said = cli("sweep", desk, told, "--out", tmp_path / "out", "--cluster", "what://ever")
    assert (said.code, "no scheduler answers there" in said.err) == (2, True)
    told.write_text(SWEEP.replace("two", "three"), encoding="utf-8")
    said = cli("sweep", desk, told, "--out", tmp_path / "out")
    assert (said.code, "--out: the folder holds the sweep 'two'" in said.err) == (2, True)
