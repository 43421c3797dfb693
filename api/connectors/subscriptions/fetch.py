"""Fetches a calendar from an address that anybody may have typed, without being sent where it should not go.

The address is checked, its host is resolved once, every address found must be public, and the connection goes to
that very address: whoever owns the name cannot answer differently the second time. Each redirect is checked anew.
Only the operator's own list opens hosts inside.
"""

import ssl
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

import anyio
import anyio.to_thread
import certifi
import httpx

from .address import address_of, flawed, is_trusted, port_of
from .reach import Resolve, is_public, resolve
from .unpack import Body

SECONDS = 20.0
"""For everything: names, connections, redirects and the last byte."""
MOST_REDIRECTS = 3
MOST_ADDRESSES = 4
"""Of one host, that are tried."""
_CONNECT_SECONDS = 5.0
_LONGEST_ETAG = 500
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True)
class Fetched:
    """A calendar's text, and the entity tag to ask again with."""

    data: bytes
    etag: str


@dataclass(frozen=True)
class Ways:
    """How the network is reached; tests put their own in."""

    resolve: Resolve = resolve
    context: ssl.SSLContext | None = None
    """What is believed of certificates, by default what the machine and certifi believe."""
    seconds: float = SECONDS


def fetch(url: str, trusted: Collection[str] = (), etag: str = "", ways: Ways | None = None) -> Fetched | None:
    """Return a calendar, None when it is still the one with the given entity tag.

    It runs an event loop of its own: call it from a thread that has none.

    Parameters
    ----------
    url : str
        The address.
    trusted : collection of str
        Hosts that may be on private addresses, and be asked without TLS.
    etag : str
        The entity tag of what was fetched last, empty when it is wanted in any case.
    ways : Ways, optional
        How the network is reached.

    Raises
    ------
    DataError
        With the one thing that is wrong: the address, where it leads, or what came back.
    """
    ways = ways or Ways()
    first = address_of(url, trusted)

    async def in_time() -> Fetched | None:
        try:
            with anyio.fail_after(ways.seconds):
                return await _followed(first, trusted, etag, ways)
        except TimeoutError:
            raise flawed(first.host, f"the calendar did not arrive within {ways.seconds:g} seconds") from None

    return anyio.run(in_time)


async def _followed(url: httpx.URL, trusted: Collection[str], etag: str, ways: Ways) -> Fetched | None:
    context = ways.context or _context()
    for _ in range(MOST_REDIRECTS + 1):
        addresses = await _addresses(url, trusted, ways.resolve)
        answer = await _asked(url, addresses, etag, context)
        if not isinstance(answer, httpx.URL):
            return answer
        url = address_of(str(answer), trusted)
    raise flawed(url.host, f"the server sends us on more than {MOST_REDIRECTS} times", "copy the last address")


async def _addresses(url: httpx.URL, trusted: Collection[str], resolve: Resolve) -> Sequence[str]:
    """Return the addresses of a host, all of which may be asked."""
    host = url.raw_host.decode("ascii")
    try:
        # A resolver takes as long as it likes; nobody waits for it when time is up.
        asked = partial(resolve, host, port_of(url))
        found = await anyio.to_thread.run_sync(asked, abandon_on_cancel=True)
    except (OSError, UnicodeError):
        found = []
    if not found:
        raise flawed(host, "there is no host of this name", "copy the address again")
    if not is_trusted(url, trusted) and not all(is_public(address) for address in found):
        hint = "have the operator add it to OPENDAY_SUBSCRIPTION_HOSTS"
        raise flawed(host, "the host is not on the public internet", hint)
    return found[:MOST_ADDRESSES]


async def _asked(
    url: httpx.URL, addresses: Sequence[str], etag: str, context: ssl.SSLContext
) -> Fetched | httpx.URL | None:
    """Return what a host answers at the first of its addresses that can be reached."""
    # Not a client, which would look at proxies, and at redirects that are none of its business.
    async with httpx.AsyncHTTPTransport(verify=context) as transport:
        error: httpx.TransportError | None = None
        for address in addresses:
            try:
                response = await transport.handle_async_request(_request(url, address, etag))
            except (httpx.ConnectError, httpx.ConnectTimeout) as failed:
                error = failed
                continue
            except httpx.TransportError as failed:
                raise _unreachable(url, failed) from None
            try:
                return await _read(response, url, asked_again=bool(etag))
            except httpx.TransportError as failed:
                raise _unreachable(url, failed) from None
            finally:
                await response.aclose()
        raise _unreachable(url, error)


def _request(url: httpx.URL, address: str, etag: str) -> httpx.Request:
    headers = {
        "Host": url.netloc.decode("ascii"),
        "Accept": "text/calendar, */*;q=0.1",
        "Accept-Encoding": "gzip",
        "User-Agent": "openday",
    }
    if etag:
        headers["If-None-Match"] = etag
    # The certificate is checked against the name that was asked for, though the connection goes to the address.
    name = url.raw_host.decode("ascii").removesuffix(".")
    extensions = {"sni_hostname": name, "timeout": {"connect": _CONNECT_SECONDS}}
    return httpx.Request("GET", url.copy_with(host=address), headers=headers, extensions=extensions)


async def _read(response: httpx.Response, url: httpx.URL, *, asked_again: bool) -> Fetched | httpx.URL | None:
    status, headers = response.status_code, response.headers
    if status == 304 and asked_again:
        return None
    if status in _REDIRECTS and "location" in headers:
        try:
            return url.join(headers["location"])
        except (httpx.InvalidURL, ValueError):
            raise flawed(url.host, "the server sends us on to what is no address") from None
    if status != 200:
        hint = "open the address in a browser that is not signed in"
        raise flawed(url.host, f"the server answers {status} {response.reason_phrase}"[:100].strip(), hint)
    body = Body(url.host, headers.get("content-encoding", "").strip().lower())
    async for piece in response.aiter_raw():
        body.add(piece)
    etag = headers.get("etag", "")
    return Fetched(body.whole(), etag if etag.isascii() and len(etag) <= _LONGEST_ETAG else "")


def _unreachable(url: httpx.URL, error: httpx.TransportError | None) -> Exception:
    if isinstance(error, httpx.TimeoutException):
        return flawed(url.host, "the server does not answer")
    reason = str(error).splitlines()[0] if error and str(error) else type(error).__name__
    return flawed(url.host, f"the server cannot be asked: {reason}")


def _context() -> ssl.SSLContext:
    """Return what is believed of certificates: an operator's own authority is known to the machine alone."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
