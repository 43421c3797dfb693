"""A desk's data: people, clients, sites, tickets and calendars, each row one domain model as JSON."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from .base import Base, Body, Identifier


class OfDesk:
    """A row that is known by its desk and its own id, in the desk's order."""

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    position: Mapped[int] = mapped_column(default=0)
    body: Mapped[Body]

    @declared_attr
    @classmethod
    def desk_id(cls) -> Mapped[str]:
        """Return the column of the desk that it belongs to."""
        return mapped_column(ForeignKey("desks.id", ondelete="CASCADE"), primary_key=True)


class Engineer(OfDesk, Base):
    """An engineer without her busy time."""

    __tablename__ = "engineers"


class Client(OfDesk, Base):
    """A client."""

    __tablename__ = "clients"


class Site(OfDesk, Base):
    """A site."""

    __tablename__ = "sites"


class Ticket(OfDesk, Base):
    """A ticket; ``found_by`` is the text that a search looks through, in lower case."""

    __tablename__ = "tickets"
    __table_args__ = (Index(None, "desk_id", "status", "priority"),)

    status: Mapped[str] = mapped_column(Identifier)
    priority: Mapped[int]
    client_id: Mapped[str] = mapped_column(Identifier)
    found_by: Mapped[str] = mapped_column(Text)


class Calendar(Base):
    """Busy time of an engineer from one source: what was imported, an uploaded file, or a subscription."""

    __tablename__ = "calendars"

    desk_id: Mapped[str] = mapped_column(ForeignKey("desks.id", ondelete="CASCADE"), primary_key=True)
    engineer_id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    source: Mapped[str] = mapped_column(Identifier, primary_key=True)
    busy: Mapped[list[Any]]
    changed: Mapped[dt.datetime]
