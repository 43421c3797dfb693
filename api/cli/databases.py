"""A service's database, opened for one command."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager

from api.service.creating import desk_ids
from api.settings import Settings
from api.store.database import Database
from api.store.opening import open_database
from engine.errors import DataError

from .moments import refusal


@contextmanager
def database_of(settings: Settings, desk_id: str | None) -> Iterator[Database]:
    """Open the database that holds a desk, and close it afterwards. One that is not there is not made.

    Parameters
    ----------
    desk_id : str or None
        None where no desk is asked for.

    Raises
    ------
    DataError
        When the database is not there or cannot be opened, or has no such desk.
    """
    try:
        database = open_database(settings.database, make=False)
    except DataError as error:
        flaws = [dataclasses.replace(each, file="command line", field="--database") for each in error.flaws]
        raise DataError(flaws) from None
    try:
        if desk_id is not None and desk_id not in (there := desk_ids(database)):
            named = f"one of: {', '.join(there)}" if there else "start with one: openday serve --desk DESK"
            raise refusal("--desk", desk_id, "the database has no such desk", named)
        yield database
    finally:
        database.close()
