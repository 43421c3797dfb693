"""Middleware that counts requests a minute: of each caller who is known, and of each address otherwise."""

import ipaddress
import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access.principal import Principal
from api.settings import Settings

from .refusal import Refusal

UNKNOWN_SHARE = 20
"""A caller who is not known may ask so many times less often."""
FREE = ("/app/", "/health", "/ready")
"""What costs next to nothing and is asked for by everybody: the page's files, and what watches over the service."""
MOST_CALLERS = 20_000
"""Callers remembered at once; past it the count begins anew, so that made-up addresses cannot fill the memory."""
_WINDOW = 60


class RateLimit:
    """Middleware that answers 429 to who asks too often in any 60 seconds; an event stream counts once."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._storage = MemoryStorage()
        self._limiter = MovingWindowRateLimiter(self._storage)
        self._known = RateLimitItemPerMinute(settings.requests_per_minute)
        self._unknown = RateLimitItemPerMinute(max(1, settings.requests_per_minute // UNKNOWN_SHARE))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on while its caller has some left."""
        if scope["type"] != "http" or scope["path"].startswith(FREE):
            await self.app(scope, receive, send)
            return
        principal: Principal | None = scope["state"]["principal"]
        limit = self._known if principal else self._unknown
        caller = _known_caller(principal) if principal else _address(scope)
        if len(self._storage.events) > MOST_CALLERS:
            self._storage.reset()
        may = self._limiter.hit(limit, caller)
        window = self._limiter.get_window_stats(limit, caller)
        seconds = max(1, math.ceil(window.reset_time - time.time()))
        headers = {
            "RateLimit-Policy": f'"caller";q={limit.amount};w={_WINDOW}',
            "RateLimit": f'"caller";r={window.remaining};t={seconds}',
        }
        if not may:
            detail = f"More than {limit.amount} requests within a minute. Maybe try again in {seconds} seconds."
            refusal = Refusal(429, "Too many requests", detail, {"Retry-After": str(seconds), **headers})
            await refusal.answer(scope["path"])(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(headers)
            await send(message)

        await self.app(scope, receive, with_headers)


def _known_caller(principal: Principal) -> str:
    return f"known {principal.key_id or f'{principal.desk_id} {principal.name}'}"


def _address(scope: Scope) -> str:
    """Return the address of a caller; one house or one machine commonly has a whole /64 of IPv6 addresses."""
    host = scope["client"][0] if scope.get("client") else ""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return f"unknown {host}"
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is None:
        return f"unknown {ipaddress.ip_network((address, 64), strict=False)}"
    return f"unknown {getattr(address, 'ipv4_mapped', None) or address}"
