"""``openday validate``."""

import shutil
from pathlib import Path

from cli_said import Cli


def test_good_desk(cli: Cli, desk: Path) -> None:
    """A good desk is counted, and said to be good."""
    said = cli("validate", desk)
    assert said.code == 0
    assert "4 engineers" in said.out
    assert "No errors" in said.out
    assert cli("validate", desk, "--json").json["engineers"] == 4


def test_malformed_desk(cli: Cli, desk: Path, tmp_path: Path) -> None:
    """Every error is named with file, line and hint; the exit code is 2; scheduling it writes nothing."""
    bad = tmp_path / "bad"
    shutil.copytree(desk, bad)
    tickets = (bad / "tickets.csv").read_text().splitlines()
    tickets[1] = tickets[1].replace(tickets[1].split(",")[1], "nobody-inc", 1)
    (bad / "tickets.csv").write_text("\n".join(tickets))
    (bad / "desk.toml").write_text((bad / "desk.toml").read_text().replace("America/Chicago", "America/Chikago"))
    before = sorted(path.relative_to(bad) for path in bad.rglob("*"))
    for command in ("validate", "schedule"):
        said = cli(command, bad, "--json")
        assert said.code == 2
        assert "tickets.csv, line 2, client_id" in said.err
        assert "Maybe you mean 'America/Chicago'" in said.err
        assert "Traceback" not in said.err
        assert {flaw["file"] for flaw in said.json["flaws"]} == {"desk.toml", "tickets.csv"}
    assert sorted(path.relative_to(bad) for path in bad.rglob("*")) == before


def test_no_such_desk(cli: Cli, tmp_path: Path) -> None:
    """A path that leads nowhere is bad input."""
    said = cli("validate", tmp_path / "nowhere")
    assert said.code == 2
    assert "there is no such folder or file" in said.err
