"""Bring a database to the tables of this release."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import func, select

from .database import Database

FOLDER = Path(__file__).parent / "migrations"
_TURN = 729_140
"""What services that start together take turns by; any number will do that nothing else locks."""


def migrate(database: Database, revision: str = "head") -> None:
    """Run the migrations that the database has not seen yet, in one transaction: all of them are kept, or none.

    Of services that start together one does it, and the others wait for it and find nothing to do.
    """
    with database.engine.begin() as connection:
        # SQLite has one writer at a time anyway, and this is one from the first word on.
        if not database.is_sqlite:
            connection.execute(select(func.pg_advisory_xact_lock(_TURN)))
        command.upgrade(config(connection), revision)


def config(connection: object = None) -> Config:
    """Return alembic's configuration, which needs no file."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made
