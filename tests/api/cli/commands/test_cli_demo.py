"""``openday demo``."""

from pathlib import Path

from cli_said import Cli


def test_tells_the_whole_story(cli: Cli, tmp_path: Path) -> None:
    """The desk and a clean schedule of it are written, an afternoon is filled, and next steps are named."""
    said = cli("demo", tmp_path, "--time-limit", 1, "--workers", 1)
    assert said.code == 0
    assert "12 engineers" in said.out
    assert "Chosen work" in said.out
    assert f"explain {tmp_path / 'desk'} {tmp_path / 'schedule' / 'schedule.json'} --ticket" in said.out
    assert cli("check", tmp_path / "desk", tmp_path / "schedule").code == 0
