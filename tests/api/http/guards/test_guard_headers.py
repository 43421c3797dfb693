"""Headers that go with every answer."""

import pytest
from guarded_app import Guarded, Make, bearer


def policy(answer_headers: object) -> dict[str, str]:
    """Return a content security policy by directive."""
    parts = str(answer_headers).split("; ")
    return {name: rest for name, _, rest in (part.partition(" ") for part in parts)}


@pytest.mark.parametrize("path", ["/me", "/health", "/nowhere", "/events", "/app/board.js"])
def test_every_answer_is_guarded(guarded: Guarded, path: str) -> None:
    """Answers of every kind, refusals too, carry the headers, and none tells browsers to insist on HTTPS."""
    headers = guarded.get(path).headers
    assert policy(headers["content-security-policy"]) == {
        "default-src": "'self'",
        "img-src": "'self' data: blob:",
        "style-src": "'self' 'unsafe-inline'",
        "worker-src": "'self' blob:",
        "connect-src": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
    }
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]
    assert "strict-transport-security" not in headers


@pytest.mark.parametrize(
    ("tiles", "source"),
    [
        ("https://tiles.example/styles/light?key=1", " https://tiles.example"),
        ("http://127.0.0.1:8080/style.json", " http://127.0.0.1:8080"),
        ("http://[::1]:8080/style.json", " http://[::1]:8080"),
        ("/app/style.json", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_the_tile_server_may_be_asked(make: Make, tiles: str, source: str) -> None:
    """The map's own server is added where maps are drawn from, and nowhere else."""
    found = policy(make(tiles=tiles).get("/health").headers["content-security-policy"])
    assert found["img-src"] == f"'self' data: blob:{source}"
    assert found["connect-src"] == f"'self'{source}"
    assert found["default-src"] == "'self'"


def test_https_is_insisted_on_behind_https(make: Make) -> None:
    """Where the cookie is for HTTPS alone, browsers are told to use nothing else."""
    assert make(secure_cookie=True).get("/health").headers["strict-transport-security"].startswith("max-age=31536000")


def test_a_desks_data_is_kept_nowhere(guarded: Guarded) -> None:
    """Answers are not to be stored, unless their route says otherwise; the page's files are asked for again."""
    key = guarded.key()
    assert guarded.get("/me", key).headers["cache-control"] == "no-store"
    assert guarded.get("/me").headers["cache-control"] == "no-store"
    assert guarded.get("/kept", key).headers["cache-control"] == "private, no-cache"
    assert guarded.get("/app/board.js").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://localhost:8040"])
def test_no_other_page_may_read(guarded: Guarded, method: str, origin: str) -> None:
    """No answer opens the service to another page, whichever asks, and however it asks beforehand."""
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "X-Openday"}
    for path in ("/me", "/edits", "/health", "/app/board.js", "/nowhere"):
        for headers in (asked, asked | bearer(guarded.key())):
            answer = guarded.ask(method, path, headers)
            assert [name for name in answer.headers if name.startswith("access-control")] == []
