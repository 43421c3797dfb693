"""Sessions of the page."""

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from stored_desks import LATER, NOW

from api.access import keys, sessions
from api.access.roles import Role
from api.store import tables


def test_a_session_stands_for_its_key(session: Session) -> None:
    """Signing in gives a token that finds the key, and that is not in the database."""
    key, presented = keys.make(session, "acme", "Sarah", Role.DISPATCHER, NOW)
    signed = sessions.sign_in(session, presented, NOW, 12)
    assert signed is not None
    token, expires = signed
    assert expires == NOW + dt.timedelta(hours=12)
    assert sessions.find(session, token, NOW) is key
    assert token not in session.scalars(select(tables.Session.digest)).all()


def test_a_wrong_key_begins_no_session(session: Session) -> None:
    """What is no valid key signs nobody in."""
    assert sessions.sign_in(session, "od_" + "a" * 43, NOW, 12) is None


def test_a_session_ends_by_itself(session: Session) -> None:
    """A session ends after its hours, or with its key when that expires earlier."""
    _, lasting = keys.make(session, "acme", "a", Role.VIEWER, NOW)
    _, passing = keys.make(session, "acme", "b", Role.VIEWER, NOW, expires=LATER)
    for presented, end in ((lasting, NOW + dt.timedelta(hours=12)), (passing, LATER)):
        signed = sessions.sign_in(session, presented, NOW, 12)
        assert signed is not None
        assert signed[1] == end
        assert sessions.find(session, signed[0], end - dt.timedelta(seconds=1)) is not None
        assert sessions.find(session, signed[0], end) is None


def test_a_session_is_ended_by_hand(session: Session) -> None:
    """Ending a session ends that one alone, and ending what is none is no error."""
    _, presented = keys.make(session, "acme", "a", Role.VIEWER, NOW)
    first, second = (sessions.sign_in(session, presented, NOW, 12) for _ in range(2))
    assert first is not None
    assert second is not None
    sessions.end(session, first[0])
    sessions.end(session, first[0])
    sessions.end(session, "\ud800")
    assert sessions.find(session, first[0], NOW) is None
    assert sessions.find(session, second[0], NOW) is not None


def test_sessions_gone_by_are_deleted(session: Session) -> None:
    """Whoever signs in clears away what has ended, so that sessions do not pile up."""
    _, presented = keys.make(session, "acme", "a", Role.VIEWER, NOW)
    sessions.sign_in(session, presented, NOW, 1)
    sessions.sign_in(session, presented, NOW, 2)
    sessions.sign_in(session, presented, LATER, 1)
    assert session.scalar(select(func.count()).select_from(tables.Session)) == 2


def test_a_key_does_not_open_a_session_twice_removed(session: Session) -> None:
    """A session's token is no key, and a key no session's token."""
    _, presented = keys.make(session, "acme", "a", Role.VIEWER, NOW)
    signed = sessions.sign_in(session, presented, NOW, 1)
    assert signed is not None
    assert keys.find(session, signed[0], NOW) is None
    assert keys.find(session, keys.PREFIX + signed[0], NOW) is None
    assert sessions.find(session, presented, NOW) is None
