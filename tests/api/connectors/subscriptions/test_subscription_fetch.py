"""Fetching calendars: what arrives, and where the service is not sent."""

import gzip
import logging
from collections.abc import Iterator, Sequence

import pytest
from loopback_calendars import MEETING, Asked, Calendars, answer

from api.connectors.subscriptions.fetch import Fetched, Ways, fetch
from api.connectors.subscriptions.unpack import MOST_BYTES
from engine.errors import DataError

TRUSTED = ("calendar.example",)


class Names:
    """A resolver that knows some names, and keeps what it was asked."""

    def __init__(self, *addresses: str, **others: Sequence[str]) -> None:
        self.addresses = addresses
        self.asked: list[str] = []
        self.others = others

    def __call__(self, host: str, _port: int) -> Sequence[str]:
        """Return the addresses of a host."""
        self.asked.append(host)
        return self.others.get(host.partition(".")[0], self.addresses)


def fetched(calendars: Calendars, path: str = "/x.ics", etag: str = "", **ways: object) -> Fetched | None:
    """Return what a path of the server holds; its name is calendar.example, which no resolver but the test's knows."""
    given = {"resolve": Names("127.0.0.1")} | ways
    return fetch(calendars.url(path), TRUSTED, etag, Ways(**given))  # type: ignore[arg-type]


def refused(url: str, trusted: Sequence[str] = (), **ways: object) -> str:
    """Return why an address is refused, in one message that does not repeat its path."""
    with pytest.raises(DataError) as error:
        fetch(url, trusted, "", Ways(**ways))  # type: ignore[arg-type]
    assert len(error.value.flaws) == 1
    assert "private-path" not in str(error.value)
    return error.value.flaws[0].message


def test_a_calendar_arrives(calendars: Calendars) -> None:
    """The text arrives with its entity tag, from the one address that the name was resolved to, under that name."""
    calendars.paths["/x.ics?key=1"] = answer(MEETING, ETag='"7"')
    names = Names("127.0.0.1")
    assert fetched(calendars, "/x.ics?key=1", resolve=names) == Fetched(MEETING, '"7"')
    assert names.asked == ["calendar.example"]
    assert [asked.headers["host"] for asked in calendars.asked] == [f"calendar.example:{calendars.port}"]


def test_what_has_not_changed_is_not_sent(calendars: Calendars) -> None:
    """The entity tag is shown to the server, whose 304 means that nothing changed; unasked, it means nothing."""
    calendars.paths["/x.ics"] = answer(status="304 Not Modified")
    assert fetched(calendars, etag='"7"') is None
    assert calendars.asked[0].headers["if-none-match"] == '"7"'
    assert "answers 304" in refused(calendars.url(), TRUSTED, resolve=Names("127.0.0.1"))


def test_a_packed_calendar_is_unpacked(calendars: Calendars) -> None:
    """An answer packed with gzip arrives unpacked."""
    calendars.paths["/x.ics"] = answer(gzip.compress(MEETING), Content_Encoding="gzip")
    assert fetched(calendars) == Fetched(MEETING, "")


def test_the_next_address_is_tried(calendars: Calendars) -> None:
    """Where nobody listens at a host's first address, its second one is asked."""
    calendars.paths["/x.ics"] = answer(MEETING)
    assert fetched(calendars, resolve=Names("127.0.0.2", "127.0.0.1")) is not None


def test_no_proxy_stands_between(calendars: Calendars, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy in the environment would resolve the name once more; it is not asked."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    calendars.paths["/x.ics"] = answer(MEETING)
    assert fetched(calendars) is not None


INSIDE = """
    127.0.0.1  169.254.169.254  10.0.0.1  0.0.0.0  localhost
    [::1]  [::]  [fe80::1]  [::ffff:127.0.0.1]  [::ffff:169.254.169.254]  [64:ff9b::7f00:1]  [2002:7f00:1::]
    2130706433  0x7f000001  127.1  0
"""


@pytest.mark.parametrize("host", INSIDE.split())
def test_an_address_inside_is_not_asked(host: str) -> None:
    """Addresses of this machine and its neighbours are refused in every spelling, by the system's own resolver."""
    assert refused(f"https://{host}/private-path") == "the host is not on the public internet"


@pytest.mark.parametrize("inside", ["127.0.0.1", "::1", "10.0.0.7", "169.254.169.254", "::ffff:192.168.0.1"])
def test_a_name_that_leads_inside_is_not_asked(inside: str) -> None:
    """One address inside among public ones is enough, wherever in the answer it stands."""
    for addresses in ((inside,), ("8.8.8.8", inside), (inside, "8.8.8.8")):
        names = Names(*addresses)
        assert "not on the public internet" in refused("https://evil.example/private-path", resolve=names)


def test_a_name_of_nobody_is_told() -> None:
    """A name that does not resolve, or that cannot be one, is told as such."""
    for host in ("nobody.invalid", "x" * 64 + ".example", "ex_ample..com"):
        assert refused(f"https://{host}/private-path") == "there is no host of this name"


def test_redirects_are_followed(calendars: Calendars) -> None:
    """Up to three redirects are followed, whole and relative ones; each host is resolved and named anew."""
    calendars.paths |= {
        "/x.ics": answer(status="301 Moved Permanently", Location="/second"),
        "/second": answer(status="302 Found", Location=calendars.url("/third", host="other.example")),
        "/third": answer(status="307 Temporary Redirect", Location="fourth#part"),
        "/fourth": answer(MEETING),
    }
    names = Names("127.0.0.1")
    got = fetch(calendars.url(), (*TRUSTED, "other.example"), "", Ways(names))
    assert got == Fetched(MEETING, "")
    assert names.asked == ["calendar.example"] * 2 + ["other.example"] * 2
    assert calendars.asked[3].headers["host"] == f"other.example:{calendars.port}"


def test_redirects_come_to_an_end(calendars: Calendars) -> None:
    """A server that sends us on a fourth time is given up."""
    calendars.paths["/x.ics"] = answer(status="302 Found", Location="/x.ics")
    assert "more than 3 times" in refused(calendars.url(), TRUSTED, resolve=Names("127.0.0.1"))
    assert len(calendars.asked) == 4


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("https://127.0.0.1:{port}/private-path", "not on the public internet"),
        ("https://169.254.169.254/private-path", "not on the public internet"),
        ("https://inside.example:{port}/private-path", "not on the public internet"),
        ("//[::1]:{port}/private-path", "not https"),
        ("http://127.0.0.1:{port}/private-path", "not https"),
        ("file:///private-path", "an https address"),
        ("https://ann:pw@calendar.example/private-path", "a name or a password"),
        ("https://public.example:25/private-path", "this port"),
        ("https://calendar.example:x/private-path", "no address"),
        ("https:////[/private-path", "no address"),
    ],
)
def test_a_redirect_is_no_way_around(calendars: Calendars, location: str, message: str) -> None:
    """What could not be asked for directly is not fetched after a redirect either, and nobody is asked for it."""
    calendars.paths["/x.ics"] = answer(status="302 Found", Location=location.format(port=calendars.port))
    own = {"calendar": ["127.0.0.1"], "inside": ["127.0.0.1"], "public": ["8.8.8.8"]}
    own |= {"127": ["127.0.0.1"], "169": ["169.254.169.254"]}
    assert message in refused(calendars.url(), TRUSTED, resolve=Names(**own))
    assert len(calendars.asked) == 1


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (answer(b"x" * (MOST_BYTES + 1)), f"larger than {MOST_BYTES} bytes"),
        (answer(b"x" * (MOST_BYTES + 1), Content_Length=""), f"larger than {MOST_BYTES} bytes"),
        (answer(gzip.compress(bytes(200 * MOST_BYTES), 9), Content_Encoding="gzip"), f"larger than {MOST_BYTES} bytes"),
        (answer(gzip.compress(MEETING)[:-9], Content_Encoding="gzip"), "broke off"),
        (answer(MEETING, Content_Encoding="gzip"), "cannot be unpacked"),
        (answer(MEETING, Content_Encoding="br"), "packs its answer as 'br'"),
        (answer(MEETING, Content_Encoding="gzip, gzip"), "packs its answer as 'gzip, gzip'"),
        (answer(MEETING, Content_Length="9999"), "cannot be asked"),
        (answer(status="401 Unauthorized"), "answers 401"),
        (answer(status="500 Oh no"), "answers 500"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "cannot be asked"),
        (b"", "cannot be asked"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50_000, "cannot be asked"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_answer_that_is_no_use_is_told(calendars: Calendars, said: bytes, message: str) -> None:
    """Calendars too large, packed too well, broken off or never there are refused with what is wrong with them."""
    calendars.paths["/private-path"] = said
    assert message in refused(calendars.url("/private-path"), TRUSTED, resolve=Names("127.0.0.1"))


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: "])
def test_a_slow_answer_is_not_waited_for(calendars: Calendars, head: bytes) -> None:
    """A server that sends a byte now and then without end, or nothing at all, is left when the time is up."""

    def drip(_asked: Asked) -> Iterator[bytes]:
        yield head
        while not calendars.closing.wait(0.05):
            yield b"x" if head else b""

    calendars.paths["/private-path"] = drip
    message = refused(calendars.url("/private-path"), TRUSTED, resolve=Names("127.0.0.1"), seconds=0.5)
    assert message == "the calendar did not arrive within 0.5 seconds"


def test_a_slow_resolver_is_not_waited_for(calendars: Calendars) -> None:
    """A name that takes its time to resolve is left when the time is up."""

    def slow(_host: str, _port: int) -> Sequence[str]:
        calendars.closing.wait()
        return ["127.0.0.1"]

    assert "did not arrive" in refused("https://slow.example/", resolve=slow, seconds=0.2)


def test_nobody_listening_is_told() -> None:
    """A host at whose port nobody listens is told as such."""
    with Calendars() as gone:
        pass
    assert "cannot be asked" in refused(gone.url("/private-path"), TRUSTED, resolve=Names("127.0.0.1"))


def test_a_strange_entity_tag_is_left_alone(calendars: Calendars) -> None:
    """A tag of great length is not kept: it would have to be sent again each time."""
    calendars.paths["/x.ics"] = answer(MEETING, ETag='"' + "x" * 600 + '"')
    assert fetched(calendars) == Fetched(MEETING, "")


def test_private_addresses_are_not_logged(calendars: Calendars, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever reads the log does not learn the address, which is the key to the calendar."""
    caplog.set_level(logging.DEBUG)
    calendars.paths["/private-path"] = answer(MEETING)
    fetched(calendars, "/private-path")
    assert "private-path" not in caplog.text
