"""API keys."""

import datetime as dt
import hashlib
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from stored_desks import LATER, NOW, add_desks

from api.access import keys, sessions
from api.access.roles import Role
from api.store import tables
from api.store.database import Database
from engine.errors import DataError, UnknownId


def test_a_key_is_found_by_what_was_shown_once(session: Session) -> None:
    """A key has the agreed form, only its SHA-256 is in the database, and presenting it finds it."""
    key, presented = keys.make(session, "acme", "Sarah", Role.DISPATCHER, NOW)
    assert re.fullmatch(r"od_[A-Za-z0-9_-]{43}", presented)
    assert key.digest == hashlib.sha256(presented.encode()).hexdigest()
    row = session.execute(select(*tables.ApiKey.__table__.columns).where(tables.ApiKey.id == key.id)).one()
    assert not any(presented in str(value) for value in row)
    assert keys.find(session, presented, NOW) is key


def test_who_acts_is_named_after_the_key(session: Session) -> None:
    """The principal of a key has its desk, its role and engineer, and the name that the audit log says."""
    key, _ = keys.make(session, "acme", "ann's phone", Role.ENGINEER, NOW, engineer_id="ann")
    principal = keys.principal_of(key)
    assert (principal.desk_id, principal.name, principal.role) == ("acme", "key:ann's phone", Role.ENGINEER)
    assert (principal.engineer_id, principal.key_id, principal.via) == ("ann", key.id, "key")
    assert keys.principal_of(key, is_session=True).via == "session"


@pytest.mark.parametrize("change", ["x", "", "é", "\ud800"])
def test_nothing_else_finds_a_key(session: Session, change: str) -> None:
    """A key with its last character changed, left out, or strange to any encoding is no key."""
    _, presented = keys.make(session, "acme", "Sarah", Role.VIEWER, NOW)
    last = "y" if change == "x" and presented.endswith("x") else change
    assert keys.find(session, presented[:-1] + last, NOW) is None


@pytest.mark.parametrize("shown", ["", "od_", "OD_" + "a" * 43, "od_" + "a" * 43, "od_" + "a" * 10_000])
def test_made_up_keys_are_refused(session: Session, shown: str) -> None:
    """Things that look like a key, more or less, find none."""
    assert keys.find(session, shown, NOW) is None


def test_an_expired_key_is_refused(session: Session) -> None:
    """A key is valid until the instant at which it expires, and not at it."""
    _, presented = keys.make(session, "acme", "guest", Role.VIEWER, NOW, expires=LATER)
    assert keys.find(session, presented, LATER - dt.timedelta(seconds=1)) is not None
    assert keys.find(session, presented, LATER) is None


def test_revoking_ends_the_key_and_its_sessions(session: Session) -> None:
    """A revoked key finds nothing, its sessions are gone, and another key's session goes on."""
    key, presented = keys.make(session, "acme", "lost", Role.ADMIN, NOW)
    _, other = keys.make(session, "acme", "kept", Role.ADMIN, NOW)
    lost, kept = (sessions.sign_in(session, each, NOW, 12) for each in (presented, other))
    assert lost is not None
    assert kept is not None
    keys.revoke(session, "acme", key.id, LATER)
    assert keys.find(session, presented, LATER) is None
    assert sessions.find(session, lost[0], LATER) is None
    assert not session.scalars(select(tables.Session).where(tables.Session.key_id == key.id)).all()
    assert sessions.find(session, kept[0], LATER) is not None
    assert keys.revoke(session, "acme", key.id, LATER + dt.timedelta(days=1)).revoked == LATER


def test_a_key_of_another_desk_cannot_be_revoked(session: Session) -> None:
    """One desk's admin neither ends another desk's key nor learns that there is one: both are unknown alike."""
    key, presented = keys.make(session, "other", "theirs", Role.ADMIN, NOW)
    with pytest.raises(UnknownId) as theirs:
        keys.revoke(session, "acme", key.id, NOW)
    with pytest.raises(UnknownId) as nobodys:
        keys.revoke(session, "acme", "k0", NOW)
    assert str(theirs.value).replace(key.id, "k0") == str(nobodys.value)
    assert keys.find(session, presented, NOW) is not None


def test_keys_are_listed_by_desk(session: Session) -> None:
    """A desk's keys are listed from the oldest, without those of other desks."""
    second, _ = keys.make(session, "acme", "b", Role.VIEWER, LATER)
    first, _ = keys.make(session, "acme", "a", Role.VIEWER, NOW)
    keys.make(session, "other", "c", Role.VIEWER, NOW)
    assert list(keys.of_desk(session, "acme")) == [first, second]


def test_the_first_key_is_made_once(session: Session) -> None:
    """A desk without any key gets an admin's; a second one is not made, not even when that one is revoked."""
    presented = keys.first_key(session, "acme", NOW)
    assert presented is not None
    key = keys.find(session, presented, NOW)
    assert key is not None
    assert key.role == "admin"
    assert keys.first_key(session, "acme", NOW) is None
    keys.revoke(session, "acme", key.id, NOW)
    assert keys.first_key(session, "acme", NOW) is None
    assert keys.first_key(session, "other", NOW) is not None


def test_two_that_start_together_make_one_key(any_database: Database) -> None:
    """Of services that are started at the same moment on one database, one makes the first key."""
    add_desks(any_database, "acme")

    def begin(_number: int) -> str | None:
        with any_database.write() as session:
            return keys.first_key(session, "acme", NOW)

    with ThreadPoolExecutor(4) as starters:
        made = [key for key in starters.map(begin, range(4)) if key]
    assert len(made) == 1


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("name", {"name": "  "}),
        ("name", {"name": "x" * 101}),
        ("name", {"name": "a\nb"}),
        ("engineer_id", {"role": Role.ENGINEER}),
        ("engineer_id", {"engineer_id": "eve"}),
        ("expires", {"expires": NOW}),
        ("expires", {"expires": LATER.replace(tzinfo=None)}),
    ],
)
def test_a_key_that_cannot_be_is_not_made(session: Session, field: str, fields: dict[str, object]) -> None:
    """A name nobody can read, an engineer whom the desk does not have, and an expiry gone by are told by field."""
    given = {"name": "x", "role": Role.VIEWER, "at": NOW} | fields
    with pytest.raises(DataError) as error:
        keys.make(session, "acme", **given)  # type: ignore[arg-type]
    assert [flaw.field for flaw in error.value.flaws] == [field]
    assert not keys.of_desk(session, "acme")
