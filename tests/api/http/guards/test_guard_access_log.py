"""The request log: what it says, and what it must never say."""

from urllib.parse import quote

import pytest
import structlog
from guarded_app import Guarded, bearer
from structlog.testing import capture_logs


def test_a_request_is_one_line(guarded: Guarded) -> None:
    """A request is logged with how it ended, by whom it was, and the id that its answer carries."""
    key = guarded.key()
    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as lines:
        answer = guarded.get("/me?x=1", key)
    assert len(lines) == 1
    line = lines[0]
    seconds = line.pop("seconds")
    assert 0 <= seconds < 60
    assert line == {
        "event": "request",
        "log_level": "info",
        "request_id": answer.headers["x-request-id"],
        "method": "GET",
        "path": "/me",
        "status": 200,
        "desk": "acme",
        "principal": "key:a dispatcher",
    }


def test_requests_have_ids_of_their_own(guarded: Guarded) -> None:
    """No two answers carry the same id, and none takes the caller's."""
    ids = {guarded.ask("GET", "/health", {"X-Request-Id": "mine"}).headers["x-request-id"] for _ in range(3)}
    assert len(ids) == 3
    assert "mine" not in ids


def test_refusals_and_faults_are_logged(guarded: Guarded) -> None:
    """What was refused is logged with its status, and a fault with the kind of error that it was."""
    with capture_logs() as lines:
        guarded.get("/me")
        guarded.get("/me", host="evil.example")
        guarded.get("/fault?secret=swordfish")
    assert [line["status"] for line in lines] == [401, 421, 500]
    assert lines[2]["error"] == "RuntimeError"
    assert lines[2]["log_level"] == "error"
    assert [line["principal"] for line in lines] == [None, None, None]


def test_no_secret_is_written(guarded: Guarded, capsys: pytest.CaptureFixture[str]) -> None:
    """Keys, cookies, tokens, query strings and messages of errors are in no line of what is really printed."""
    key, cookie = guarded.key(), guarded.signed_in()
    page = {"Cookie": cookie, "X-Openday": "board"}
    guarded.get("/me", key)
    guarded.get("/me", "od_" + "s" * 43)
    guarded.get("/me", "header.claims.signature")
    guarded.ask("POST", "/edits", page, json={"key": key})
    guarded.ask("POST", "/edits", {"Cookie": cookie})
    guarded.get(f"/me?token={key}&secret=swordfish")
    guarded.get(f"/keys/{key}")
    guarded.get("/fault?secret=swordfish", key)
    said = "".join(capsys.readouterr())
    assert said.count("path=") == 8
    for secret in (key, key[3:], cookie.partition("=")[2], "s" * 43, "signature", "swordfish", "?", "token="):
        assert secret not in said


def test_a_path_cannot_write_lines_of_its_own(guarded: Guarded, capsys: pytest.CaptureFixture[str]) -> None:
    """Line breaks and escapes for terminals in a path are logged as they were sent, and long paths cut."""
    guarded.get("/" + quote("x\nrequest status=200 \x1b[31m"))
    guarded.get("/" + "y" * 5000)
    said = capsys.readouterr().out
    assert said.count("\n") == 2
    assert "/x%0Arequest" in said
    assert "y" * 201 not in said


def test_the_id_is_there_for_other_lines(guarded: Guarded) -> None:
    """Whatever is logged while a request is answered can carry its id, and none after it."""

    @guarded.app.get("/talks")
    def talks() -> None:
        structlog.get_logger().info("said")

    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as lines:
        answer = guarded.ask("GET", "/talks", bearer(guarded.key()))
        structlog.get_logger().info("afterwards")
    ids = [line.get("request_id") for line in lines]
    assert ids == [answer.headers["x-request-id"]] * 2 + [None]
