"""Preferred engineers."""

import build

from constraints.preferred_engineer import PreferredEngineer

RULE = PreferredEngineer()


def test_ticket_and_client_each_have_their_price() -> None:
    """The ticket would rather have bob (30), its client too (20)."""
    given = build.problem(
        build.ticket(preferred_engineers=["bob"]),
        build.ticket("t2"),
        clients=(build.client(name="Contoso", preferred_engineers=["bob"]),),
        engineers=(build.engineer(), build.engineer("bob")),
    )
    found = build.findings(given, RULE, ("t1", "ann", 0, 60))
    assert [(each.amount, each.message) for each in found] == [
        (30, "t1 goes to ann, t1 prefers bob"),
        (20, "t1 goes to ann, Contoso prefers bob"),
    ]
    assert build.total(given, RULE, {"ann": ["t1", "t2"]}) == 70
    assert build.total(given, RULE, {"ann": ["t2"], "bob": ["t1"]}) == 20
    assert build.total(given, RULE, {"bob": ["t1", "t2"]}) == build.total(given, RULE) == 0
