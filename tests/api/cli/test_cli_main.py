"""The entry point: version, help, exit codes, errors."""

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from cli_said import Cli

from engine.errors import SolverFault


def test_version(cli: Cli) -> None:
    """``--version`` prints the version and nothing else."""
    said = cli("--version")
    assert (said.code, said.out.split()[0]) == (0, "openday")


def test_help_is_quick() -> None:
    """``--help`` loads none of the slow libraries."""
    code = (
        "import sys; from api.cli.main import run; run(['--help']);"
        "print(sorted({'matplotlib', 'numpy', 'ortools', 'pandas', 'plotly', 'pydantic'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", ["decisions", "nightly", "recommend"])
def test_paragraphs_of_help_flow(cli: Cli, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a narrow terminal a paragraph's lines are filled, and not broken again where the source breaks them."""
    monkeypatch.setenv("COLUMNS", "70")
    monkeypatch.setenv("TERMINAL_WIDTH", "70")
    said = cli(command, "--help").out.split("Options")[0]
    paragraphs = [each.strip().splitlines() for each in re.split(r"\n\s*\n", said) if "Usage" not in each]
    for lines in paragraphs:
        for line, following in pairwise(each.strip() for each in lines if each.strip()[:1].isalpha()):
            assert len(line) + 1 + len(following.split()[0]) > 66


@pytest.mark.parametrize("arguments", [("nothing",), ("schedule",), ("generate", "x", "--engineers", "0")])
def test_wrong_usage_is_bad_input(
    cli: Cli, arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unknown commands, missing arguments and values out of bounds exit with 2 and write nothing."""
    monkeypatch.chdir(tmp_path)
    said = cli(*arguments)
    assert (said.code, said.out) == (2, "")
    assert "Traceback" not in said.err
    assert list(tmp_path.iterdir()) == []


def test_a_fault_of_the_program_is_called_a_bug(cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A SolverFault exits with 70 and asks for a report."""

    def fail(*_: object) -> None:
        raise SolverFault("two and two are five")

    monkeypatch.setattr("api.cli.loading.read_problem", fail)
    said = cli("validate", desk)
    assert said.code == 70
    assert "bug" in said.err
    assert "two and two are five" in said.err


def test_a_folder_that_cannot_be_written_is_bad_input(cli: Cli, desk: Path, tmp_path: Path) -> None:
    """An output folder inside a file is one clear message, before anything is solved."""
    (tmp_path / "file").write_text("")
    said = cli("schedule", desk, "--out", tmp_path / "file" / "plan")
    assert said.code == 2
    assert "not a directory" in said.err
    assert "Maybe" in said.err
