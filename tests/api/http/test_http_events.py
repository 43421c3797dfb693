"""What goes on at the desk, told to who listens; over a real connection, since a stream has no end."""

import datetime as dt
import json
import queue
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.client import HTTPConnection
from typing import Any

import pytest
import uvicorn
from served_desks import MIKE, NOW, World

from api.access import keys
from api.access.roles import Role

PATIENCE = 300.0
OVER = "over"
"""What is heard last, when the service has ended the stream."""


@pytest.fixture
def address(sqlite_world: World) -> Iterator[str]:
    """Return where the service can be reached while the test runs."""
    config = uvicorn.Config(sqlite_world.app, port=0, log_config=None, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    listener = config.bind_socket()
    listener.listen()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


def test_listener_hears_what_others_do(address: str, sqlite_world: World) -> None:
    """First how things stand, then a changed ticket, a published schedule with whom it concerns, and a plan."""
    caller = sqlite_world.caller()
    with listening(address, caller.headers) as heard:
        version = sqlite_world.versions()[0]
        assert heard.get(timeout=PATIENCE) == ("hello", {"published_version": 1, "data_version": version})
        caller.patch("/tickets/T-1003", {"priority": 2})
        assert heard.get(timeout=PATIENCE) == ("data", {"data_version": version + 1})
        caller.publish(caller.move("T-1003", MIKE, "2026-03-02T13:30:00-06:00")["proposal_id"])
        kind, told = heard.get(timeout=PATIENCE)
        assert (kind, told["version"], told["by"]) == ("published", 2, "key:north dispatcher")
        assert (told["ticket_ids"], told["engineer_ids"]) == (["T-1003"], [MIKE])
        plan = caller.post("/plans", {"seconds": 1}).json()["id"]
        assert heard.get(timeout=PATIENCE) == ("plan", {"id": plan, "state": "queued"})


def test_listener_hears_every_version_of_her_own_desk(address: str, sqlite_world: World) -> None:
    """What is published between two looks is told one by one, and nothing of what goes on elsewhere."""
    caller, elsewhere = sqlite_world.caller(), sqlite_world.caller(desk="other")
    with listening(address, caller.headers) as heard:
        assert heard.get(timeout=PATIENCE)[0] == "hello"
        elsewhere.publish(elsewhere.move("w1", "e2", "2026-03-02T10:00:00+00:00")["proposal_id"])
        elsewhere.patch("/tickets/w2", {"priority": 1})
        elsewhere.post("/plans", {"seconds": 1})
        for start in ("13:30", "14:00", "14:30"):
            caller.publish(caller.move("T-1003", MIKE, f"2026-03-02T{start}:00-06:00")["proposal_id"])
        told = [heard.get(timeout=PATIENCE) for _ in range(3)]
    assert [(kind, body["version"]) for kind, body in told] == [("published", number) for number in (2, 3, 4)]


@pytest.mark.parametrize("stream", ["/events", "/plans/{}/events"])
@pytest.mark.parametrize("how", ["key revoked", "signed out", "session over"])
def test_listener_who_is_no_longer_let_in_hears_no_more(
    stream: str, how: str, address: str, sqlite_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stream of a revoked key, and of a session that has ended or run out, ends; it does not go on for ever."""
    monkeypatch.setattr("api.http.guards.watch.SECONDS", 0.1)
    path = stream.format(sqlite_world.caller().post("/plans", {"seconds": 1}).json()["id"])
    with sqlite_world.database.write() as session:
        key, shown = keys.make(session, "north", "listener", Role.VIEWER, NOW)
    headers, nobody = {"Authorization": f"Bearer {shown}"}, sqlite_world.caller("nobody")
    if how != "key revoked":
        cookie = nobody.post("/session", {"key": shown}).headers["set-cookie"].partition(";")[0]
        headers = {"Cookie": cookie, "X-Openday": "board"}
    end = {
        "key revoked": partial(sqlite_world.caller("admin").delete, f"/keys/{key.id}"),
        "signed out": partial(nobody.delete, "/session", headers=headers),
        "session over": partial(setattr, sqlite_world, "now", NOW + dt.timedelta(hours=13)),
    }[how]
    with listening(address, headers, path) as heard:
        assert OVER not in so_far(heard)
        end()
        while heard.get(timeout=PATIENCE)[0] != OVER:
            pass


def so_far(heard: "queue.Queue[tuple[str, Any]]") -> list[str]:
    """Return the kinds of what is heard before it is quiet for a moment."""
    kinds = []
    with suppress(queue.Empty):
        while True:
            kinds.append(heard.get(timeout=0.5)[0])
    return kinds


@contextmanager
def listening(address: str, headers: dict[str, str], path: str = "/events") -> Iterator["queue.Queue[tuple[str, Any]]"]:
    """Give what is heard, as it comes in."""
    heard: queue.Queue[tuple[str, Any]] = queue.Queue()
    connection = HTTPConnection(address, timeout=PATIENCE)
    connection.connect()
    line = connection.sock
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    assert answer.getheader("content-type", "").startswith("text/event-stream")

    def hear() -> None:
        kind = ""
        while text := answer.readline().decode():
            name, _, value = text.rstrip().partition(": ")
            if name == "event":
                kind = value
            elif name == "data":
                heard.put((kind, json.loads(value)))
        heard.put((OVER, None))

    thread = threading.Thread(target=hear)
    thread.start()
    try:
        yield heard
    finally:
        # Whoever waits for the next line is told that there is none.
        line.shutdown(socket.SHUT_RDWR)
        thread.join()
        connection.close()
        line.close()
