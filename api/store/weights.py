"""A desk's weights by version: which of them a person set, what was learned since, and how the desk wants to learn."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engine.domain.weights import Weights

from . import tables

HAND, LEARNED, UNDO = "hand", "learned", "undo"
Mode = Literal["ask", "daily", "off"]
"""Learned weights wait for a person's click, are applied once a day, or nothing is learned."""


@dataclass(frozen=True)
class Setting:
    """How a desk wants its weights to learn."""

    mode: Mode = "ask"
    frozen: tuple[str, ...] = ()


def setting_of(session: Session, desk_id: str, *, to_write: bool = False) -> Setting:
    """Return how a desk wants to learn."""
    row = session.get(tables.Learning, desk_id, with_for_update=to_write)
    return Setting(row.mode, tuple(row.frozen)) if row else Setting()  # type: ignore[arg-type]


def set_setting(session: Session, desk_id: str, setting: Setting) -> None:
    """Write how a desk wants to learn."""
    session.merge(tables.Learning(desk_id=desk_id, mode=setting.mode, frozen=sorted(setting.frozen)))


def weight_rows(session: Session, desk_id: str) -> Sequence[tables.Weights]:
    """Return the versions of a desk's weights, oldest first."""
    rows = tables.Weights
    return session.scalars(select(rows).where(rows.desk_id == desk_id).order_by(rows.version)).all()


def since_hand(rows: Sequence[tables.Weights]) -> Sequence[tables.Weights]:
    """Return the newest version that a person set, or that came with the data, and all after it."""
    begin = max(at for at, row in enumerate(rows) if row.origin == HAND)
    return rows[begin:]


def learned_until(rows: Sequence[tables.Weights]) -> dt.datetime | None:
    """Return up to when the decisions have been learned from, by the versions that stand; None where none was."""
    kept = [row.learned["until"] for row in rows if row.learned and row.undone is None]
    return dt.datetime.fromisoformat(kept[-1]) if kept else None


def write_weights(
    session: Session,
    desk_id: str,
    weights: Weights,
    *,
    origin: str,
    at: dt.datetime,
    actor: str,
    learned: dict[str, Any] | None = None,
) -> None:
    """Write weights as a new version that was not set by hand."""
    row = tables.Weights(
        desk_id=desk_id,
        version=weights.version,
        body=weights.model_dump(),
        created=at,
        created_by=actor,
        origin=origin,
    )
    if learned:
        row.learned = learned
    session.add(row)


def unlearn(
    session: Session, desk_id: str, first: int, since: dt.datetime | None, until: dt.datetime, at: dt.datetime
) -> None:
    """Mark versions from one on as undone, and the decisions of a time as not to be learned from any more."""
    rows, decision = tables.Weights, tables.Decision
    undone = (rows.desk_id == desk_id, rows.version >= first, rows.undone.is_(None))
    session.execute(update(rows).where(*undone).values(undone=at))
    same = [decision.desk_id == desk_id, decision.at <= until, decision.unlearned.is_(None)]
    if since is not None:
        same.append(decision.at > since)
    session.execute(update(decision).where(*same).values(unlearned=at))
