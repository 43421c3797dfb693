"""Who did what, written in the transaction that did it; and answers kept for a request that comes again."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from . import tables

REMEMBERED_FOR = dt.timedelta(days=2)
"""How long a repeated request gets its first answer again."""


def note(
    session: Session,
    desk_id: str,
    at: dt.datetime,
    actor: str,
    action: str,
    target: str = "",
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write one line of the audit log."""
    session.add(
        tables.AuditEntry(desk_id=desk_id, at=at, actor=actor, action=action, target=target, detail=dict(detail or {}))
    )


def recall(session: Session, desk_id: str, key: str) -> tables.Remembered | None:
    """Return the answer kept under an idempotency key."""
    return session.get(tables.Remembered, {"desk_id": desk_id, "key": key})


def forget(session: Session, at: dt.datetime) -> None:
    """Delete answers that nobody will ask for again."""
    session.execute(delete(tables.Remembered).where(tables.Remembered.created < at - REMEMBERED_FOR))
