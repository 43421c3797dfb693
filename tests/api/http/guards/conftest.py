"""An application behind the guards."""

from typing import Any

import pytest
from guarded_app import Guarded, Make
from stored_desks import add_desks

from api.store.database import Database


@pytest.fixture
def make(sqlite_database: Database) -> Make:
    """Give a function that makes the application, with settings."""
    add_desks(sqlite_database, "acme")

    def made(**fields: Any) -> Guarded:
        return Guarded(sqlite_database, **fields)

    return made


@pytest.fixture
def guarded(make: Make) -> Guarded:
    """Give the application with the default settings."""
    return make()
