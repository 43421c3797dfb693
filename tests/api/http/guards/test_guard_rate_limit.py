"""How often who may ask."""

import pytest
from guarded_app import Guarded, Make, bearer
from stored_desks import NOW

from api.access import sessions
from api.http.guards import rate_limit


@pytest.fixture
def limited(make: Make) -> Guarded:
    """Give the application with 40 requests a minute for the known, and two for the unknown."""
    return make(requests_per_minute=40)


def test_the_unknown_are_counted_by_address(limited: Guarded) -> None:
    """The third request of an unknown caller is refused with when to come again; another address has its own two."""
    first, second, third = (limited.get("/me") for _ in range(3))
    assert [answer.status_code for answer in (first, second, third)] == [401, 401, 429]
    assert first.headers["ratelimit-policy"] == '"caller";q=2;w=60'
    assert first.headers["ratelimit"].startswith('"caller";r=1;t=')
    assert third.headers["ratelimit"].startswith('"caller";r=0;t=')
    assert 1 <= int(third.headers["retry-after"]) <= 60
    assert third.headers["content-type"] == "application/problem+json"
    assert limited.get("/me", address="203.0.113.6").status_code == 401


def test_wrong_keys_count_as_unknown(limited: Guarded) -> None:
    """Guessing keys, or paths that there are not, uses up what an address may ask."""
    statuses = [limited.get("/me", "od_" + letter * 43).status_code for letter in "ab"]
    assert statuses == [401, 401]
    assert limited.get("/nowhere").status_code == 429


def test_the_known_are_counted_by_key(limited: Guarded) -> None:
    """A key may ask twenty times as often, from wherever; another key from the same place has its own share."""
    first, second = limited.key(), limited.key("viewer")
    statuses = [limited.get("/me", first, address=f"203.0.113.{number}").status_code for number in range(41)]
    assert statuses == [200] * 40 + [429]
    assert limited.get("/me", second).status_code == 200
    assert limited.get("/me").status_code == 401


def test_a_session_shares_its_keys_count(make: Make) -> None:
    """Signing in again and again gives no more requests: all sessions of a key are one caller."""
    limited = make(requests_per_minute=2)
    key = limited.key("admin")
    with limited.database.write() as session:
        tokens = [sessions.sign_in(session, key, NOW, 12) for _ in range(3)]
    cookies = [f"openday_session={token[0]}" for token in tokens if token]
    assert [limited.ask("GET", "/me", {"Cookie": each}).status_code for each in cookies] == [200, 200, 429]


def test_a_stream_counts_once(limited: Guarded) -> None:
    """Fifty events in one stream are one request."""
    assert limited.get("/events").text.count("data:") == 50
    assert limited.get("/events").status_code == 200
    assert limited.get("/events").status_code == 429


def test_the_page_and_its_watchers_are_free(limited: Guarded) -> None:
    """Files of the page and questions after the service's health are not counted."""
    for path in ("/app/board.js", "/health"):
        answers = [limited.get(path) for _ in range(5)]
        assert {answer.status_code for answer in answers} == {200}
        assert not any("ratelimit" in answer.headers for answer in answers)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.5", "203.0.113.5", True),
        ("::ffff:203.0.113.5", "::ffff:203.0.113.6", False),
        ("203.0.113.5", "203.0.113.6", False),
        ("testclient", "testclient", True),
    ],
)
def test_one_house_is_one_caller(limited: Guarded, first: str, second: str, same: bool) -> None:
    """IPv6 addresses count by their /64, which one machine has to itself; IPv4 addresses are counted whole."""
    statuses = [limited.get("/me", address=address).status_code for address in (first, first, second)]
    assert statuses == [401, 401, 429 if same else 401]


def test_made_up_addresses_do_not_fill_the_memory(limited: Guarded, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past a number of callers the count begins anew."""
    monkeypatch.setattr(rate_limit, "MOST_CALLERS", 3)
    for number in range(4):
        limited.get("/me", address=f"198.51.100.{number}")
    assert [limited.get("/me").status_code for _ in range(3)] == [401, 401, 429]
    assert limited.ask("GET", "/me", bearer(limited.key())).status_code == 200
