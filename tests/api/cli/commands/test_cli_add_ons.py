"""``openday add-ons``."""

import csv
import shutil
from pathlib import Path

from cli_said import Cli


def test_what_could_be_taken_along(cli: Cli, desk: Path, tmp_path: Path) -> None:
    """A short visit to the same site is told with the travel that it saves; as JSON at the same price."""
    folder = tmp_path / "desk"
    shutil.copytree(desk, folder)
    with (folder / "tickets.csv").open() as file:
        rows = list(csv.DictReader(file))
    asked = ((row, cli("recommend", folder, "--ticket", row["id"], "--json")) for row in rows if row["site_id"])
    first, said = next((row, said) for row, said in asked if said.code == 0 and said.json["ranked"])
    with (folder / "tickets.csv").open("a", newline="") as file:
        csv.DictWriter(file, rows[0].keys()).writerow(first | {"id": "T-90", "estimated_minutes": "15"})
    who = said.json["ranked"][0]["engineer_id"]
    asked = ("add-ons", folder, "--ticket", first["id"], "--engineer", who)
    answer = cli(*asked, "--json").json
    (along,) = [each for each in answer["add_ons"] if each["place"]["assignment"]["ticket_id"] == "T-90"]
    assert along["travel_saved_minutes"] > 0
    said = cli(*asked)
    assert said.code == 0
    assert "What could be taken along" in said.out
    assert "T-90" in said.out


def test_slip_in_the_id(cli: Cli, desk: Path) -> None:
    """A slip in the engineer's id is bad input."""
    assert cli("add-ons", desk, "--ticket", "T-1003", "--engineer", "nobody").code == 2
