"""Decisions: rows as people made them, and what the engine learns from."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engine.errors import UnknownId
from engine.learning.decision import Decision

from . import tables


def decision_of(row: tables.Decision) -> Decision:
    """Return what was decided on a recommendation; the row must have its prices."""
    assert row.priced is not None, "without prices there is nothing to learn from"
    return Decision.model_validate(
        {
            "id": str(row.id),
            "at": row.at,
            "actor": row.actor,
            "outcome": row.kind,
            "reason": row.reason,
            **({"understood": row.understood} if row.understood else {}),
            **{name: value for name, value in row.priced.items() if name != "outcome"},
        }
    )


def recorded(session: Session, desk_id: str, *, most: int | None = None) -> Sequence[tables.Decision]:
    """Return a desk's decisions on recommendations that still stand, oldest first; of many, the newest."""
    row = tables.Decision
    wanted = select(row).where(row.desk_id == desk_id, row.withdrawn.is_(None), row.priced.is_not(None))
    found = list(session.scalars(wanted.order_by(row.id.desc()).limit(most)))
    return [each for each in reversed(found) if each.priced]


def decision_row(session: Session, desk_id: str, decision_id: int, *, to_write: bool = False) -> tables.Decision:
    """Return a desk's decision.

    Raises
    ------
    UnknownId
        When the desk has none of that id.
    """
    row = session.get(tables.Decision, decision_id, with_for_update=to_write, populate_existing=to_write)
    if row is None or row.desk_id != desk_id:
        raise UnknownId(f"the desk has no decision {decision_id}")
    return row


def withdraw_version(session: Session, desk_id: str, version: int, at: dt.datetime) -> None:
    """Take back what was decided by a version that is undone."""
    row = tables.Decision
    same = (row.desk_id == desk_id, row.version == version, row.withdrawn.is_(None))
    session.execute(update(row).where(*same).values(withdrawn=at))
