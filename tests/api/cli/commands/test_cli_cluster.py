"""``openday schedule --cluster``."""

from pathlib import Path

import distributed
from cli_said import Cli


def test_runs_with_a_cluster(cli: Cli, desk: Path, tmp_path: Path) -> None:
    """The schedule is the same as without one: a small plan is found here, whoever else might help."""
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, protocol="tcp", host="127.0.0.1", dashboard_address=":0"
    ) as cluster:
        address = cluster.scheduler_address
        said = cli("schedule", desk, "--out", tmp_path / "a", "--deterministic-limit", 1, "--cluster", address)
    assert said.code == 0
    assert cli("schedule", desk, "--out", tmp_path / "b", "--deterministic-limit", 1).code == 0
    first, second = ((tmp_path / each / "schedule.json").read_text() for each in "ab")
    assert first == second


def test_no_such_cluster(cli: Cli, desk: Path, tmp_path: Path) -> None:
    """An address that cannot be one is bad input: exit code 2, one error with what to do."""
    said = cli("schedule", desk, "--out", tmp_path, "--deterministic-limit", 1, "--cluster", "what://ever")
    assert said.code == 2
    assert "--cluster: no scheduler answers there (found 'what://ever')\n  Maybe start one" in said.err
