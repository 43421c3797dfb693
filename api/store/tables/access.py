"""Who may come in: API keys, sessions of the page, and tokens of calendar feeds; only digests of secrets are kept."""

import datetime as dt

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Identifier


class ApiKey(Base):
    """A key with a role at one desk."""

    __tablename__ = "api_keys"

    id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    desk_id: Mapped[str] = mapped_column(ForeignKey("desks.id", ondelete="CASCADE"))
    digest: Mapped[str] = mapped_column(Identifier, unique=True)
    name: Mapped[str] = mapped_column(Identifier)
    role: Mapped[str] = mapped_column(Identifier)
    engineer_id: Mapped[str | None] = mapped_column(Identifier)
    created: Mapped[dt.datetime]
    expires: Mapped[dt.datetime | None]
    revoked: Mapped[dt.datetime | None]


class Session(Base):
    """A signed-in browser; it ends with its key, or by itself."""

    __tablename__ = "sessions"

    digest: Mapped[str] = mapped_column(Identifier, primary_key=True)
    key_id: Mapped[str] = mapped_column(ForeignKey("api_keys.id", ondelete="CASCADE"))
    created: Mapped[dt.datetime]
    expires: Mapped[dt.datetime]


class Feed(Base):
    """The calendar that an engineer's own calendar program subscribes to.

    It is written anew from what it was, so that moved work updates instead of doubling; without a digest nobody can
    read it.
    """

    __tablename__ = "feeds"

    desk_id: Mapped[str] = mapped_column(ForeignKey("desks.id", ondelete="CASCADE"), primary_key=True)
    engineer_id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    digest: Mapped[str | None] = mapped_column(Identifier, unique=True)
    calendar: Mapped[bytes] = mapped_column(LargeBinary)
    version: Mapped[int]
