"""Who acts: somebody with a role at exactly one desk."""

from dataclasses import dataclass
from typing import Literal

from .roles import Permission, Role


@dataclass(frozen=True)
class Principal:
    """Somebody who has shown who they are.

    Parameters
    ----------
    desk_id : str
        The one desk that is theirs.
    name : str
        Who acts, as the audit log says it: ``key:NAME`` or ``oidc:SUBJECT``.
    role : Role
        What they may do there.
    engineer_id : str, optional
        The engineer that they are; only the role engineer needs one.
    key_id : str, optional
        The API key behind it, none with a bearer token.
    via : str
        What they showed: the key itself, a session begun with it, or a bearer token.
    """

    desk_id: str
    name: str
    role: Role
    engineer_id: str | None
    key_id: str | None
    via: Literal["key", "session", "token"]

    def may(self, permission: Permission) -> bool:
        """Whether the role has a permission."""
        return permission in self.role.permissions

    def may_see(self, engineer_id: str) -> bool:
        """Whether an engineer's calendar may be shown: to those who read everything, and to herself."""
        own = self.engineer_id == engineer_id and self.may(Permission.READ_OWN)
        return own or self.may(Permission.READ)
