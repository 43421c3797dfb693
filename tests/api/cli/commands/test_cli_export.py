"""``openday export``."""

from pathlib import Path

from cli_said import Cli


def test_writes_a_schedule_again(cli: Cli, desk: Path, plan: Path, tmp_path: Path) -> None:
    """From schedule.json alone come the same JSON and CSV, calendars and charts."""
    said = cli("export", desk, plan / "schedule.json", "--out", tmp_path / "again")
    assert said.code == 0
    assert "gantt.html" in said.out
    for name in ("schedule.json", "schedule.csv"):
        assert (tmp_path / "again" / name).read_bytes() == (plan / name).read_bytes()
    assert sorted(path.name for path in (tmp_path / "again" / "calendars").iterdir()) == sorted(
        path.name for path in (plan / "calendars").iterdir()
    )


def test_json_names_the_files(cli: Cli, desk: Path, plan: Path, tmp_path: Path) -> None:
    """``--json`` lists every file written; a CSV made by hand is a schedule too."""
    said = cli("export", desk, plan / "schedule.csv", "--out", tmp_path, "--json")
    assert all(Path(each).is_file() for each in said.json["files"])
