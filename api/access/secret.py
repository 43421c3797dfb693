"""Random secrets, and the digests that are kept in their place."""

import hashlib
import secrets

LENGTH = 43
"""Characters of a secret: 32 random bytes in url-safe base 64."""


def new_secret() -> str:
    """Return a secret that nobody can guess, safe in a URL."""
    return secrets.token_urlsafe(32)


def looks_like_secret(text: str) -> bool:
    """Whether a text has the form of a secret; anything else need not be looked up."""
    return len(text) == LENGTH and text.isascii()


def digest_of(secret: str) -> str:
    """Return what is kept of a secret: its SHA-256.

    Passwords need a slow hash, because people choose them and lists of likely ones are short. These secrets hold 256
    random bits: nobody gets through them however fast the hash is, and a slow one would only let every request,
    wrong ones above all, cost the service dearly. For the same reason no salt is needed: no two secrets are equal.
    """
    return hashlib.sha256(secret.encode()).hexdigest()
