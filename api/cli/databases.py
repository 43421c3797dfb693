"""A service's database, opened for one command."""

from collections.abc import Iterator
from contextlib import contextmanager

from api.service.creating import require_desk
from api.settings import Settings
from api.store.database import Database
from api.store.opening import open_database


@contextmanager
def database_of(settings: Settings, desk_id: str) -> Iterator[Database]:
    """Open the database that holds a desk, and close it afterwards.

    Raises
    ------
    UnknownId
        When the database has no such desk.
    DataError
        When the database cannot be opened.
    """
    database = open_database(settings.database)
    try:
        require_desk(database, desk_id)
        yield database
    finally:
        database.close()
