"""Small desks in a database, for the tests of whatever keeps things there."""

import datetime as dt

import build

from api.store import desks
from api.store.database import Database

NOW = build.MONDAY
LATER = NOW + dt.timedelta(hours=1)


def add_desks(database: Database, *desk_ids: str, is_live: bool = False) -> Database:
    """Write desks where ann and bob work, and return the database."""
    problem = build.problem(engineers=(build.engineer("ann"), build.engineer("bob")))
    with database.write() as session:
        for desk_id in desk_ids:
            desks.create(session, desk_id, problem, NOW, "test", is_live=is_live)
    return database
