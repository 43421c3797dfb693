"""Autopilot by the clock: every desk that lets the engine act alone is looked at, by one service at a time."""

import datetime as dt
import logging
import secrets
from collections.abc import Callable

from sqlalchemy import select

from api.service.pilot.round import fly
from api.service.pilot.sureness import gauge_of
from api.service.service import Service
from api.store import trust
from api.store.tables import Trust

_LOG = logging.getLogger("openday")
_TURN = dt.timedelta(minutes=3)
"""How long a turn lasts at most; a service that died in one is not waited for any longer."""


class Autopilot:
    """Looks at desks, again and again.

    Parameters
    ----------
    service : Service
        Its workers say what is recommended; its clock says what is due.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._holder = secrets.token_urlsafe(12)

    def look(self, should_stop: Callable[[], bool] = lambda: False) -> None:
        """Take one round at every desk with a ladder whose turn nobody else has."""
        with self._service.database.read() as session:
            desks = list(session.scalars(select(Trust.desk_id).distinct().order_by(Trust.desk_id)))
        for desk_id in desks:
            if should_stop():
                return
            try:
                self._look_at(desk_id, should_stop)
            except Exception:
                # One desk's trouble is none of the others', and the next round may go well.
                _LOG.exception("autopilot could not look at desk %s", desk_id)

    def _look_at(self, desk_id: str, should_stop: Callable[[], bool]) -> None:
        service, at = self._service, self._service.clock()
        with service.database.write() as session:
            if not trust.take_turn(session, desk_id, self._holder, at, at + _TURN):
                return
        try:
            with service.database.read() as session:
                gauge = gauge_of(session, desk_id)
            placed = fly(service, desk_id, gauge, should_stop)
        finally:
            with service.database.write() as session:
                trust.give_turn_back(session, desk_id, self._holder)
        if placed:
            _LOG.info("autopilot placed %s tickets of desk %s", placed, desk_id)
