"""Tokens of calendar feeds."""

import pytest
from sqlalchemy.orm import Session

from api.access import feeds
from api.store import tables
from engine.errors import UnknownId


def test_a_token_opens_its_engineers_feed_alone(session: Session) -> None:
    """A feed's token finds the feed of its engineer, at no other engineer's address, and is not in the database."""
    token = feeds.make(session, "acme", "ann")
    feed = feeds.find(session, "ann", token)
    assert feed is not None
    assert (feed.desk_id, feed.engineer_id) == ("acme", "ann")
    assert feed.digest != token
    assert feeds.find(session, "bob", token) is None
    assert feeds.find(session, "ann", "a" * 43) is None
    assert feeds.find(session, "ann", "") is None


def test_a_new_token_ends_the_former_one(session: Session) -> None:
    """Making a feed again replaces its token, and keeps what the feed says."""
    former = feeds.make(session, "acme", "ann")
    row = session.get(tables.Feed, {"desk_id": "acme", "engineer_id": "ann"})
    assert row is not None
    row.calendar, row.version = b"BEGIN:VCALENDAR", 3
    token = feeds.make(session, "acme", "ann")
    assert feeds.find(session, "ann", former) is None
    feed = feeds.find(session, "ann", token)
    assert feed is not None
    assert (feed.calendar, feed.version) == (b"BEGIN:VCALENDAR", 3)


def test_a_revoked_feed_opens_to_nobody(session: Session) -> None:
    """A feed that is ended is found by no token, and ending one that is none is no error."""
    token = feeds.make(session, "acme", "ann")
    feeds.revoke(session, "acme", "ann")
    feeds.revoke(session, "acme", "bob")
    assert feeds.find(session, "ann", token) is None


def test_engineers_of_the_same_name_have_feeds_of_their_own(session: Session) -> None:
    """Two desks each have an ann: a token opens the feed of its own desk."""
    here, there = feeds.make(session, "acme", "ann"), feeds.make(session, "other", "ann")
    found = [feeds.find(session, "ann", token) for token in (here, there)]
    assert [feed.desk_id for feed in found if feed] == ["acme", "other"]


def test_nobody_has_no_feed(session: Session) -> None:
    """An engineer whom the desk does not have gets no feed."""
    with pytest.raises(UnknownId):
        feeds.make(session, "acme", "eve")
