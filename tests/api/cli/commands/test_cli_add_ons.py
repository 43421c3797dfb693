"""``openday add-ons``."""

import csv
import datetime as dt
import shutil
from pathlib import Path

from cli_said import Cli

from api.cli.loading import load
from api.cli.offered import beside
from engine.domain.schedule import Assignment
from engine.questions.add_ons import AddOn, AddOns
from engine.questions.recommended import Recommended


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
    assert "What else could be done that day with less travel" in said.out
    assert "T-90" in said.out


def test_slip_in_the_id(cli: Cli, desk: Path) -> None:
    """A slip in the engineer's id is bad input."""
    assert cli("add-ons", desk, "--ticket", "T-1003", "--engineer", "nobody").code == 2


def test_why_she_cannot(cli: Cli, desk: Path) -> None:
    """Who may not take the ticket is told by the option, with the reason that the recommendation gives."""
    refused = cli("recommend", desk, "--ticket", "T-1003", "--json").json["refused"][0]
    said = cli("add-ons", desk, "--ticket", "T-1003", "--engineer", refused["engineer_id"])
    assert said.code == 2
    assert said.err.startswith("command line, --ticket: ")
    assert f"may not or cannot take it: {refused['reason']['detail']}" in said.err


def test_a_remote_ticket_has_no_trip(cli: Cli, desk: Path) -> None:
    """Where nobody drives, it is said that there is no trip."""
    with (desk / "tickets.csv").open() as file:
        remote = [row["id"] for row in csv.DictReader(file) if not row["site_id"]]
    ranked = ((each, cli("recommend", desk, "--ticket", each, "--json")) for each in remote)
    ticket, who = next(
        (each, said.json["ranked"][0]) for each, said in ranked if said.code == 0 and said.json["ranked"]
    )
    said = cli("add-ons", desk, "--ticket", ticket, "--engineer", who["engineer_id"])
    assert (said.code, "there is no trip" in said.out) == (0, True)


def test_what_is_next_to_the_visit_is_told_from_the_rest_of_the_day(desk: Path) -> None:
    """One after another, with a way between them, is one trip; five hours before is the same day."""
    problem, _ = load(desk)
    ticket, monday = problem.tickets[0].id, dt.datetime(2026, 3, 2, tzinfo=dt.UTC)

    def place(name: str, hour: int, minute: int = 0) -> Recommended:
        start = monday + dt.timedelta(hours=hour, minutes=minute)
        given = Assignment(ticket_id=name, engineer_ids=("ann",), start=start, end=start + dt.timedelta(minutes=30))
        return Recommended("ann", given, 0, {}, {}, None, {})

    near, way, early = place("near", 13, 30), place("way", 14, 20), place("early", 8)
    found = AddOns(ticket, place(ticket, 13), tuple(AddOn(each, 10) for each in (near, way, early)))
    assert beside(found) == {"near", "way"}
