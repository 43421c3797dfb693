"""Required certificates."""

import datetime as dt

import build

from constraints.certificates import Certificates


def test_a_certificate_holds_through_its_last_day() -> None:
    """One that expires on Monday is good on Monday and not on Tuesday."""
    holder = build.engineer(certificates=[{"name": "fiber", "expires": dt.date(2026, 3, 2)}])
    given = build.problem(build.ticket(certificates=["fiber"]), engineers=(holder,))
    assert not build.findings(given, Certificates(), ("t1", "ann", 0, 60))
    (found,) = build.findings(given, Certificates(), ("t1", "ann", build.DAY, build.DAY + 60))
    assert found.is_hard
    assert "that of ann is valid until 2026-03-02, the shift is on 2026-03-03" in found.message
    assert build.accepts(given, Certificates(), "ann", ("t1", 0))
    assert not build.accepts(given, Certificates(), "ann", ("t1", build.DAY), day=1)


def test_a_missing_certificate_is_refused() -> None:
    """Who does not hold it is not a candidate; one without a date does not lapse."""
    holder = build.engineer("bob", certificates=[{"name": "fiber"}])
    given = build.problem(build.ticket(certificates=["fiber"]), engineers=(build.engineer(), holder))
    (found,) = build.findings(given, Certificates(), ("t1", "ann", 0, 60))
    assert found.message == "t1 needs the certificate fiber, which ann does not have"
    assert not build.accepts(given, Certificates(), "ann", ("t1", 0))
    assert build.accepts(given, Certificates(), "bob", ("t1", 0))
