"""Bodies that are too large."""

import json
from collections.abc import AsyncIterator

import pytest
from guarded_app import Guarded, Make

MOST = 1000


@pytest.fixture
def limited(make: Make) -> Guarded:
    """Give the application with a small limit."""
    return make(largest_body_bytes=MOST)


async def streamed(size: int) -> AsyncIterator[bytes]:
    """Give a body in pieces, whose size nobody says before."""
    for begin in range(0, size, 100):
        yield b" " * min(100, size - begin)


@pytest.mark.parametrize("path", ["/raw", "/parsed"])
def test_a_body_that_says_it_is_too_large_is_refused(limited: Guarded, path: str) -> None:
    """A body over the limit by its own account is refused with a problem document, and the connection ended."""
    answer = limited.ask("POST", path, content=b"x" * (MOST + 1))
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["connection"] == "close"
    assert "1000 bytes" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/raw", "/parsed"])
def test_a_body_that_turns_out_too_large_is_refused(limited: Guarded, path: str) -> None:
    """A body that says nothing of its size is refused where it passes the limit, however the route reads it."""
    answer = limited.ask("POST", path, {"Content-Type": "application/json"}, content=streamed(MOST + 1))
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert "x-request-id" in answer.headers


def test_a_body_that_lies_about_its_size_is_refused(limited: Guarded) -> None:
    """What counts is what comes in, not what was said."""
    assert limited.ask("POST", "/raw", {"Content-Length": "10"}, content=streamed(5 * MOST)).status_code == 413


def test_a_body_at_the_limit_is_taken(limited: Guarded) -> None:
    """A body as large as allowed arrives whole, in one piece or in many."""
    assert limited.ask("POST", "/raw", content=b"x" * MOST).json() == MOST
    assert limited.ask("POST", "/raw", content=streamed(MOST)).json() == MOST
    body = json.dumps({"name": "x"}).ljust(MOST).encode()
    assert limited.ask("POST", "/parsed", {"Content-Type": "application/json"}, content=body).json() == 1


def test_other_errors_stay_what_they_are(limited: Guarded) -> None:
    """An application that fails for another reason is not taken for one whose body was too large."""
    assert limited.get("/fault").status_code == 500
