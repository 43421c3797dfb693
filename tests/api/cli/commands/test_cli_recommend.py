"""``openday recommend``."""

import json
from pathlib import Path
from typing import Any

import pytest
from cli_said import Cli


@pytest.fixture
def schedule(plan: Path) -> dict[str, Any]:
    """Return the small desk's schedule."""
    return json.loads((plan / "schedule.json").read_text())


def test_ranked_engineers(cli: Cli, desk: Path) -> None:
    """With nothing published: a table, a sentence for each, and why the others may not; as JSON the same prices."""
    answer = cli("recommend", desk, "--ticket", "T-1003", "--json").json
    assert answer["ranked"]
    said = cli("recommend", desk, "--ticket", "T-1003")
    assert said.code == 0
    assert said.out.count("Begins ") == len(answer["ranked"])
    assert "Who could take it" in said.out
    assert len(answer["ranked"]) + len(answer["refused"]) + answer["others"] == 4
    costs = [each["cost"] for each in answer["ranked"]]
    assert costs == sorted(costs)
    assert len(cli("recommend", desk, "--ticket", "T-1003", "--most", "1", "--json").json["ranked"]) == 1


def test_planned_ticket(cli: Cli, desk: Path, plan: Path, schedule: dict[str, Any]) -> None:
    """What has its place is told with whom, and what to ask instead."""
    given = schedule["assignments"][0]
    said = cli("recommend", desk, "--ticket", given["ticket_id"], "--schedule", plan)
    assert said.code != 0
    assert f"command line, --ticket: has its place already, with {given['engineer_ids'][0]}" in said.err
    assert "Maybe" in said.err


def test_nobody(cli: Cli, desk: Path, plan: Path, schedule: dict[str, Any]) -> None:
    """A ticket that the plan leaves out says for everybody why not, or who could take it at a price."""
    left = [each["ticket_id"] for each in schedule["unassigned"]]
    for ticket in left:
        said = cli("recommend", desk, "--ticket", ticket, "--schedule", plan)
        assert said.code == 0
        assert "Nobody could take it." in said.out or "Begins " in said.out
        assert "Not " in said.out


def test_slip_in_the_id(cli: Cli, desk: Path) -> None:
    """A slip in the id is answered with close matches."""
    said = cli("recommend", desk, "--ticket", "T1001")
    assert said.code == 2
    assert "Maybe you mean T-1001" in said.err


def test_several_tickets_together(cli: Cli, desk: Path) -> None:
    """Named or the most urgent, each is placed once; the prices add up, and the same is said in words."""
    answer = cli("recommend", desk, "--waiting", "5", "--json").json
    costs = [each["place"]["cost"] for each in answer["placed"] if each["place"]]
    assert len(answer["placed"]) == 5
    assert costs
    assert sum(costs) == answer["cost"]
    names = [each["ticket_id"] for each in answer["placed"]]
    said = cli("recommend", desk, *(part for name in names for part in ("--ticket", name)))
    assert said.code == 0
    assert "Who takes what" in said.out
    assert f"{len(costs)} tickets placed" in said.out


def test_neither_tickets_nor_a_number(cli: Cli, desk: Path) -> None:
    """One of the two is needed, and not both."""
    for more in ((), ("--ticket", "T-1003", "--waiting", "2")):
        said = cli("recommend", desk, *more)
        assert said.code == 2
        assert "one of the two" in said.err
