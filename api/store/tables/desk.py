"""A desk (a tenant), and its weights by version."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Body, Identifier


class Desk(Base):
    """One desk; everything else belongs to exactly one.

    ``data_version`` counts changes of data, ``published_version`` is the schedule people work by (0 before the first):
    whoever changes either compares and sets them in one statement. ``is_live`` desks run on the wall clock, others
    stand at the ``now`` of their body.
    """

    __tablename__ = "desks"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    body: Mapped[Body]
    is_live: Mapped[bool] = mapped_column(default=False)
    days: Mapped[int] = mapped_column(default=5)
    """Calendar days that a live desk plans ahead."""
    data_version: Mapped[int] = mapped_column(default=1)
    published_version: Mapped[int] = mapped_column(default=0)
    last_version: Mapped[int] = mapped_column(default=0)
    """Number of the newest schedule, so that numbers are never given twice."""
    created: Mapped[dt.datetime]


class Weights(Base):
    """The objective's weights, version by version; the newest one counts.

    ``origin`` is who made it: ``hand`` (a person, or the data), ``learned``, or ``undo`` of what was learned. A learned
    version says in ``learned`` from what.
    """

    __tablename__ = "weights"

    desk_id: Mapped[str] = mapped_column(ForeignKey("desks.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[Body]
    created: Mapped[dt.datetime]
    created_by: Mapped[str] = mapped_column(Identifier)
    origin: Mapped[str] = mapped_column(Identifier, default="hand")
    learned: Mapped[Body | None]
    undone: Mapped[dt.datetime | None]


class Learning(Base):
    """How a desk wants its weights to learn; a desk without a row waits for a person's click."""

    __tablename__ = "learning"

    desk_id: Mapped[str] = mapped_column(ForeignKey("desks.id", ondelete="CASCADE"), primary_key=True)
    mode: Mapped[str] = mapped_column(Identifier)
    frozen: Mapped[list[Any]]
    """Rules whose weights stay as they are."""
