"""How far the engine may go alone at a desk, and what it made of tickets by itself."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Body, Identifier


class Trust(Base):
    """A desk's trust ladder, version by version; the newest one counts, and without one nothing is done alone."""

    __tablename__ = "trust"

    desk_id: Mapped[str] = mapped_column(ForeignKey("desks.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[Body]
    created: Mapped[dt.datetime]
    created_by: Mapped[str] = mapped_column(Identifier)


class TrustAction(Base):
    """What the ladder made of a ticket, and what became of it: see `api.store.trust`.

    ``open_ticket`` is the ticket as long as nobody has decided, so that there is never a second action on it.
    """

    __tablename__ = "trust_actions"
    __table_args__ = (
        UniqueConstraint("desk_id", "open_ticket"),
        Index(None, "desk_id", "created"),
        Index(None, "desk_id", "ticket_id"),
        Index(None, "desk_id", "due"),
        Index(None, "desk_id", "ended"),
    )

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    desk_id: Mapped[str] = mapped_column(ForeignKey("desks.id", ondelete="CASCADE"))
    ticket_id: Mapped[str] = mapped_column(Identifier)
    open_ticket: Mapped[str | None] = mapped_column(Identifier)
    step: Mapped[str] = mapped_column(Identifier)
    state: Mapped[str] = mapped_column(Identifier)
    body: Mapped[Body]
    reason: Mapped[str] = mapped_column(Text)
    proposal_id: Mapped[str | None] = mapped_column(Identifier)
    base_version: Mapped[int]
    version: Mapped[int | None]
    due: Mapped[dt.datetime | None]
    created: Mapped[dt.datetime]
    ended: Mapped[dt.datetime | None]
    ended_by: Mapped[str | None] = mapped_column(Identifier)


class TrustTurn(Base):
    """Whose turn it is to look at a desk's waiting tickets: of the services on one database, one at a time."""

    __tablename__ = "trust_turns"

    desk_id: Mapped[str] = mapped_column(ForeignKey("desks.id", ondelete="CASCADE"), primary_key=True)
    holder: Mapped[str] = mapped_column(Identifier)
    until: Mapped[dt.datetime]
