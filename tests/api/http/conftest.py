"""The service on two desks, in this process, with a warm worker that all tests share."""

from collections.abc import Iterator
from pathlib import Path

import postgres
import pytest
from named_things import Named, named
from served_desks import Caller, Template, World, fill_template, opened
from waiting import until

from api.store.database import Database
from api.warm.machine_code import make_machine_code
from api.warm.pool import WarmPool


@pytest.fixture(scope="session")
def pool() -> Iterator[WarmPool]:
    """Return one warm worker, which takes seconds to start, and minutes where its machine code has to be made."""
    make_machine_code()
    with WarmPool(1) as pool:
        until(lambda: pool.is_ready)
        yield pool


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """Return a SQLite file with both desks."""
    return _filled(f"sqlite:///{tmp_path_factory.mktemp('served') / 'openday.db'}")


@pytest.fixture(scope="session")
def postgres_template(postgres_url: str) -> Template:
    """Return a PostgreSQL database with both desks."""
    return _filled(postgres.new_database(postgres_url, "served_template"))


@pytest.fixture(scope="session")
def sqlite_named(sqlite_template: Template, tmp_path_factory: pytest.TempPathFactory, pool: WarmPool) -> Named:
    """Return that database on SQLite."""
    return named(sqlite_template, tmp_path_factory.mktemp("named"), pool)


@pytest.fixture(scope="session")
def postgres_named(postgres_template: Template, tmp_path_factory: pytest.TempPathFactory, pool: WarmPool) -> Named:
    """Return that database on PostgreSQL."""
    return named(postgres_template, tmp_path_factory.mktemp("named"), pool)


@pytest.fixture(params=["sqlite_template", "postgres_template"], ids=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest, tmp_path: Path, pool: WarmPool) -> Iterator[World]:
    """Return the service on a database of its own: once on SQLite, once on PostgreSQL."""
    with opened(request.getfixturevalue(request.param), tmp_path, pool) as world:
        yield world


@pytest.fixture
def sqlite_world(sqlite_template: Template, tmp_path: Path, pool: WarmPool) -> Iterator[World]:
    """Return the service on a SQLite file of its own, for what has nothing to do with the store."""
    with opened(sqlite_template, tmp_path, pool) as world:
        yield world


@pytest.fixture
def dispatcher(world: World) -> Caller:
    """Return a dispatcher of north."""
    return world.caller()


def _filled(url: str) -> Template:
    database = Database(url)
    try:
        return Template(url, fill_template(database))
    finally:
        database.close()
