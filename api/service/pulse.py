"""What has changed at a desk, looked up once for everybody who listens."""

import threading
import time
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.store import tables
from api.store.database import Database
from api.store.desks import versions

SECONDS = 0.8
"""How long one look serves."""
_NEWEST = 20
"""Plans and what-ifs that are looked at."""


@dataclass(frozen=True)
class State:
    """A desk's versions, and where its newest plans and what-ifs stand, by kind and id."""

    data_version: int
    published_version: int
    jobs: dict[tuple[str, str], str]


class Pulse:
    """The desks' states, each read from the store at most about once a second, however many people listen."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[str, tuple[float, State]] = {}
        self._lock = threading.Lock()

    def state(self, desk_id: str) -> State:
        """Return a desk's state, not older than `SECONDS`.

        Raises
        ------
        UnknownId
            When there is no such desk.
        """
        with self._lock:
            known = self._known.get(desk_id)
            if known and time.monotonic() - known[0] < SECONDS:
                return known[1]
            with self._database.read() as session:
                state = _state(session, desk_id)
            self._known[desk_id] = time.monotonic(), state
        return state


def _state(session: Session, desk_id: str) -> State:
    job = tables.Job
    newest = (
        select(job.kind, job.id, job.state).where(job.desk_id == desk_id).order_by(job.created.desc()).limit(_NEWEST)
    )
    return State(*versions(session, desk_id), {(kind, id_): state for kind, id_, state in session.execute(newest)})
