"""Bring a database to the tables of this release."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from .database import Database

FOLDER = Path(__file__).parent / "migrations"


def migrate(database: Database, revision: str = "head") -> None:
    """Run the migrations that the database has not seen yet, each in a transaction of its own."""
    with database.engine.begin() as connection:
        command.upgrade(config(connection), revision)


def config(connection: object = None) -> Config:
    """Return alembic's configuration, which needs no file."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made
