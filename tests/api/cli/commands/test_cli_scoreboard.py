"""``openday scoreboard``."""

import datetime as dt
import json
from pathlib import Path

import pytest
from cli_said import Cli

from api.service.creating import create_desk
from api.store import tables
from api.store.opening import open_database
from scenarios.generator import generate


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Return the URL of a database with a desk, at which one ticket has changed hands."""
    url = f"sqlite:///{tmp_path / 'openday.db'}"
    database = open_database(url)
    problem = generate(2, 4, 1, 1)
    create_desk(database, "north", problem, is_live=False)
    ticket, at = problem.tickets[0], problem.desk.now

    def place(engineer: str) -> dict[str, object]:
        return {"engineer_ids": [engineer], "start": at.isoformat(), "end": (at + dt.timedelta(hours=1)).isoformat()}

    changes = [(None, place("ann")), (place("ann"), place("bob"))]
    with database.write() as session:
        for version, (before, after) in enumerate(changes, 2):
            session.add(
                tables.Schedule(
                    desk_id="north",
                    version=version,
                    base_version=version - 1,
                    state="superseded",
                    origin="moves",
                    body={"assignments": []},
                    changes={"days": [], "tickets": [{"ticket_id": ticket.id, "before": before, "after": after}]},
                    summary="",
                    total=0,
                    created=at - dt.timedelta(minutes=9 - version),
                    created_by="key:eve",
                )
            )
    database.close()
    return url


def test_figures_in_words(cli: Cli, url: str) -> None:
    """What is known is said with what it rests on, and what is not is said to be unknown."""
    said = cli("scoreboard", "--desk", "north", "--database", url, "--days", "366")
    assert said.code == 0
    assert "Tickets that changed hands: 1 of 1 (100 %)" in said.out
    assert "Agreement: unknown" in said.out
    assert "Travel saved by add-on visits: unknown" in said.out
    assert "Placed without a person: 0" in said.out


def test_figures_as_json(cli: Cli, url: str) -> None:
    """The same as a document, where nothing but it is printed; what is unknown is null."""
    said = cli("scoreboard", "--desk", "north", "--database", url, "--days", "366", "--json")
    document = json.loads(said.out)
    assert (document["flow"]["reassigned"], document["flow"]["misrouted"]) == (1, 1)
    assert document["addon_minutes"] is None


def test_unknown_desk(cli: Cli, url: str) -> None:
    """The error names the desks that are there."""
    said = cli("scoreboard", "--desk", "south", "--database", url)
    assert said.code == 2
    assert "Maybe one of: north" in said.err
