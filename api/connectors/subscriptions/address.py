"""The address of a calendar, as somebody typed it or a server sent us on to it."""

from collections.abc import Collection

import httpx

from engine.errors import DataError, Flaw

LONGEST = 2_000
"""Characters of an address."""
_PORTS = {"https": 443, "http": 80}
_HIGHEST_PORT = 65535
_LOWEST_PORT = 1024
"""Below it are the services of machines: mail, shells, name servers; no calendar is there."""


def address_of(text: str, trusted: Collection[str] = ()) -> httpx.URL:
    """Return an address that calendars may be fetched from, as far as it can be told without asking anybody.

    Parameters
    ----------
    text : str
        The address; ``webcal:`` is read as ``https:``.
    trusted : collection of str
        Hosts of the operator's own, which may also be asked by ``http:`` and at any port.

    Raises
    ------
    DataError
        When it is none such.
    """
    scheme, separator, rest = text.strip().partition("://")
    if scheme.lower() in ("webcal", "webcals"):
        scheme = "https"
    try:
        if len(text) > LONGEST:
            raise httpx.InvalidURL(f"it is longer than {LONGEST} characters")
        url = httpx.URL(scheme + separator + rest).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise flawed("", f"this is no web address: {error}", "copy it from the calendar program again") from None
    if url.scheme not in _PORTS or not url.host:
        raise flawed(url.scheme, "a calendar is fetched from an https address", "begin it with https://")
    if url.userinfo:
        hint = "leave it out; calendar programs offer a private address instead"
        raise flawed(url.host, "the address holds a name or a password", hint)
    if port_of(url) > _HIGHEST_PORT:
        raise flawed(str(url.port), "there is no such port", "leave the port out")
    if is_trusted(url, trusted):
        return url
    if url.scheme != "https":
        raise flawed(url.host, "the address is not https", "write https://, or ask for the host to be trusted")
    if url.port is not None and url.port < _LOWEST_PORT:
        raise flawed(str(url.port), "no calendar is fetched from this port", "leave the port out")
    return url


def is_trusted(url: httpx.URL, trusted: Collection[str]) -> bool:
    """Whether the operator has named an address's host."""
    return url.host.lower() in {host.strip().strip("[]").lower() for host in trusted}


def port_of(url: httpx.URL) -> int:
    """Return the port that an address is asked at."""
    return url.port or _PORTS[url.scheme]


def flawed(value: str, message: str, hint: str = "") -> DataError:
    """Return the error about an address. Never the whole of it: who has a calendar's private address can read it."""
    return DataError([Flaw("calendar", 0, "url", value, message, hint)])
