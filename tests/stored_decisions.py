"""Decisions in a database, for the tests of whatever learns from what a service has recorded."""

import datetime as dt
from collections.abc import Iterable

from api.store import tables
from api.store.database import Database
from engine.learning.decision import Decision


def add_decisions(database: Database, desk_id: str, decisions: Iterable[Decision], at: dt.datetime) -> None:
    """Record decisions at a desk, as if they had been made one minute after the other from an instant on."""
    names = {"outcome", "ticket", "weights_version", "weights", "options", "chosen"}
    with database.write() as session:
        for number, each in enumerate(decisions):
            row = tables.Decision(
                desk_id=desk_id,
                at=at + dt.timedelta(minutes=number),
                actor=each.actor,
                kind=each.outcome.value,
                ticket_id=each.ticket.id,
                reason=each.reason,
                body={"origin": "recommendation"},
                priced=each.model_dump(mode="json", include=names),
            )
            session.add(row)
