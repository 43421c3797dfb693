"""The public keys of an OpenID Connect issuer, fetched when needed and kept for a while."""

import threading
import time
from collections.abc import Callable

import httpx
import jwt

SECONDS = 5
"""How long the issuer has for an answer."""
LIFESPAN = 600
"""Seconds that its keys are kept; a key id that is not among them fetches them earlier."""
PAUSE = 30
"""Seconds between two fetches that a token can cause, whether or not they succeed.

Without it, anybody with tokens made up for the purpose would make the service knock at the issuer all day, and
while the issuer is down every request with a token would wait for it.
"""


class IssuerKeys:
    """The keys of one issuer.

    Parameters
    ----------
    issuer : str
        Its address, under which its discovery document is.
    url : str
        Where its keys are; empty looks that up in the discovery document.
    clock : callable
        Seconds that only go forward.
    """

    def __init__(self, issuer: str, url: str = "", clock: Callable[[], float] = time.monotonic) -> None:
        self._issuer = issuer
        self._url = url
        self._clock = clock
        self._client: jwt.PyJWKClient | None = None
        self._failed: float | None = None
        self._lock = threading.Lock()

    def of(self, key_id: str) -> jwt.PyJWK:
        """Return the key with an id.

        Raises
        ------
        PyJWKClientError
            When the issuer has none such, or cannot be asked.
        """
        # Who shows a known key waits for nobody who shows an unknown one.
        if (known := self._kept(key_id)) is not None:
            return known
        with self._lock:
            if self._failed is not None and self._clock() - self._failed < PAUSE:
                raise jwt.PyJWKClientError("the issuer could not be asked a moment ago")
            try:
                return self._asked().get_signing_key(key_id)
            except jwt.PyJWKClientConnectionError:
                self._failed = self._clock()
                raise
            except (jwt.PyJWTError, ValueError, OSError) as error:
                # An issuer that answered well keeps its own pause; one that answered nonsense gets it here.
                if self._kept_set() is None:
                    self._failed = self._clock()
                raise jwt.PyJWKClientError(str(error)) from error

    def _kept_set(self) -> jwt.PyJWKSet | None:
        cache = self._client.jwk_set_cache if self._client else None
        return cache.get() if cache else None

    def _kept(self, key_id: str) -> jwt.PyJWK | None:
        kept = self._kept_set()
        signing = [key for key in kept.keys if key.public_key_use in ("sig", None)] if kept else []
        return next((key for key in signing if key.key_id == key_id), None)

    def _asked(self) -> jwt.PyJWKClient:
        if self._client is None:
            url = self._url or _discovered(self._issuer)
            self._client = jwt.PyJWKClient(url, lifespan=LIFESPAN, timeout=SECONDS, cooldown_duration=PAUSE)
        return self._client


def _discovered(issuer: str) -> str:
    """Return where an issuer's discovery document says that its keys are."""
    try:
        answer = httpx.get(issuer.rstrip("/") + "/.well-known/openid-configuration", timeout=SECONDS)
        document = answer.raise_for_status().json()
        if document["issuer"] != issuer:
            raise ValueError(f"it is the one of {document['issuer']!r}")
        return str(document["jwks_uri"])
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError) as error:
        raise jwt.PyJWKClientConnectionError(f"the issuer's discovery document is no use: {error}") from error
