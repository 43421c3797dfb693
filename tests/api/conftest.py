"""Databases of the tests' own: SQLite in a file, and PostgreSQL where it is installed."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import postgres
import pytest

from api.store.database import Database
from api.store.migrate import migrate

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Return the URL of a PostgreSQL server that runs for these tests."""
    programs = postgres.programs()
    if programs is None:
        pytest.skip("PostgreSQL's programs are not installed (Debian: postgresql)")
    with postgres.server(programs) as url:
        yield url


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[Database]:
    """Return an empty PostgreSQL database with all tables."""
    yield from _opened(postgres.new_database(postgres_url, f"test{next(_NUMBERS)}"))


@pytest.fixture
def sqlite_database(tmp_path: Path) -> Iterator[Database]:
    """Return an empty SQLite database with all tables."""
    yield from _opened(f"sqlite:///{tmp_path / 'openday.db'}")


@pytest.fixture(params=["sqlite_database", "postgres_database"], ids=["sqlite", "postgresql"])
def any_database(request: pytest.FixtureRequest) -> Database:
    """Return an empty database with all tables: once on SQLite, once on PostgreSQL."""
    database: Database = request.getfixturevalue(request.param)
    return database


def _opened(url: str) -> Iterator[Database]:
    database = Database(url)
    migrate(database)
    yield database
    database.close()
