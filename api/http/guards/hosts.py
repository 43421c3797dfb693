"""Middleware that answers only to the service's own names.

A page elsewhere can give its own name the address of this machine (DNS rebinding); a browser then takes the service
for a part of that page. Such a request still says the foreign name in its Host header, and is refused for it.
"""

import re
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from api.settings import Settings

from .refusal import Refusal

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_HOST = re.compile(r"(\[(?P<address>[0-9a-f:.]+)\]|(?P<name>[^\s:@/\[\]]+?)\.?)(:\d*)?")
_EVERYWHERE = frozenset({"", "0.0.0.0", "::"})


class Hosts:
    """Middleware that refuses a request whose Host header is missing, given twice, or names another host."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._allowed = allowed_hosts(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request to one of our names on, and refuse others."""
        if scope["type"] == "http":
            given = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
            if len(given) != 1 or _name(given[0]) not in self._allowed:
                detail = "This service is not known by that name. Maybe add it to OPENDAY_ALLOWED_HOSTS."
                await Refusal(421, "Wrong host", detail).answer(scope["path"])(scope, receive, send)
                return
        await self.app(scope, receive, send)


def allowed_hosts(settings: Settings) -> frozenset[str]:
    """Return the names that the service answers to, in lower case and without ports."""
    own = (urlsplit(settings.public_url).hostname or "", settings.host)
    # An IPv6 address stands in a setting without brackets, which is no Host header.
    names = {_name(each) or each.strip().lower() for each in (*settings.allowed_hosts, *own)}
    return LOOPBACK | names - _EVERYWHERE


def _name(host: str) -> str:
    """Return the name in a Host header, without port and brackets; empty when it is none."""
    found = _HOST.fullmatch(host.strip().lower())
    return (found["address"] or found["name"]) if found else ""
