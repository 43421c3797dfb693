"""Middleware that sets the headers by which browsers guard a page and its answers."""

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.settings import Settings

_PAGE = "/app/"
_YEAR = 365 * 24 * 3600


class SecurityHeaders:
    """Middleware that adds the security headers to every answer, and says what may be kept of it."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._headers = security_headers(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and set the headers when the answer begins."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    # A page that stands alone has a stricter policy of its own.
                    headers.setdefault(name, value)
                # The page's files are asked for again and answered with 304; a desk's data is kept nowhere.
                headers.setdefault("Cache-Control", "no-cache" if scope["path"].startswith(_PAGE) else "no-store")
            await send(message)

        await self.app(scope, receive, with_headers)


def security_headers(settings: Settings) -> dict[str, str]:
    """Return the headers that go with every answer."""
    headers = {
        "Content-Security-Policy": _content_policy(settings.tiles),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }
    if settings.secure_cookie:
        headers["Strict-Transport-Security"] = f"max-age={_YEAR}; includeSubDomains"
    return headers


def _content_policy(tiles: str) -> str:
    origin = _origin(tiles)
    parts = (
        "default-src 'self'",
        f"img-src 'self' data: blob:{origin}",
        "style-src 'self' 'unsafe-inline'",
        "worker-src 'self' blob:",
        f"connect-src 'self'{origin}",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    )
    return "; ".join(parts)


def _origin(url: str) -> str:
    """Return the origin of the tile server as one more source of a policy, empty when it is our own or none."""
    parsed = urlsplit(url)
    if parsed.scheme not in ("http", "https") or not parsed.hostname:
        return ""
    port = f":{parsed.port}" if parsed.port else ""
    host = f"[{parsed.hostname}]" if ":" in parsed.hostname else parsed.hostname
    return f" {parsed.scheme}://{host}{port}"
