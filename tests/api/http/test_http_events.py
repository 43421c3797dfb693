"""What goes on at the desk, told to who listens; over a real connection, since a stream has no end."""

import json
import queue
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import Any

import pytest
import uvicorn
from served_desks import MIKE, World

PATIENCE = 300.0


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


@contextmanager
def listening(address: str, headers: dict[str, str]) -> Iterator["queue.Queue[tuple[str, Any]]"]:
    """Give what is heard, as it comes in."""
    heard: queue.Queue[tuple[str, Any]] = queue.Queue()
    connection = HTTPConnection(address, timeout=PATIENCE)
    connection.connect()
    line = connection.sock
    connection.request("GET", "/events", headers=headers)
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
