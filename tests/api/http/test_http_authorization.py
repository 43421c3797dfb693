"""Who may call what: every route, with every role, with ids of one's own desk and of another one's."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from access_matrix import CALLS, KNOWN, PARAMETERS, Call, filled
from named_things import At, Named, at, digest, routes_of
from served_desks import MIKE, SECRET, Caller, World, problem_of

from api.access.roles import Role
from api.warm.pool import WarmPool

CLOSED = [name for name, call in CALLS.items() if call.roles]
"""The routes that ask who calls."""


def _names_things(name: str) -> bool:
    """Whether a call names something that a desk has, in its path or its body."""
    call = CALLS[name]
    return "{" in name.replace("{sheet}", "") or any(f"{{{each}}}" in str(call.body) for each in PARAMETERS.values())


@pytest.fixture(scope="module")
def unchanged(sqlite_named: Named, tmp_path_factory: pytest.TempPathFactory, pool: WarmPool) -> Iterator[At]:
    """Return the service and what it has, for tests that change nothing, as each of them proves."""
    with at(sqlite_named, tmp_path_factory.mktemp("unchanged"), pool) as there:
        yield there


@pytest.fixture(scope="module", params=["sqlite_named", "postgres_named"], ids=["sqlite", "postgresql"])
def anywhere(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, pool: WarmPool) -> Iterator[At]:
    """Return the same, once on SQLite and once on PostgreSQL."""
    with at(request.getfixturevalue(request.param), tmp_path_factory.mktemp("anywhere"), pool) as there:
        yield there


@pytest.fixture
def fresh(sqlite_named: Named, tmp_path: Path, pool: WarmPool) -> Iterator[At]:
    """Return the service and what it has, for one test alone."""
    with at(sqlite_named, tmp_path, pool) as there:
        yield there


def test_matrix_names_every_route(fresh: At) -> None:
    """A route that nobody has said who may call is found here."""
    assert set(CALLS) == set(routes_of(fresh.world.app))


@pytest.mark.parametrize("name", CALLS)
def test_who_may_call_a_route_gets_an_answer(name: str, request: pytest.FixtureRequest) -> None:
    """The admin gets what the route is for, and every other role that may is not refused either."""
    call = CALLS[name]
    there: At = request.getfixturevalue("unchanged" if name.startswith("GET ") else "fresh")
    first, *others = sorted(call.roles) or ["nobody"]
    answer = _asked(there.world.caller(first), name, call, there.ours)
    assert answer.status_code == call.status, answer.text
    for role in others:
        answer = _asked(there.world.caller(role), name, call, there.ours)
        assert answer.status_code not in (401, 403), answer.text
        assert answer.status_code < 500, answer.text


@pytest.mark.parametrize("name", CLOSED)
def test_who_may_not_call_a_route_is_refused(name: str, unchanged: At) -> None:
    """Who is not known gets 401, who may not 403, and neither changes anything."""
    call, world = CALLS[name], unchanged.world
    before = digest(world)
    for unknown in ("nobody", "revoked", "expired"):
        problem_of(_asked(world.caller(unknown), name, call, unchanged.ours), 401)
    for role in KNOWN - call.roles:
        problem_of(_asked(world.caller(role.value), name, call, unchanged.ours), 403)
    assert digest(world) == before


@pytest.mark.parametrize("name", [name for name in CLOSED if _names_things(name) and not CALLS[name].makes])
def test_ids_of_another_desk_are_unknown(name: str, anywhere: At) -> None:
    """What another desk has is not there for anybody else: not to see, not to change, not even to be refused."""
    call, world = CALLS[name], anywhere.world
    before = digest(world)
    for role in sorted(call.roles - {Role.ENGINEER}):
        answer = _asked(world.caller(role.value), name, call, anywhere.theirs)
        assert SECRET not in answer.text
        if "{" in name:
            problem_of(answer, 404)
        else:
            assert answer.status_code in (404, 422), answer.text
    assert digest(world) == before


@pytest.mark.parametrize("name", [name for name in CLOSED if CALLS[name].makes])
def test_id_that_another_desk_has_too_can_be_ones_own(name: str, fresh: At) -> None:
    """Ids are each desk's own: writing one that another desk has makes a new thing here, and leaves theirs alone."""
    theirs = digest(fresh.world, "other")
    ids = fresh.theirs | {"client": fresh.ours["client"]} if "ticket" in name else fresh.theirs
    answer = _asked(fresh.world.caller(), name, CALLS[name], ids)
    assert answer.status_code == 200, answer.text
    assert SECRET not in answer.text
    assert digest(fresh.world, "other") == theirs


def test_feed_of_another_desk_stays_closed(unchanged: At) -> None:
    """A token opens its own engineer's calendar and no other one's."""
    ours, theirs = unchanged.ours, unchanged.theirs
    nobody = unchanged.world.caller("nobody")
    assert nobody.get(f"/engineers/{ours['engineer']}/calendar.ics?token={ours['token']}").status_code == 200
    for engineer, token in ((ours["engineer"], theirs["token"]), (theirs["engineer"], ours["token"]), (MIKE, "")):
        problem_of(nobody.get(f"/engineers/{engineer}/calendar.ics?token={token}"), 404)


def test_engineer_sees_her_own_calendar_and_nothing_else(unchanged: At) -> None:
    """Whoever else's calendar it is, of her desk, of another one or nobody's, she is refused with the same words."""
    mike = unchanged.world.caller("engineer")
    assert mike.get(f"/engineers/{MIKE}/calendar").status_code == 200
    others = ("sarah-silva", "e1", "nobody")
    assert len({problem_of(mike.get(f"/engineers/{each}/calendar"), 403)["detail"] for each in others}) == 1


@pytest.mark.parametrize("name", [name for name in CLOSED if not name.startswith("GET ")])
def test_session_changes_nothing_without_the_pages_header(name: str, unchanged: At) -> None:
    """What a browser sends by itself is not enough: without the header that only the page sends, it is refused."""
    caller = signed_in(unchanged.world)
    before = digest(unchanged.world)
    for more in ({}, {"X-Openday": "elsewhere"}):
        problem_of(_asked(caller, name, CALLS[name], unchanged.ours, more), 403)
    assert digest(unchanged.world) == before


def test_session_with_the_pages_header_may_what_its_key_may(fresh: At) -> None:
    """With the header, a session stands for the key that it was begun with; reading needs no header."""
    caller = signed_in(fresh.world)
    assert caller.get("/keys").status_code == 200
    assert caller.patch("/desk", {"freeze_minutes": 30}, headers={"X-Openday": "board"}).status_code == 200


def signed_in(world: World) -> Caller:
    """Return an admin's browser."""
    caller = world.caller("nobody")
    answer = caller.post("/session", {"key": world.keys["north/admin"]})
    caller.headers = {"Cookie": answer.headers["set-cookie"].partition(";")[0]}
    return caller


def _asked(
    caller: Caller, name: str, call: Call, ids: dict[str, str], headers: dict[str, str] | None = None
) -> httpx.Response:
    method, _, path = name.partition(" ")
    path = (path + call.query).format(**ids)
    if call.is_stream:
        status, headers = caller.listen(path)
        # What a refusal says is the same whether or not a stream was asked for.
        return caller.get(path) if status != 200 else httpx.Response(status, headers=headers)
    body = {"json": filled(call.body, ids)} if call.body is not None else {}
    given = call.send | {"headers": call.send.get("headers", {}) | (headers or {})}
    return caller.ask(method, path, **body, **given)
