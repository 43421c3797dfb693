"""A calendar elsewhere that an engineer's busy time is read from."""

import datetime as dt

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Identifier


class Subscription(Base):
    """An address that is fetched again and again; ``error`` is why the last time failed, empty when it did not."""

    __tablename__ = "subscriptions"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    desk_id: Mapped[str] = mapped_column(ForeignKey("desks.id", ondelete="CASCADE"))
    engineer_id: Mapped[str] = mapped_column(Identifier)
    url: Mapped[str] = mapped_column(Text)
    etag: Mapped[str] = mapped_column(Text, default="")
    read_for: Mapped[str] = mapped_column(Identifier, default="")
    """Digest of the planning window, the zone and the sites that it was read for: for others, the etag says nothing."""
    error: Mapped[str] = mapped_column(Text, default="")
    created: Mapped[dt.datetime]
    fetched: Mapped[dt.datetime | None]
