"""``openday decisions``."""

import json
from pathlib import Path

import pytest
from cli_said import Cli
from decided import MONDAY, decided
from sqlalchemy import update
from stored_decisions import add_decisions

from api.service.creating import create_desk
from api.store import tables
from api.store.opening import open_database
from engine.learning.decision import Decision
from scenarios.generator import generate

MADE = [decided(number, "bob", ann={"travel": 10}, bob={"travel": 20 + number}) for number in range(4)]


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Return the URL of a database with a desk and four decisions, one taken back and one not to be learned from."""
    url = f"sqlite:///{tmp_path / 'openday.db'}"
    database = open_database(url)
    create_desk(database, "north", generate(2, 4, 1, 1), is_live=False)
    add_decisions(database, "north", MADE, MONDAY)
    with database.write() as session:
        row = tables.Decision
        session.execute(update(row).where(row.ticket_id == "t1").values(withdrawn=MONDAY))
        session.execute(update(row).where(row.ticket_id == "t2").values(unlearned=MONDAY))
    database.close()
    return url


def test_what_was_recorded_is_written_whole(cli: Cli, url: str, tmp_path: Path) -> None:
    """The standing decisions, oldest first, are read again as they were made; into a file or to standard output."""
    file = tmp_path / "decisions.json"
    said = cli("decisions", "--desk", "north", "--database", url, "--out", str(file))
    assert (said.code, "2 decisions" in said.err + said.out) == (0, True)
    written = [Decision.model_validate(each) for each in json.loads(file.read_text())]
    assert [each.ticket for each in written] == [MADE[0].ticket, MADE[3].ticket]
    assert [(each.options, each.chosen, each.outcome) for each in written] == [
        (each.options, each.chosen, each.outcome) for each in (MADE[0], MADE[3])
    ]
    assert json.loads(cli("decisions", "--desk", "north", "--database", url).out) == json.loads(file.read_text())


def test_desk_that_is_not_there(cli: Cli, url: str) -> None:
    """One clear error that names those that are."""
    said = cli("decisions", "--desk", "south", "--database", url)
    assert said.code == 2
    assert said.err == "command line, --desk: the database has no such desk (found 'south')\n  Maybe one of: north\n"
