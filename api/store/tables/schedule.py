"""Schedules as versions, the proposals that become them, and what people decided."""

import datetime as dt

from sqlalchemy import BigInteger, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Body, Identifier


class Schedule(Base):
    """A schedule that was or is published; ``changes`` says what it changed, against the version before it."""

    __tablename__ = "schedules"

    desk_id: Mapped[str] = mapped_column(ForeignKey("desks.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    base_version: Mapped[int]
    state: Mapped[str] = mapped_column(Identifier)
    origin: Mapped[str] = mapped_column(Identifier)
    proposal_id: Mapped[str | None] = mapped_column(Identifier, unique=True)
    body: Mapped[Body]
    changes: Mapped[Body]
    summary: Mapped[str] = mapped_column(Text)
    total: Mapped[int] = mapped_column(BigInteger)
    created: Mapped[dt.datetime]
    created_by: Mapped[str] = mapped_column(Identifier)


class Proposal(Base):
    """Changes that nobody has agreed to yet: the days of engineers as they would be, against a published version."""

    __tablename__ = "proposals"
    __table_args__ = (Index(None, "desk_id", "state", "created"),)

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    desk_id: Mapped[str] = mapped_column(ForeignKey("desks.id", ondelete="CASCADE"))
    origin: Mapped[str] = mapped_column(Identifier)
    state: Mapped[str] = mapped_column(Identifier)
    base_version: Mapped[int]
    data_version: Mapped[int]
    body: Mapped[Body]
    summary: Mapped[str] = mapped_column(Text)
    job_id: Mapped[str | None] = mapped_column(Identifier, unique=True)
    created: Mapped[dt.datetime]
    created_by: Mapped[str] = mapped_column(Identifier)
    expires: Mapped[dt.datetime | None]


class Decision(Base):
    """What a person did with a proposal, ticket by ticket: the feedback that the engine learns from.

    ``priced`` is what was shown and what was chosen, with their prices and the weights of that moment, where a place
    was recommended; ``understood`` is what the reason was taken to mean, once she has said that it is right.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        Index(None, "desk_id", "at"),
        Index(None, "desk_id", "id"),
        Index(None, "desk_id", "ticket_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[str] = mapped_column(ForeignKey("desks.id", ondelete="CASCADE"))
    at: Mapped[dt.datetime]
    actor: Mapped[str] = mapped_column(Identifier)
    kind: Mapped[str] = mapped_column(Identifier)
    proposal_id: Mapped[str | None] = mapped_column(Identifier)
    """None where a recommendation was turned down of which nothing had been proposed."""
    ticket_id: Mapped[str | None] = mapped_column(Identifier)
    version: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text)
    body: Mapped[Body]
    priced: Mapped[Body | None]
    understood: Mapped[Body | None]
    withdrawn: Mapped[dt.datetime | None]
    """When it was taken back; nothing is learned from it then."""
    unlearned: Mapped[dt.datetime | None]
    """When what the weights had learned from it was undone; they leave it alone from then on."""
