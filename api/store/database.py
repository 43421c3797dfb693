"""The database: SQLite in a file by default, PostgreSQL by its URL; sessions to read, and transactions to write."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

BUSY_SECONDS = 15
"""How long a writer waits for another one in SQLite, which knows one writer at a time."""


class Database:
    """Where the service keeps everything.

    Parameters
    ----------
    url : str
        ``sqlite:///FILE`` or ``postgresql://USER@HOST/NAME``.
    """

    def __init__(self, url: str) -> None:
        self.url = with_driver(url)
        self.engine = _engine(self.url)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one state of the database throughout, and writes nothing."""
        level = "SERIALIZABLE" if self.is_sqlite else "REPEATABLE READ"
        with self.engine.connect().execution_options(isolation_level=level, openday_reads=True) as connection:
            with Session(connection, autoflush=False) as session:
                yield session
            connection.rollback()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give a session whose changes are all kept when the block ends, or none of them when it raises."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a SQLite file."""
        return self.engine.dialect.name == "sqlite"

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def with_driver(url: str) -> str:
    """Return the URL with the driver that the project brings along, where it names none."""
    parsed = make_url(url)
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed.render_as_string(hide_password=False)


def _engine(url: str) -> Engine:
    # Errors are logged; what they were about is customers' data, and digests of secrets.
    common: dict[str, Any] = {"pool_size": 20, "max_overflow": 20, "hide_parameters": True}
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, **common)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, **common)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # The driver's own habit of beginning transactions late is turned off; `begin` below does it.
        connection.isolation_level = None
        _write_ahead(connection)
        for pragma in ("synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer that began as a reader could fail in the middle; one that waits at its first word cannot.
        reads = connection.get_execution_options().get("openday_reads")
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def _write_ahead(connection: Any) -> None:
    """Turn the write-ahead log on; for that alone SQLite does not wait while another process does the same."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            # The low byte is the kind of error, the rest says more of it.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
