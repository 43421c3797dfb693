"""Who is let in by what, and what they may do."""

import datetime as dt

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519
from guarded_app import Guarded, bearer
from stored_desks import LATER, NOW

from api.access import keys
from api.access.tokens import Tokens
from api.settings import Settings


def assert_unknown(answer: httpx.Response) -> None:
    """Check that a caller was taken for nobody, in the words that are the same for all."""
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Bearer realm="openday"'
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Nobody known",
        "status": 401,
        "detail": "This needs a valid API key, bearer token or session. Maybe sign in again, or ask for a new key.",
        "instance": "/me",
    }


def test_a_key_lets_in(guarded: Guarded) -> None:
    """A key, shown as a bearer token, is its principal; the scheme's letters may be of any case."""
    key = guarded.key("engineer", engineer_id="ann")
    expected = {"desk_id": "acme", "name": "key:a engineer", "role": "engineer", "engineer_id": "ann", "via": "key"}
    assert guarded.get("/me", key).json() == expected
    assert guarded.ask("GET", "/me", {"Authorization": f"bearer {key}"}).json() == expected


def test_a_session_lets_in(guarded: Guarded) -> None:
    """The cookie of a session is the principal of the key it was begun with."""
    answer = guarded.ask("GET", "/me", {"Cookie": f"theme=dark; {guarded.signed_in()}"})
    assert answer.json()["name"] == "key:a dispatcher"
    assert answer.json()["via"] == "session"


def test_everything_else_is_nobody(guarded: Guarded) -> None:
    """Nothing, nonsense, expired and revoked things are answered with the very same words."""
    expired, revoked = guarded.key(expires=LATER), guarded.key("viewer")
    with guarded.database.write() as session:
        row = keys.find(session, revoked, NOW)
        assert row is not None
        keys.revoke(session, "acme", row.id, NOW)
    guarded.service.now = LATER + dt.timedelta(hours=24)
    shown = ["", "x", "od_" + "a" * 43, "a.b.c", expired, revoked]
    headers = [bearer(each) for each in shown]
    headers += [{}, {"Authorization": "Basic b2RfOng="}, {"Authorization": "Bearer"}, {"Authorization": expired}]
    headers += [{"Cookie": "openday_session=" + "a" * 43}, {"Cookie": f"openday_session={expired}"}]
    for each in headers:
        assert_unknown(guarded.ask("GET", "/me", each))


def test_a_session_ends_for_the_guard_too(guarded: Guarded) -> None:
    """A session that has run out lets nobody in."""
    cookie = {"Cookie": guarded.signed_in()}
    guarded.service.now = NOW + dt.timedelta(hours=12)
    assert_unknown(guarded.ask("GET", "/me", cookie))


def test_a_wrong_key_is_not_made_up_for_by_a_cookie(guarded: Guarded) -> None:
    """Whoever shows a key is judged by it, even with a good session."""
    headers = {"Cookie": guarded.signed_in()} | bearer("od_" + "a" * 43)
    assert_unknown(guarded.ask("GET", "/me", headers))


def test_a_key_in_the_address_lets_nobody_in(guarded: Guarded) -> None:
    """Keys are read from the header alone: addresses end up in histories and logs."""
    key = guarded.key()
    assert guarded.get(f"/me?key={key}&access_token={key}").status_code == 401


def test_a_session_changes_nothing_without_the_pages_header(guarded: Guarded) -> None:
    """A form on a foreign page would bring the cookie and not the header; a key needs no header."""
    cookie = {"Cookie": guarded.signed_in()}
    for wrong in ({}, {"X-Openday": "no"}, {"X-Openday": ""}):
        answer = guarded.ask("POST", "/edits", cookie | wrong)
        assert answer.status_code == 403
        assert "X-Openday: board" in answer.json()["detail"]
    assert guarded.ask("POST", "/edits", cookie | {"X-Openday": "board"}).status_code == 200
    assert guarded.ask("POST", "/edits", bearer(guarded.key())).status_code == 200


@pytest.mark.parametrize(("role", "status"), [("admin", 200), ("dispatcher", 200), ("planner", 403), ("viewer", 403)])
def test_a_route_asks_for_its_permission(guarded: Guarded, role: str, status: int) -> None:
    """Whoever lacks a route's permission is refused, and told which one it is."""
    answer = guarded.ask("POST", "/edits", bearer(guarded.key(role)))
    assert answer.status_code == status
    if status == 403:
        assert answer.headers["content-type"] == "application/problem+json"
        assert f"The role {role} lacks the permission edit." in answer.json()["detail"]


def test_one_of_several_permissions_is_enough(guarded: Guarded) -> None:
    """A route may be open to those who read everything and to engineers who read their own."""
    assert guarded.get("/calendar", guarded.key("viewer")).status_code == 200
    assert guarded.get("/calendar", guarded.key("engineer", engineer_id="ann")).status_code == 200
    assert guarded.get("/calendar").status_code == 401


def test_a_bearer_token_lets_in_at_a_desk_that_there_is(guarded: Guarded, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token that is believed is a principal at its desk, and nobody when there is no such desk."""
    settings = Settings(oidc_issuer="https://id.example", oidc_audience="openday", oidc_jwks_url="https://id.example/k")
    signer = ed25519.Ed25519PrivateKey.generate()

    class Keys:
        """The issuer's keys, without an issuer."""

        def of(self, _key_id: str) -> object:
            return signer.public_key()

    tokens = Tokens(settings, Keys())  # type: ignore[arg-type]
    monkeypatch.setattr("api.http.guards.identify.Tokens", lambda _settings: tokens)
    said = {"iss": "https://id.example", "aud": "openday", "sub": "7", "exp": 4_000_000_000, "openday_role": "viewer"}
    for desk_id, status in (("acme", 200), ("nowhere", 401)):
        token = jwt.encode(said | {"openday_desk": desk_id}, signer, algorithm="EdDSA", headers={"kid": "1"})
        assert guarded.get("/me", token).status_code == status


def test_the_documentation_names_the_scheme(guarded: Guarded) -> None:
    """Routes that need somebody say in the OpenAPI document how to show who one is."""
    document = guarded.get("/openapi.json").json()
    assert document["components"]["securitySchemes"]["key or token"]["scheme"] == "bearer"
    assert document["paths"]["/edits"]["post"]["security"] == [{"key or token": []}]
    assert "security" not in document["paths"]["/health"]["get"]
