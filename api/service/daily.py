"""Weights that learn by themselves: once a day, what the days before have taught, at desks that want it so."""

import datetime as dt
import logging
from zoneinfo import ZoneInfo

from sqlalchemy import select

from api.store import tables

from .errors import Settled
from .learning import apply, known
from .service import Service

ACTOR = "service:learning"
_LOG = logging.getLogger("openday")


def learn_daily(service: Service) -> list[str]:
    """Apply what was learned up to the last midnight, desk by desk; return the desks whose weights have changed.

    Asked again the same day it does nothing, whoever asks: an applied version keeps up to when it has learned. That
    nothing new was learned is remembered by the service, which would have it worked out again and again all day.
    """
    with service.database.read() as session:
        learning = tables.Learning
        wanting = session.scalars(select(learning.desk_id).where(learning.mode == "daily").order_by(learning.desk_id))
        desk_ids = list(wanting)
    changed = []
    for desk_id in desk_ids:
        try:
            if _learn(service, desk_id):
                changed.append(desk_id)
        except Exception:
            # The other desks shall not wait for one whose data, or whose worker, is in the way.
            _LOG.exception("the weights of desk %s could not learn", desk_id)
    return changed


def _learn(service: Service, desk_id: str) -> bool:
    zone = ZoneInfo(service.snapshot(desk_id).problem.desk.time_zone)
    midnight = dt.datetime.combine(service.clock().astimezone(zone).date(), dt.time(), zone)
    if service.learned_until.get(desk_id) == midnight:
        return False
    is_new = _learned(service, desk_id, midnight)
    # Only now: what went wrong is tried again.
    service.learned_until[desk_id] = midnight
    return is_new


def _learned(service: Service, desk_id: str, midnight: dt.datetime) -> bool:
    what = known(service, desk_id)
    last = midnight - dt.timedelta(seconds=1)
    if not any(each.at <= last and (what.until is None or what.until < each.at) for each in what.decisions):
        return False
    try:
        apply(service, desk_id, ACTOR, lambda _session, _document: None, until=last)
    except Settled:
        return False
    return True
