"""A small desk and its schedule on disk, and a way to run the command line."""

from pathlib import Path

import pytest
from cli_said import Cli, Said

from api.cli.main import run


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str]) -> Cli:
    """Run ``openday`` with some arguments, in this process."""

    def call(*arguments: object) -> Said:
        capfd.readouterr()
        code = run([str(each) for each in arguments])
        captured = capfd.readouterr()
        return Said(code, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a generated desk of four engineers and fifteen tickets; no test changes it."""
    folder = tmp_path_factory.mktemp("small") / "desk"
    assert run(["generate", str(folder), "--engineers", "4", "--tickets", "15", "--days", "2", "--json"]) == 0
    return folder


@pytest.fixture(scope="session")
def plan(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the desk's schedule; no test changes it."""
    folder = tmp_path_factory.mktemp("small") / "plan"
    assert run(["schedule", str(desk), "--out", str(folder), "--deterministic-limit", "2", "--json"]) == 0
    return folder
