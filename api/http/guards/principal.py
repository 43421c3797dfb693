"""Dependencies of routes: who calls, and whether they may."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPBearer

from api.access.principal import Principal
from api.access.roles import Permission, Role

from .refusal import Refusal

PAGE_HEADER, PAGE = "X-Openday", "board"
"""The header that the page sends; no form and no foreign page can send it without being asked first."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_SCHEME = HTTPBearer(auto_error=False, scheme_name="key or token", description="An API key, or a token of the issuer.")


def current_principal(request: Request, _described: Annotated[object, Depends(_SCHEME)] = None) -> Principal:
    """Return who calls.

    Raises
    ------
    Refusal
        401 when nobody does who is known; 403 when a browser's cookie came without the page's own header.
    """
    principal: Principal | None = request.state.principal
    if principal is None:
        # The same words whatever was shown, so that they tell nothing about which keys there are or were.
        detail = "This needs a valid API key, bearer token or session. Maybe sign in again, or ask for a new key."
        raise Refusal(401, "Nobody known", detail, {"WWW-Authenticate": 'Bearer realm="openday"'})
    from_page = request.headers.get(PAGE_HEADER) == PAGE
    if principal.via == "session" and request.method not in SAFE and not from_page:
        detail = f"A session changes something only with the header {PAGE_HEADER}: {PAGE}. Maybe use an API key."
        raise Refusal(403, "Not from the page", detail)
    return principal


CurrentPrincipal = Annotated[Principal, Depends(current_principal)]
"""The parameter of a route that needs somebody known."""


@dataclass(frozen=True)
class Needs:
    """A dependency that gives the principal, and refuses (403) whoever has none of the permissions.

    Parameters
    ----------
    permissions : tuple of Permission
        Of which one is enough.
    """

    permissions: tuple[Permission, ...]

    @property
    def roles(self) -> frozenset[Role]:
        """Who is let in."""
        return frozenset(role for role in Role if role.permissions.intersection(self.permissions))

    def __call__(self, principal: CurrentPrincipal) -> Principal:
        """Return the principal."""
        if principal.role not in self.roles:
            wanted = " or ".join(self.permissions)
            detail = f"The role {principal.role} lacks the permission {wanted}. Maybe ask an admin for another key."
            raise Refusal(403, "Not allowed", detail)
        return principal


def needs(*permissions: Permission) -> Needs:
    """Return a dependency that gives the principal, and refuses (403) whoever has none of the permissions."""
    return Needs(permissions)
