"""Bearer tokens of an OpenID Connect issuer: JWTs that it signed for this service."""

from collections.abc import Mapping
from typing import Any

import jwt

from api.settings import Settings

from .issuer import IssuerKeys
from .principal import Principal
from .roles import Permission, Role

ALGORITHMS = ("RS256", "ES256", "PS256", "EdDSA")
"""Signatures with a public key, and nothing else: ``none`` signs nothing, and with HS256 a public key would sign."""
REQUIRED = ("iss", "aud", "exp", "sub")
"""What a token must say. ``nbf`` counts where it is there; most issuers leave it out."""
LEEWAY_SECONDS = 30
LONGEST = 16_000
"""Characters of a token past which it is not looked at."""
_LONGEST_NAME = 128


class Tokens:
    """Tells who a bearer token stands for.

    Parameters
    ----------
    settings : Settings
        The issuer, the audience, and the claims that say the desk, the role and the engineer.
    keys : IssuerKeys, optional
        Where the issuer's keys come from; by default what the settings say.
    """

    def __init__(self, settings: Settings, keys: IssuerKeys | None = None) -> None:
        self._settings = settings
        self._keys = keys or IssuerKeys(settings.oidc_issuer, settings.oidc_jwks_url)

    def principal(self, token: str) -> Principal | None:
        """Return who a token stands for, None when it is not to be believed or names no known role.

        Whether there is the desk that it names is for the caller to see.
        """
        settings = self._settings
        if not settings.oidc_issuer or not settings.oidc_audience or len(token) > LONGEST:
            return None
        claims = self._claims(token)
        if claims is None:
            return None
        desk_id = _only(claims.get(settings.oidc_desk_claim))
        role = _role(claims.get(settings.oidc_role_claim))
        engineer_id = _only(claims.get(settings.oidc_engineer_claim))
        if desk_id is None or role is None:
            return None
        if engineer_id is None and Permission.READ_OWN in role.permissions:
            return None
        return Principal(desk_id, _name(claims), role, engineer_id, key_id=None, via="token")

    def _claims(self, token: str) -> dict[str, Any] | None:
        """Return what a token says, None when its signature, issuer, audience or time is not right."""
        try:
            header = jwt.get_unverified_header(token)
            # The key is never asked for in vain: a token of another kind costs the issuer no request.
            if header.get("alg") not in ALGORITHMS or not header.get("kid"):
                return None
            return jwt.decode(
                token,
                self._keys.of(header["kid"]),
                algorithms=ALGORITHMS,
                audience=self._settings.oidc_audience,
                issuer=self._settings.oidc_issuer,
                leeway=LEEWAY_SECONDS,
                options={"require": list(REQUIRED), "enforce_minimum_key_length": True},
            )
        except jwt.PyJWTError:
            return None


def _role(claim: object) -> Role | None:
    """Return the one role that a claim names; issuers say it as a text or as a list with roles of other programs."""
    names = [claim] if isinstance(claim, str) else claim if isinstance(claim, list) else []
    known = [role for role in Role if role.value in names]
    return known[0] if len(known) == 1 else None


def _only(claim: object) -> str | None:
    """Return the text of a claim that is one, or a list of one."""
    only = claim[0] if isinstance(claim, list) and len(claim) == 1 else claim
    return only if isinstance(only, str) and only else None


def _name(claims: Mapping[str, Any]) -> str:
    """Return who acts, for the audit log: an address that its holder has proven, else the subject.

    An address that the issuer has not verified could be anybody's, and would sign for them.
    """
    email = claims.get("email")
    proven = isinstance(email, str) and email and claims.get("email_verified") is True
    return f"oidc:{email if proven else claims['sub']}"[:_LONGEST_NAME]
