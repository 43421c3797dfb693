"""What is due becomes what people work by, through the publishing that everybody uses."""

import logging

from sqlalchemy.orm import Session

from api.store import desks, trust
from api.store.proposals import DISCARDED
from api.store.trust import Meant
from engine.errors import OpendayError, UnknownId
from engine.learning.ladder import ACTING

from .. import publishing
from ..errors import Broken, Busy, Settled, Stale
from ..publishing import Published
from ..service import Service
from .announce import renew

_LOG = logging.getLogger("openday")


def publish_due(service: Service, desk_id: str) -> int:
    """Publish every action whose time has come, and return how many were."""
    at = service.clock()
    with service.database.read() as session:
        rows = [each for each in trust.in_states(session, desk_id, [trust.WAITING]) if each.due and each.due <= at]
    return sum(_tried(service, desk_id, each.id, each.proposal_id or "") for each in rows)


def _tried(service: Service, desk_id: str, action_id: str, proposal_id: str) -> bool:
    try:
        return _publish(service, desk_id, action_id, proposal_id)
    except Exception:
        # What is due after it shall not wait for it; the next round tries again, until the proposal has run out.
        _LOG.exception("autopilot could not publish action %s of desk %s", action_id, desk_id)
        return False


def _publish(service: Service, desk_id: str, action_id: str, proposal_id: str, *, is_second: bool = False) -> bool:
    def keep(session: Session, published: Published) -> None:
        row = trust.found(session, desk_id, action_id, to_write=True)
        _require_wanted(session, row)
        row.state, row.version, row.open_ticket = trust.PUBLISHED, published.version, None

    try:
        done = publishing.publish(
            service.database,
            service.ask,
            desk_id,
            proposal_id,
            actor=trust.ACTOR,
            at=service.clock(),
            remember=keep,
            look=service.snapshots.get,
        )
    except Busy:
        # The next round tries again.
        return False
    except (Stale, Broken, Settled, UnknownId) as error:
        renewed = None if is_second or isinstance(error, Settled) else renew(service, desk_id, action_id)
        if renewed is not None:
            return _publish(service, desk_id, action_id, renewed, is_second=True)
        _fail(service, desk_id, action_id, error)
        return False
    if not done.is_repeated:
        service.warm(desk_id)
    return not done.is_repeated


def _require_wanted(session: Session, row: trust.Action) -> None:
    """Refuse, within the transaction that publishes, what has been stopped or switched off until now."""
    ladder = trust.ladder_of(session, row.desk_id)[1]
    if row.state != trust.WAITING or not ladder.is_on:
        raise Settled(f"automatic action {row.id!r} is {row.state}")
    if ladder.policy_of(Meant.model_validate(row.body).ticket).level not in ACTING:
        raise Settled(f"automatic action {row.id!r} is of a level that does not act any more")


def _fail(service: Service, desk_id: str, action_id: str, error: OpendayError) -> None:
    """Write why an action was not published; its ticket waits again."""
    at = service.clock()
    with service.database.write() as session:
        desks.lock(session, desk_id)
        row = trust.found(session, desk_id, action_id, to_write=True)
        if row.state != trust.WAITING:
            return
        # Who has discarded its proposal by hand has stopped it.
        is_stopped = trust.proposal_state(session, row) == DISCARDED
        more = {"is_agreed": False} if is_stopped else {}
        trust.end(row, trust.STOPPED if is_stopped else trust.FAILED, at, trust.ACTOR, **more)
        row.reason = str(error).splitlines()[0]
        trust.discard(session, row)
