"""``openday generate``."""

from pathlib import Path

from cli_said import Cli


def test_writes_a_desk_that_validates(cli: Cli, tmp_path: Path) -> None:
    """The desk has what was asked for, and the next command is named."""
    said = cli("generate", tmp_path / "d", "--engineers", 3, "--tickets", 9, "--days", 1, "--seed", 5)
    assert said.code == 0
    assert "3 engineers" in said.out
    assert "9 tickets" in said.out
    assert f"openday schedule {tmp_path / 'd'}" in said.out
    assert cli("validate", tmp_path / "d").code == 0


def test_same_seed_same_desk(cli: Cli, tmp_path: Path) -> None:
    """The same numbers and seed give the same files."""
    for name in ("a", "b"):
        assert cli("generate", tmp_path / name, "--tickets", 5, "--json").json["tickets"] == 5
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file())
    assert files
    assert all((tmp_path / "a" / each).read_bytes() == (tmp_path / "b" / each).read_bytes() for each in files)


def test_leaves_other_folders_alone(cli: Cli, tmp_path: Path) -> None:
    """A folder that is no desk is refused, and nothing in it is touched."""
    (tmp_path / "thesis.txt").write_text("dear to me")
    said = cli("generate", tmp_path)
    assert said.code == 2
    assert "no desk" in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
