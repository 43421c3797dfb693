"""Addresses as people type them."""

import pytest

from api.connectors.subscriptions.address import address_of, is_trusted, port_of
from engine.errors import DataError


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://calendar.example/ann/basic.ics?key=1", "https://calendar.example/ann/basic.ics?key=1"),
        ("  webcal://calendar.example/x ", "https://calendar.example/x"),
        ("WEBCAL://calendar.example:8443/x", "https://calendar.example:8443/x"),
        ("https://calendar.example/x#today", "https://calendar.example/x"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("https://calendar.example:443/", "https://calendar.example/"),
    ],
)
def test_an_address_is_read(text: str, url: str) -> None:
    """Addresses of https and webcal are read, without what only a browser needs."""
    assert str(address_of(text)) == url


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("http://calendar.example/x", "not https"),
        ("ftp://calendar.example/x", "an https address"),
        ("file:///etc/passwd", "an https address"),
        ("gopher://calendar.example/x", "an https address"),
        ("data:text/calendar,BEGIN", "an https address"),
        ("calendar.example/x", "an https address"),
        ("https://", "an https address"),
        ("https:///x", "an https address"),
        ("", "an https address"),
        ("https://ann:secret@calendar.example/x", "a name or a password"),
        ("https://calendar.example\\@127.0.0.1/x", "a name or a password"),
        ("https://calendar.example:22/x", "this port"),
        ("https://calendar.example:80/x", "this port"),
        ("https://calendar.example:65536/x", "no such port"),
        ("https://calendar.example:port/x", "no web address"),
        ("https://calendar.example/\r\nHost: x", "no web address"),
        ("https://[::1/x", "no web address"),
        ("https://calendar.example/" + "x" * 2000, "longer than 2000"),
    ],
)
def test_what_is_no_such_address_is_told(text: str, message: str) -> None:
    """Other schemes, passwords, ports of machines and nonsense are refused, without repeating the address."""
    with pytest.raises(DataError) as error:
        address_of(text)
    assert len(error.value.flaws) == 1
    assert message in error.value.flaws[0].message
    assert "secret" not in str(error.value)


def test_the_operators_own_hosts_may_be_asked_otherwise() -> None:
    """Without TLS and at any port, but only by the very name that the operator gave."""
    trusted = ("Calendar.lan", "[fd00::7]")
    for text, port in (("http://calendar.LAN/x", 80), ("http://calendar.lan:81/x", 81), ("https://[fd00::7]/x", 443)):
        url = address_of(text, trusted)
        assert is_trusted(url, trusted)
        assert port_of(url) == port
    for text in ("http://x.calendar.lan/", "http://calendar.lan.example/", "http://calendar.lan./"):
        with pytest.raises(DataError):
            address_of(text, trusted)
