"""``openday key``."""

from pathlib import Path

import pytest
from cli_said import Cli
from sqlalchemy import select

from api.access import keys
from api.access.roles import Role
from api.service.creating import create_desk
from api.service.service import wall_clock
from api.store.opening import open_database
from api.store.tables import AuditEntry
from scenarios.generator import generate


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Return the URL of a database with a desk."""
    url = f"sqlite:///{tmp_path / 'openday.db'}"
    database = open_database(url)
    create_desk(database, "north", generate(2, 4, 1, 1), is_live=False)
    database.close()
    return url


def test_a_way_back_in(cli: Cli, url: str) -> None:
    """With every key revoked, whoever runs the service makes one that opens the desk; the audit log says so."""
    said = cli("key", "--desk", "north", "--name", "Ada", "--database", url)
    assert said.code == 0
    presented = said.out.split()[-1]
    database = open_database(url)
    with database.read() as session:
        found = keys.find(session, presented, wall_clock())
        assert found is not None
        assert (found.desk_id, found.name, found.role) == ("north", "Ada", Role.ADMIN.value)
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert entry is not None
        assert (entry.actor, entry.action, entry.target) == ("service:command line", "make key", found.id)
    database.close()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--desk", "south", "--name", "Ada"), "Maybe one of: north"),
        (("--desk", "north", "--name", "Ada", "--role", "engineer"), "engineer"),
        (("--desk", "north", "--name", ""), "name"),
    ],
)
def test_what_cannot_be(cli: Cli, url: str, given: tuple[str, ...], words: str) -> None:
    """A desk that is not there, an engineer's key without the engineer, no name: one clear error, and no key."""
    said = cli("key", *given, "--database", url)
    assert said.code != 0
    assert words in said.err
    assert "od_" not in said.out
