"""A database that does not answer, or is busy: nobody's fault, and to be tried again."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import httpx
import pytest
from served_desks import Template, World, opened, problem_of
from sqlalchemy import text

from api.warm.pool import WarmPool


@pytest.fixture
def hasty(
    sqlite_template: Template, tmp_path: Path, pool: WarmPool, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    """Return the service on SQLite, where a writer waits for another one but for a moment."""
    monkeypatch.setattr("api.store.database.BUSY_SECONDS", 0.1)
    with opened(sqlite_template, tmp_path, pool) as world:
        yield world


def assert_to_be_tried_again(answer: httpx.Response) -> None:
    """Check that a caller is told to come again, when, and nothing of what is inside."""
    problem = problem_of(answer, 503)
    assert problem["type"] == "/problems/busy"
    assert "Maybe try again" in problem["detail"]
    assert "sql" not in answer.text.lower()
    assert int(answer.headers["retry-after"]) > 0
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_writer_who_waits_too_long_is_told_to_come_again(hasty: World) -> None:
    """Another program has SQLite's one place to write; reading goes on, and so does writing when it is free."""
    caller = hasty.caller()
    with closing(sqlite3.connect(hasty.settings.database.removeprefix("sqlite:///"))) as other:
        other.execute("BEGIN IMMEDIATE")
        assert_to_be_tried_again(caller.patch("/tickets/T-1003", {"priority": 1}))
        assert caller.get("/tickets/T-1003").status_code == 200
    assert caller.patch("/tickets/T-1003", {"priority": 1}).status_code == 200


def test_server_that_is_away_is_nobodys_fault(postgres_template: Template, tmp_path: Path, pool: WarmPool) -> None:
    """Whether it is missed when a key is looked up, or by the route itself."""
    import psycopg

    with opened(postgres_template, tmp_path, pool) as world:
        caller, nobody = world.caller(), world.caller("nobody")
        assert caller.get("/me").status_code == 200
        name = world.settings.database.partition("?")[0].rpartition("/")[2]
        with psycopg.connect(postgres_template.url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[arg-type]
        assert_to_be_tried_again(caller.get("/me"))
        assert_to_be_tried_again(nobody.get("/ready"))
        assert nobody.get("/health").status_code == 200


def test_connections_that_are_all_in_use_are_nobodys_fault(
    sqlite_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who gets none in time is told so; with one given back the next request is answered."""
    engine = sqlite_world.database.engine
    monkeypatch.setattr(engine.pool, "_timeout", 0.1)
    with ExitStack() as stack:
        for _ in range(40):
            stack.enter_context(engine.connect())
        assert_to_be_tried_again(sqlite_world.caller().get("/me"))
    assert sqlite_world.caller().get("/me").status_code == 200


def test_statement_that_can_never_be_run_is_a_fault(sqlite_world: World) -> None:
    """SQLite tells a mistake of ours by the same kind of error; nobody is told to try that again."""

    @sqlite_world.app.get("/fault")
    def fault() -> None:
        with sqlite_world.database.read() as session:
            session.execute(text("SELECT nothing FROM nowhere"))

    answer = sqlite_world.caller().get("/fault")
    assert "nowhere" not in str(problem_of(answer, 500))
    assert "retry-after" not in answer.headers
