"""Requests that come twice have their effect once, and get the same answer."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from served_desks import MIKE, NOW, Caller, World, problem_of

from api.access import keys
from api.access.principal import Principal
from api.access.roles import Role
from api.http.once import Once, Remember
from api.service.errors import Settled
from api.store import tables
from engine.errors import OpendayError

KEY = {"Idempotency-Key": "7c1d"}
MOVE = {"moves": [{"ticket_id": "T-1003", "engineer_ids": [MIKE], "start": "2026-03-02T13:30:00-06:00"}]}
CSV = b"id,name\nnew-client,New\n"


def test_repeated_request_gets_the_first_answer(world: World, dispatcher: Caller) -> None:
    """The same key and body: byte for byte the same answer, marked as repeated; without a key each counts by itself."""
    first = dispatcher.post("/evaluate", MOVE, headers=KEY)
    again = dispatcher.post("/evaluate", {"moves": [dict(reversed(MOVE["moves"][0].items()))]}, headers=KEY)
    assert (again.status_code, again.content) == (200, first.content)
    assert again.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    assert len(world.rows(tables.Proposal)) == 1
    dispatcher.post("/evaluate", MOVE)
    assert len(world.rows(tables.Proposal)) == 2


def test_key_stands_for_one_request(world: World, dispatcher: Caller) -> None:
    """Another body under it is refused; another route, another person and another desk have their own keys."""
    assert dispatcher.post("/plans", {"seconds": 2}, headers=KEY).status_code == 202
    refused = problem_of(dispatcher.post("/plans", {"seconds": 3}, headers=KEY), 422)
    assert "Idempotency-Key" in refused["detail"]
    assert dispatcher.post("/evaluate", MOVE, headers=KEY).status_code == 200
    for other in (world.caller("second"), world.caller(desk="other")):
        assert "idempotency-replayed" not in other.post("/plans", {"seconds": 3}, headers=KEY).headers


def test_plan_asked_for_twice_is_one_job(world: World, dispatcher: Caller) -> None:
    """The answer to the second request names the first one's job, address included."""
    first, second = (dispatcher.post("/plans", {"seconds": 2}, headers=KEY) for _ in range(2))
    assert first.json() == second.json()
    assert first.headers["location"] == second.headers["location"] == f"/plans/{first.json()['id']}"
    assert len(world.rows(tables.Job)) == 1


@pytest.mark.parametrize("what", ["plans", "evaluate", "publish"])
def test_duplicates_at_the_same_moment(what: str, world: World, dispatcher: Caller) -> None:
    """Eight times the same request at once: one effect, and all eight get the one answer."""
    path, body = {"plans": ("/plans", {"seconds": 2}), "evaluate": ("/evaluate", MOVE)}.get(what, ("", None))
    if what == "publish":
        proposal = dispatcher.post("/evaluate", MOVE).json()["proposal_id"]
        path, body = f"/proposals/{proposal}/publish", {"feedback": {"kind": "accept"}}

    def ask(_number: int) -> Any:
        return dispatcher.post(path, body, headers=KEY)

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(8)))
    assert len({(answer.status_code, answer.content) for answer in answers}) == 1, [each.text for each in answers]
    assert answers[0].status_code in (200, 202)
    effects = {"plans": tables.Job, "evaluate": tables.Proposal, "publish": tables.Decision}
    assert len(world.rows(effects[what])) == 1


def test_retry_that_fails_on_the_first_one_gets_its_answer(world: World) -> None:
    """The first is under way when its retry comes, and has its effect before the retry's own: the retry repeats it."""
    somebody = Principal("north", "key:n", Role.DISPATCHER, None, "k1", "key")

    def had(remember: Remember) -> Any:
        with world.database.write() as session:
            remember(session, {"version": 2})
        return {"version": 2}

    def too_late(_remember: Remember) -> Any:
        Once(world.service, somebody, "7c1d", "POST /publish", b"").run(had)
        raise Settled("it has been published")

    answer = Once(world.service, somebody, "7c1d", "POST /publish", b"").run(too_late)
    assert (answer.status_code, answer.body) == (200, b'{"version":2}')
    assert answer.headers["idempotency-replayed"] == "true"


@pytest.mark.parametrize("key", ["7c1d", None])
def test_failure_of_its_own_is_told(world: World, key: str | None) -> None:
    """With nothing kept under its key, or without a key, a request is told why it was refused."""
    somebody = Principal("north", "key:n", Role.DISPATCHER, None, "k1", "key")

    def refuse(_remember: Remember) -> Any:
        raise Settled("it has been published")

    with pytest.raises(OpendayError, match="it has been published"):
        Once(world.service, somebody, key, "POST /publish", b"").run(refuse)


def test_keys_of_one_name_are_apart(world: World) -> None:
    """Two programs whose keys have the same name may use the same Idempotency-Key, each for its own request."""
    shown = []
    with world.database.write() as session:
        shown += [keys.make(session, "north", "script", Role.PLANNER, NOW)[1] for _ in range(2)]
    for seconds, each in zip((2, 3), shown, strict=True):
        caller = Caller(world.app, world.portal, each)
        assert caller.post("/plans", {"seconds": seconds}, headers=KEY).status_code == 202
    assert len(world.rows(tables.Job)) == 2


def test_publish_is_repeated_after_others_have_published(world: World, dispatcher: Caller) -> None:
    """Who did not hear the answer asks again, and learns what became of it, though the world has moved on."""
    path = f"/proposals/{dispatcher.post('/evaluate', MOVE).json()['proposal_id']}/publish"
    first = dispatcher.post(path, headers=KEY)
    second = world.caller("second")
    second.publish(second.move("T-1010", MIKE, "2026-03-02T15:00:00-06:00")["proposal_id"])
    assert dispatcher.post(path, headers=KEY).content == first.content


def test_undo_asked_for_twice_is_done_once(dispatcher: Caller) -> None:
    """The second one does not undo the undo, nor is it told that it is stale."""
    dispatcher.publish(dispatcher.post("/evaluate", MOVE).json()["proposal_id"])
    first, second = (dispatcher.post("/schedules/2/undo", headers=KEY) for _ in range(2))
    assert (first.status_code, first.content) == (200, second.content)
    assert first.json()["version"] == 3
    assert len(dispatcher.json("/schedules")["items"]) == 3


def test_refusal_is_not_kept(dispatcher: Caller) -> None:
    """What had no effect may be asked again under the same key."""
    body = MOVE | {"moves": [MOVE["moves"][0] | {"ticket_id": "T-9"}]}
    problem_of(dispatcher.post("/evaluate", body, headers=KEY), 404)
    assert dispatcher.post("/evaluate", MOVE, headers=KEY).status_code == 200


def test_upload_is_known_by_its_file(world: World, dispatcher: Caller) -> None:
    """A form is sent with another boundary each time, which makes it no other request; another file does."""
    version = world.versions()[0]

    def upload(data: bytes) -> Any:
        return dispatcher.post("/import/clients", files={"file": ("clients.csv", data)}, headers=KEY)

    first = upload(CSV)
    assert (first.status_code, first.json()["data_version"]) == (200, version + 1)
    assert upload(CSV).content == first.content
    problem_of(upload(CSV + b"another,Other\n"), 422)
    assert world.versions()[0] == version + 1


def test_key_is_shown_once(world: World) -> None:
    """A repeated request for a key or a feed learns that it was made, never again what it is."""
    admin = world.caller("admin")
    for path, body, secret in (
        ("/keys", {"name": "n", "role": "viewer"}, "key"),
        (f"/engineers/{MIKE}/feed", None, "url"),
    ):
        first, second = (admin.post(path, body, headers=KEY) for _ in range(2))
        assert first.json()[secret]
        assert second.json() == first.json() | {secret: ""}


def test_key_that_is_too_long_is_refused(dispatcher: Caller) -> None:
    """Two hundred characters are enough."""
    problem_of(dispatcher.post("/plans", {}, headers={"Idempotency-Key": "x" * 201}), 422)
    assert dispatcher.post("/plans", {}, headers={"Idempotency-Key": "x" * 200}).status_code == 202
