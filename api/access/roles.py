"""Roles, and what each of them may do."""

from enum import StrEnum


class Permission(StrEnum):
    """One kind of thing that somebody may do at a desk."""

    READ = "read"
    """See everything but keys and the audit log."""
    READ_OWN = "read_own"
    """See one's own calendar."""
    PLAN = "plan"
    """Ask for plans, fills and evaluations."""
    PUBLISH = "publish"
    """Make a proposal what people work by."""
    EDIT = "edit"
    """Change the desk's data."""
    MANAGE = "manage"
    """Hand out keys, feeds and subscriptions."""


class Role(StrEnum):
    """What a person, or a program, is at a desk."""

    ADMIN = "admin"
    DISPATCHER = "dispatcher"
    PLANNER = "planner"
    ENGINEER = "engineer"
    VIEWER = "viewer"

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the role may do."""
        return _PERMISSIONS[self]


_VIEWER = frozenset({Permission.READ})
_PLANNER = _VIEWER | {Permission.PLAN}
_DISPATCHER = _PLANNER | {Permission.PUBLISH, Permission.EDIT}
_PERMISSIONS = {
    Role.ADMIN: _DISPATCHER | {Permission.MANAGE},
    Role.DISPATCHER: _DISPATCHER,
    Role.PLANNER: _PLANNER,
    Role.ENGINEER: frozenset({Permission.READ_OWN}),
    Role.VIEWER: _VIEWER,
}
