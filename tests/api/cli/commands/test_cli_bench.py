"""``openday bench``."""

from pathlib import Path

import pytest
from cli_said import Cli

TASKS = "1 0 0 0 0 100 0 0 0 0\n2 3 4 10 0 50 10 100 1 0\n3 3 0 10 20 40 5 100 1 1\n"
CREW = "1 2\n2 1\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a folder with a technician instance of two tasks."""
    for folder, text in (("tasks", TASKS), ("technicians", CREW), ("technicians_reduced", CREW)):
        (tmp_path / "data" / folder).mkdir(parents=True)
        (tmp_path / "data" / folder / "tiny_1x2.txt").write_text(text)
    return tmp_path / "data"


def test_a_suite_is_run_and_reported(cli: Cli, data: Path, tmp_path: Path) -> None:
    """The rows, the report and the plot are written, and the tables printed."""
    out = tmp_path / "out"
    said = cli("bench", "strsp", "--peers", "none", "--seconds", "0.3", "--data", data, "--out", out, "--only", "*2")
    assert said.code == 0, said.err
    assert "tiny_1x2: openday, run 1: 12.00" in said.err
    assert "12.00 (+0.00%)" in said.out
    assert sorted(path.name for path in out.iterdir()) == ["strsp-quality.png", "strsp.csv", "strsp.md"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nothing",), "no such suite"),
        (("strsp", "--peers", "nobody"), "no such peer"),
        (("strsp", "--data", "no-such-folder"), "no instances"),
        (("strsp", "--only", "nothing"), "no instance of strsp has such a name"),
    ],
)
def test_what_is_not_there_is_bad_input(
    cli: Cli, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    """Unknown suites and peers, absent data and names that match nothing are one clear error each."""
    monkeypatch.chdir(tmp_path)
    more = () if "--data" in arguments else ("--data", data)
    said = cli("bench", *arguments, *more, "--out", tmp_path / "out")
    assert said.code == 2
    assert words in said.err
    assert "Maybe" in said.err


def test_an_installed_package_has_no_benchmarks(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only the wheel is installed, one sentence says where the benchmarks are."""
    monkeypatch.setattr("api.cli.benching.find_spec", lambda _: None)
    said = cli("bench", "strsp")
    assert said.code == 2
    assert "clone the project" in said.err
