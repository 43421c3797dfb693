"""Excluded engineers."""

import build

from constraints.excluded_engineer import ExcludedEngineer


def test_whom_the_ticket_excludes_is_refused() -> None:
    """The ticket's own list holds."""
    given = build.problem(build.ticket(excluded_engineers=["ann"]), engineers=(build.engineer(), build.engineer("bob")))
    (found,) = build.findings(given, ExcludedEngineer(), ("t1", "ann", 0, 60))
    assert (found.is_hard, found.message) == (True, "t1 excludes ann")
    assert not build.accepts(given, ExcludedEngineer(), "ann", ("t1", 0))
    assert build.accepts(given, ExcludedEngineer(), "bob", ("t1", 0))


def test_whom_the_client_excludes_is_refused() -> None:
    """The client's list holds for all of its tickets."""
    given = build.problem(build.ticket(), clients=(build.client(name="Contoso", excluded_engineers=["ann"]),))
    (found,) = build.findings(given, ExcludedEngineer(), ("t1", "ann", 0, 60))
    assert found.message == "t1 is for Contoso, who excludes ann"
    assert not build.accepts(given, ExcludedEngineer(), "ann", ("t1", 0))
