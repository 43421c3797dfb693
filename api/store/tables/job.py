"""Long solves as jobs, and what they say on the way."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Body, Identifier


class Job(Base):
    """A solve that somebody waits for.

    Whoever runs it holds a lease: a word of its own that every write names, and a time until which nobody else may
    take the job. ``once`` makes a second job of the same kind and day impossible.
    """

    __tablename__ = "jobs"
    __table_args__ = (Index(None, "state", "created"),)

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    desk_id: Mapped[str] = mapped_column(ForeignKey("desks.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(Identifier)
    state: Mapped[str] = mapped_column(Identifier)
    note: Mapped[str] = mapped_column(Text, default="")
    request: Mapped[Body]
    once: Mapped[str | None] = mapped_column(Identifier, unique=True)
    attempt: Mapped[int] = mapped_column(default=0)
    lease: Mapped[str | None] = mapped_column(Identifier)
    lease_until: Mapped[dt.datetime | None]
    stop_asked: Mapped[bool] = mapped_column(default=False)
    progress: Mapped[Body | None]
    outcome: Mapped[Body | None] = mapped_column(deferred=True)
    """What came out, where that is no proposal; read only by who asks for it, for it can be long."""
    error: Mapped[str | None] = mapped_column(Text)
    created: Mapped[dt.datetime]
    created_by: Mapped[str] = mapped_column(Identifier)
    started: Mapped[dt.datetime | None]
    finished: Mapped[dt.datetime | None]


class JobEvent(Base):
    """One better plan on the way of a job, or its end."""

    __tablename__ = "job_events"

    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Identifier)
    body: Mapped[Body]
