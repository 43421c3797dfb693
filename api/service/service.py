"""The service as everything in it sees it: settings, store, clock, warm workers, and what was read last."""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from api.settings import Settings
from api.store.database import Database
from api.store.desks import Snapshot
from api.warm.key import DeskKey
from api.warm.pool import WarmPool

from .documents import Documents
from .pulse import Pulse
from .snapshots import Snapshots

T = TypeVar("T")


def wall_clock() -> dt.datetime:
    """Return the instant that it is."""
    return dt.datetime.now(dt.UTC)


@dataclass
class Service:
    """What requests share."""

    settings: Settings
    database: Database
    pool: WarmPool
    clock: Callable[[], dt.datetime] = wall_clock
    snapshots: Snapshots = field(default_factory=Snapshots)
    documents: Documents = field(default_factory=Documents)
    learned_until: dict[str, dt.datetime] = field(default_factory=dict)
    """By desk, the last midnight up to which this process has asked what its decisions teach: see `daily`."""

    @cached_property
    def pulse(self) -> Pulse:
        """What has changed, for everybody who listens."""
        return Pulse(self.database)

    def snapshot(self, desk_id: str) -> Snapshot:
        """Return a desk as it is now."""
        with self.database.read() as session:
            return self.snapshots.get(session, desk_id, self.clock())

    def ask(self, snapshot: Snapshot, question: Callable[..., T], *args: Any, timeout: float = 60.0) -> T:
        """Return what a warm worker answers about a desk."""
        return self.pool.ask(key_of(snapshot), lambda: snapshot.problem, question, *args, timeout=timeout)

    def warm(self, desk_id: str) -> None:
        """Have a desk that has just changed compiled ahead of the next question."""
        snapshot = self.snapshot(desk_id)
        self.pool.warm(key_of(snapshot), lambda: snapshot.problem)

    def document(self, snapshot: Snapshot, question: Callable[..., bytes], *args: Any) -> bytes:
        """Return a document about a desk, made once for each state of it."""
        key = (key_of(snapshot), question.__name__, args)
        return self.documents.get(key, lambda: self.ask(snapshot, question, *args))


def key_of(snapshot: Snapshot) -> DeskKey:
    """Return what the state of a desk is known by."""
    now = snapshot.problem.desk.now
    return DeskKey(snapshot.desk_id, snapshot.data_version, snapshot.published_version, now)


def etag_of(snapshot: Snapshot, more: str = "") -> str:
    """Return the entity tag of whatever depends on a desk's state alone."""
    minute = int(snapshot.problem.desk.now.timestamp()) // 60
    state = f"{snapshot.data_version}.{snapshot.published_version}.{minute}"
    return f'"{desk_mark(snapshot.desk_id)}.{state}{more and "." + more}"'


def desk_mark(desk_id: str) -> str:
    """Return what stands for a desk in an entity tag.

    Addresses name no desk, and a browser may have answers of the one that it was signed in to before.
    """
    return hashlib.blake2s(desk_id.encode(), digest_size=6).hexdigest()
