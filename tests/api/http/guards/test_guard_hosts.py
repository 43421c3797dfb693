"""Names that the service answers to."""

import asyncio

import pytest
from guarded_app import Guarded, Make
from starlette.types import Message


@pytest.mark.parametrize("host", ["localhost", "localhost:8040", "LOCALHOST.", "127.0.0.1:1", "[::1]", "[::1]:8040"])
def test_loopback_is_answered(guarded: Guarded, host: str) -> None:
    """The names of this machine for itself are answered with any port."""
    assert guarded.get("/health", host=host).status_code == 200


FOREIGN = """
    evil.example  localhost.evil.example  evil.example:8040  127.0.0.1.evil.example  10.0.0.7  [::2]  0.0.0.0
    evil.example@localhost  localhost/evil.example  [::1  [::1]evil.example  localhost:evil.example  localhost..
"""


@pytest.mark.parametrize("host", ["", "evil.example localhost", *FOREIGN.split()])
def test_a_foreign_name_is_refused(guarded: Guarded, host: str) -> None:
    """A name that somebody else gave to this machine's address is refused, and so is what is no name at all."""
    answer = guarded.get("/health", host=host)
    assert answer.status_code == 421
    assert "OPENDAY_ALLOWED_HOSTS" in answer.json()["detail"]
    assert "x-request-id" in answer.headers
    assert "content-security-policy" in answer.headers


def test_the_operators_names_are_answered(make: Make) -> None:
    """The host of public_url, the address that the service listens at, and further names are the service's own."""
    fields = {
        "public_url": "https://Plan.example:8443/x",
        "host": "192.0.2.7",
        "allowed_hosts": ("board.lan", "fd00::7"),
    }
    guarded = make(**fields)
    for host in ("plan.example", "plan.example:443", "192.0.2.7:8040", "BOARD.lan", "[fd00::7]:8040", "localhost"):
        assert guarded.get("/health", host=host).status_code == 200
    assert guarded.get("/health", host="x.board.lan").status_code == 421


@pytest.mark.parametrize("everywhere", ["0.0.0.0", "::"])
def test_listening_everywhere_is_no_name(make: Make, everywhere: str) -> None:
    """A service that listens at every address does not answer to the one that stands for all."""
    host = f"[{everywhere}]" if ":" in everywhere else everywhere
    assert make(host=everywhere).get("/health", host=host).status_code == 421


@pytest.mark.parametrize("hosts", [[], [b"localhost", b"evil.example"], [b"evil.example", b"localhost"]])
def test_a_request_has_one_host(guarded: Guarded, hosts: list[bytes]) -> None:
    """A request without a host, or with two of which servers before us may believe the other, is refused."""
    said: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        said.append(message)

    scope = {"type": "http", "method": "GET", "path": "/health", "query_string": b"", "client": ("203.0.113.5", 1)}
    headers = [(b"host", host) for host in hosts]
    asyncio.run(guarded.app(scope | {"headers": headers, "app": guarded.app}, receive, send))
    assert said[0]["status"] == 421
