"""Roles and what they may do."""

import pytest

from api.access.principal import Principal
from api.access.roles import Permission, Role


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("admin", "read plan publish edit manage"),
        ("dispatcher", "read plan publish edit"),
        ("planner", "read plan"),
        ("engineer", "read_own"),
        ("viewer", "read"),
    ],
)
def test_each_role_may_exactly_this(role: str, may: str) -> None:
    """Every role has the permissions of the contract and no others."""
    principal = Principal("acme", "key:x", Role(role), None, "k1", "key")
    assert {permission for permission in Permission if principal.may(permission)} == set(may.split())


def test_an_engineer_sees_her_own_calendar_alone() -> None:
    """The role engineer sees one calendar, a viewer all of them; a viewer's own engineer changes nothing."""
    ann = Principal("acme", "key:ann", Role.ENGINEER, "ann", "k1", "key")
    viewer = Principal("acme", "key:v", Role.VIEWER, "ann", "k2", "key")
    assert ann.may_see("ann")
    assert not ann.may_see("bob")
    assert viewer.may_see("ann")
    assert viewer.may_see("bob")


def test_an_engineer_who_is_nobody_sees_nothing() -> None:
    """Without an engineer of her own, the role engineer sees no calendar at all."""
    nobody = Principal("acme", "key:x", Role.ENGINEER, None, "k1", "key")
    assert not nobody.may_see("ann")
    assert not nobody.may_see("")
