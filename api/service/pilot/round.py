"""One look at one desk: what became of earlier actions, what is due, and what is to be done next."""

from collections.abc import Callable

from api.store import trust
from engine.learning.ladder import Level

from ..service import Service
from .due import publish_due
from .look import Gauge, look
from .settle import settle


def fly(service: Service, desk_id: str, gauge: Gauge, should_stop: Callable[[], bool] = lambda: False) -> int:
    """Take one round at a desk, and return how many tickets were placed without a person.

    Parameters
    ----------
    gauge : callable
        Says how sure a recommendation is.
    should_stop : callable
        Asked between two tickets.
    """
    with service.database.read() as session:
        _, ladder = trust.ladder_of(session, desk_id)
    if not ladder.policies:
        return 0
    settle(service, desk_id)
    placed = publish_due(service, desk_id)
    with service.database.read() as session:
        _, ladder = trust.ladder_of(session, desk_id)
    if ladder.is_on and any(each.level is not Level.ASSIST for each in ladder.policies) and not should_stop():
        placed += look(service, desk_id, gauge, should_stop)
    return placed
