"""The trail: who did what, and the answers that a repeated request gets again."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Body, Identifier


class AuditEntry(Base):
    """One thing that somebody did, written in the transaction that did it."""

    __tablename__ = "audit_log"
    __table_args__ = (Index(None, "desk_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[str] = mapped_column(ForeignKey("desks.id", ondelete="CASCADE"))
    at: Mapped[dt.datetime]
    actor: Mapped[str] = mapped_column(Identifier)
    action: Mapped[str] = mapped_column(Identifier)
    target: Mapped[str] = mapped_column(Text)
    detail: Mapped[Body]


class Remembered(Base):
    """The answer to a request with an idempotency key, written in the transaction that made it true."""

    __tablename__ = "remembered"

    desk_id: Mapped[str] = mapped_column(ForeignKey("desks.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    digest: Mapped[str] = mapped_column(Identifier)
    """Of the request, so that the key cannot stand for another one."""
    status: Mapped[int]
    headers: Mapped[Body]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    created: Mapped[dt.datetime]
