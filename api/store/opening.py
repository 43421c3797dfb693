"""A database opened for use: its folder made, its tables brought to this release."""

from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

from engine.errors import DataError, Flaw

from .database import Database
from .migrate import migrate

_HINT = "write sqlite:///FILE or postgresql://USER@HOST/NAME"


def open_database(url: str, *, make: bool = True) -> Database:
    """Return the database of a URL, with all its tables.

    Parameters
    ----------
    make : bool
        Whether a file of SQLite that is not there is made, with its folder.

    Raises
    ------
    DataError
        When the URL is none, or the database cannot be reached.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise _refusal("", "this is no URL of a database", _HINT) from None
    shown = parsed.render_as_string(hide_password=True)
    if not parsed.drivername.startswith(("sqlite", "postgres")):
        raise _refusal(shown, f"{parsed.drivername!r} is no database that Openday knows", _HINT)
    if parsed.drivername.startswith("sqlite"):
        _see_to_file(parsed.database, shown, make=make)
    try:
        database = Database(url)
    except (ModuleNotFoundError, NoSuchModuleError):
        raise _refusal(shown, "the driver of PostgreSQL is not installed", "pip install 'openday[postgres]'") from None
    try:
        migrate(database)
    except OperationalError as error:
        database.close()
        reason = str(error.orig).strip().splitlines()[0]
        hint = "the server is not running, or the user may not write there"
        raise _refusal(shown, f"the database cannot be opened: {reason}", hint) from None
    return database


def _see_to_file(file: str | None, shown: str, *, make: bool) -> None:
    """See to the folder that a file of SQLite is to be in, or that the file is there."""
    if not file or file == ":memory:":
        raise _refusal(shown, "nothing would be kept there", _HINT)
    if not make:
        if not Path(file).is_file():
            hint = "the path has a slip, or start the service first: openday serve"
            raise _refusal(shown, "there is no such database", hint)
        return
    try:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"the database cannot be opened: {error.strerror}"
        raise _refusal(shown, message, "name a folder that you may write to") from None


def _refusal(shown: str, message: str, hint: str) -> DataError:
    return DataError([Flaw("settings", 0, "database", shown, message, hint)])
