"""A database that is away or busy: who asks is told to come again."""

import logging

from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree
from starlette.responses import Response

from .problem import problem

AWAY = (OperationalError, NoneFree)
"""What is raised then: by the database, and by the pool of connections when none becomes free."""
ABOUT = "/problems/"
RETRY_SECONDS = "2"
_DETAIL = "The database does not answer in time, or is busy with other changes. Maybe try again in a moment."
_LOG = logging.getLogger("openday")


def will_pass(error: Exception) -> bool:
    """Whether trying again may help against an error of `AWAY`; SQLite has it for what it can never run, too."""
    return getattr(getattr(error, "orig", None), "sqlite_errorname", "") != "SQLITE_ERROR"


def away(path: str, error: Exception) -> Response:
    """Return the answer to a request for a path that met such an error."""
    _LOG.error("the database is away or busy: %s", error)
    return busy(path, _DETAIL)


def busy(path: str, detail: str) -> Response:
    """Return the answer that says to come again, and when."""
    made = problem(503, "Busy", detail, type=f"{ABOUT}busy", instance=path)
    made.headers["Retry-After"] = RETRY_SECONDS
    return made
