"""The folder of a sweep: each row as it comes, all of them in one file, and nothing lost when a process is killed."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pyarrow as pa

from engine.errors import DataError, Flaw
from engine.files.jsonfile import read_json
from engine.files.names import replace_file

from .plan import Plan
from .rows import read_rows, write_rows
from .run import Row

TABLE = "sweep.parquet"
_MOST_PARTS = 500
"""Rows in files of their own before they are laid together."""


class Store:
    """The rows of a sweep; made by `opened`.

    Parameters
    ----------
    folder : Path
        ``sweep.json`` says whose rows it holds, ``sweep.parquet`` holds them but for the latest, which are in
        ``parts/``, one file each.
    """

    def __init__(self, folder: Path) -> None:
        self.table, self._parts = folder / TABLE, folder / "parts"
        self.rows: dict[str, Row] = {row["key"]: row for row in self._read(self.table)}
        """All rows by key."""
        self._loose: list[Path] = sorted(self._parts.glob("[!.]*.parquet"))
        for path in self._loose:
            self.rows |= {row["key"]: row for row in self._read(path)}

    def add(self, row: Row) -> None:
        """Keep a row, in place of an earlier one of the same key; once this returns, nothing loses it."""
        path = self._parts / f"{row['key']}.parquet"
        write_rows([row], path)
        self.rows[row["key"]] = row
        self._loose.append(path)
        if len(self._loose) >= _MOST_PARTS:
            self.merge()

    def merge(self) -> None:
        """Lay all rows together in one file, ordered by variant, seed and point."""
        ordered = sorted(self.rows.values(), key=lambda row: (row["variant"], row["seed"], row["point"], row["key"]))
        write_rows(ordered, self.table)
        # Killed here, a row stands in both: it is one row still, its key tells.
        for path in self._loose:
            path.unlink(missing_ok=True)
        self._loose = []

    @staticmethod
    def _read(path: Path) -> list[Row]:
        if not path.exists():
            return []
        try:
            return read_rows(path)
        except pa.ArrowInvalid as error:
            hint = "delete this file: its rows are then run again"
            raise DataError([Flaw(str(path), 0, "", "", f"this is no Parquet file: {error}", hint)]) from None


@contextmanager
def opened(folder: Path, plan: Plan) -> Iterator[Store]:
    """Open the folder of a sweep, alone; a new one is made.

    Raises
    ------
    DataError
        When it holds another sweep, or another process writes to it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        _claim(folder, plan)
        yield Store(folder)


def _claim(folder: Path, plan: Plan) -> None:
    """Write whose folder it is, or refuse it when it is somebody else's."""
    note = folder / "sweep.json"
    ours = {"sweep": plan.name, "desk": plan.desk}
    if note.exists():
        theirs = read_json(note)
        if theirs == ours:
            return
        where = " of another desk, or of this one before its data changed" if theirs["sweep"] == ours["sweep"] else ""
        raise _refusal(folder, f"the folder holds the sweep {theirs['sweep']!r}{where}")
    if (folder / TABLE).exists():
        raise _refusal(folder, f"the folder holds a {TABLE} of unknown origin")
    replace_file(note, json.dumps(ours) + "\n")


def _refusal(folder: Path, message: str) -> DataError:
    return DataError([Flaw("command line", 0, "--out", str(folder), message, "name another folder, or empty this one")])


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; the system gives it back when this process ends, however that comes about.

    A lock of SQLite's, because it is one on every system.
    """
    try:
        lock = sqlite3.connect(folder / "sweep.lock", timeout=0, isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        is_taken = "locked" in str(error)
        message = "another sweep writes to the folder at this moment" if is_taken else f"cannot be written to: {error}"
        raise _refusal(folder, message) from None
    with closing(lock):
        yield
