"""Whatever goes wrong is told in a problem document (RFC 9457), in words that say what to do."""

from pathlib import Path
from typing import Any

import pytest
from served_desks import EVENING, MIKE, NOON, Template, World, opened, problem_of

from api.warm.pool import WarmPool

FILL = {"engineer_id": MIKE, "start": NOON, "end": EVENING}


@pytest.mark.parametrize("path", ["/nowhere", "/tickets/T-1003/nothing", "/plans/x/y", "/app/nothing.js"])
def test_unknown_path(path: str, sqlite_world: World) -> None:
    """A path that is none."""
    document = problem_of(sqlite_world.caller().get(path), 404)
    assert document["instance"] == path


def test_method_that_a_path_does_not_know(sqlite_world: World) -> None:
    """The answer names the methods that it does."""
    for method, path, allowed in (
        ("DELETE", "/desk", {"GET", "PATCH"}),
        ("POST", "/board", {"GET"}),
        ("GET", "/fill", {"POST"}),
        ("POST", "/tickets/T-1003", {"DELETE", "GET", "PATCH", "PUT"}),
    ):
        answer = sqlite_world.caller().ask(method, path)
        problem_of(answer, 405)
        assert {each.strip() for each in answer.headers["allow"].split(",")} == allowed


def test_body_that_is_no_json(sqlite_world: World) -> None:
    """The flaw says so, and where."""
    caller = sqlite_world.caller()
    for text in (b"{", b'{"a": }', b"\xff\xfe", b"", b"[1, 2", b'"' + b"x" * 1000):
        answer = caller.ask("POST", "/fill", {"Content-Type": "application/json"}, content=text)
        assert answer.status_code in (400, 422)
        problem_of(answer, answer.status_code)
    flaw = problem_of(caller.ask("POST", "/fill", {"Content-Type": "application/json"}, content=b"{"), 422)["flaws"][0]
    assert flaw["message"].startswith("this is no JSON")
    deep = b"[" * 100_000
    answer = caller.ask("POST", "/fill", {"Content-Type": "application/json"}, content=deep)
    problem_of(answer, answer.status_code)
    assert answer.status_code in (400, 422)


def test_body_of_another_type(sqlite_world: World) -> None:
    """JSON that does not say that it is JSON is refused in words, not as bytes."""
    answer = sqlite_world.caller().ask("POST", "/fill", {"Content-Type": "text/plain"}, content=b"{}")
    (flaw,) = problem_of(answer, 422)["flaws"]
    assert "b'" not in flaw["value"]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"engineer_id", "start", "end"}),
        (FILL | {"seconds": 900}, {"seconds"}),
        (FILL | {"seconds": "long"}, {"seconds"}),
        (FILL | {"minutes": 5}, {"minutes"}),
        (FILL | {"engineer_id": " "}, {"engineer_id"}),
        (FILL | {"start": "2026-03-02T12:00:00"}, {"start"}),
        ([], {"body"}),
        (None, {"body"}),
    ],
)
def test_every_flaw_of_a_request_is_told(body: Any, fields: set[str], sqlite_world: World) -> None:
    """Each with its field, what stands there, and what is wrong with it."""
    answer = sqlite_world.caller().ask("POST", "/fill", json=body)
    document = problem_of(answer, 422)
    assert {flaw["field"] for flaw in document["flaws"]} == fields
    assert all(flaw["message"] for flaw in document["flaws"])
    assert document["type"].endswith("/flaws")


@pytest.mark.parametrize("text", ["\\ud800", "\\u0000", "a\\u0000b", "\\udfff\\ud800", "\\ufffe"])
def test_characters_that_cannot_be_kept_are_refused(text: str, world: World) -> None:
    """Half a character and the zero character are no texts for a database: a flaw, wherever they stand."""
    admin = world.caller("admin")
    bodies = {
        ("POST", "/plans"): f'{{"note": "{text}"}}',
        ("POST", "/fill"): f'{{"engineer_id": "{text}", "start": "{NOON}", "end": "{EVENING}"}}',
        ("PATCH", "/tickets/T-1003"): f'{{"summary": "{text}"}}',
        ("PATCH", "/tickets/T-1004"): f'{{"{text}": 1}}',
        ("PATCH", "/desk"): f'{{"name": "{text}"}}',
        ("POST", "/keys"): f'{{"name": "{text}", "role": "viewer"}}',
        ("POST", "/session"): f'{{"key": "{text}"}}',
        ("POST", "/subscriptions"): f'{{"engineer_id": "{text}", "url": "https://example.com/{text}"}}',
        ("POST", "/import"): f'{{"desk": "{text}"}}',
        ("POST", "/proposals/p_x/discard"): f'{{"reason": "{text}"}}',
    }
    for (method, path), body in bodies.items():
        answer = admin.ask(method, path, {"Content-Type": "application/json"}, content=body.encode())
        assert answer.status_code < 500, (path, answer.text)
    for path in (
        "/tickets/%00",
        "/proposals/%00",
        "/plans/%00",
        "/tickets?q=%00",
        "/engineers/%00/calendar.ics?token=%00",
    ):
        answer = admin.get(path)
        assert answer.status_code < 500, (path, answer.text)
    assert admin.get("/board").status_code == 200
    assert admin.get("/export").status_code == 200


@pytest.mark.parametrize("instant", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1600-01-01T00:00:00Z"])
def test_instants_at_the_end_of_time_are_refused(instant: str, world: World) -> None:
    """An instant that no calendar of this desk reaches is a flaw, not a fault."""
    admin = world.caller("admin")
    for method, path, body in (
        ("POST", "/fill", FILL | {"start": instant}),
        ("POST", "/fill", FILL | {"end": instant}),
        ("POST", "/evaluate", {"moves": [{"ticket_id": "T-1003", "engineer_ids": [MIKE], "start": instant}]}),
        ("POST", "/keys", {"name": "x", "role": "viewer", "expires": instant}),
        ("PATCH", "/tickets/T-1003", {"created": instant}),
        ("PATCH", "/tickets/T-1003", {"resolve_by": instant}),
        ("PATCH", "/desk", {"now": instant}),
    ):
        answer = admin.ask(method, path, json=body)
        assert answer.status_code < 500, (path, body, answer.text)
    for path in ("/board", "/queue", "/export", "/desk", "/tickets/T-1003", "/keys"):
        assert admin.get(path).status_code == 200, path


def test_body_that_is_too_large(sqlite_template: Template, tmp_path: Path, pool: WarmPool) -> None:
    """The limit is the operator's; so is the number of rows of an import."""
    with opened(sqlite_template, tmp_path, pool, largest_body_bytes=2_000, largest_rows=3) as world:
        caller = world.caller()
        problem_of(caller.post("/import", {"desk": "x" * 3_000}), 413)
        rows = problem_of(caller.post("/import", {"tickets": [{}] * 4}), 422)
        assert "more than 3" in rows["flaws"][0]["message"]
        many = b"id,name\n" + b"".join(b"c%d,x\n" % number for number in range(4))
        rows = problem_of(caller.post("/import/clients", files={"file": ("clients.csv", many)}), 422)
        assert "more than 3" in rows["flaws"][0]["message"]


def test_too_many_requests(sqlite_template: Template, tmp_path: Path, pool: WarmPool) -> None:
    """Also a problem document, which says when to come again."""
    with opened(sqlite_template, tmp_path, pool, requests_per_minute=2) as world:
        caller = world.caller()
        answers = [caller.get("/me") for _ in range(3)]
        problem_of(answers[-1], 429)
        assert int(answers[-1].headers["retry-after"]) > 0


def test_fault_of_the_service_tells_nothing(sqlite_world: World) -> None:
    """An unexpected error is a problem document without a word of what went wrong inside."""

    @sqlite_world.app.get("/fault")
    def fault() -> None:
        raise RuntimeError("the secret of the house")

    document = problem_of(sqlite_world.caller().get("/fault"), 500)
    assert "secret" not in str(document)
    assert "Maybe try again" in document["detail"]


def test_a_fault_is_guarded_like_any_answer(sqlite_world: World) -> None:
    """It has the headers that every answer has, and the request's number in the log."""

    @sqlite_world.app.get("/fault")
    def fault() -> None:
        raise RuntimeError

    usual, made = sqlite_world.caller().get("/board").headers, sqlite_world.caller().get("/fault").headers
    for name in ("content-security-policy", "x-content-type-options", "referrer-policy"):
        assert made[name] == usual[name]
    assert made["cache-control"] == "no-store"
    assert len(made["x-request-id"]) == len(usual["x-request-id"])
