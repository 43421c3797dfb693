"""Desks as last read: parsing a large one takes longer than most questions, and it changes seldom."""

import datetime as dt
import threading
from collections import OrderedDict

from sqlalchemy.orm import Session

from api.store.desks import Snapshot, snapshot, versions

KEPT = 8


class Snapshots:
    """The newest snapshots, each good as long as the versions in the store and a live desk's clock say so."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Snapshot] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, session: Session, desk_id: str, at: dt.datetime) -> Snapshot:
        """Return a desk as it is now, read anew only where it has changed.

        Raises
        ------
        UnknownId
            When there is no such desk.
        """
        now = versions(session, desk_id)
        with self._lock:
            kept = self._kept.get(desk_id)
        if kept and (kept.data_version, kept.published_version) == now and _is_current(kept, at):
            return kept
        made = snapshot(session, desk_id, at)
        with self._lock:
            self._kept[desk_id] = made
            self._kept.move_to_end(desk_id)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made


def _is_current(kept: Snapshot, at: dt.datetime) -> bool:
    return not kept.is_live or at <= kept.problem.desk.now
