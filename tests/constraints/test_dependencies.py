"""Dependencies."""

import build

from constraints.dependencies import Dependencies
from engine.timing import timing

RULE = Dependencies()
AFTER = build.ticket("t2", depends_on=[{"ticket_id": "t1", "lag_minutes": 30}])
BOTH = (build.engineer(), build.engineer("bob"))


def test_the_other_ticket_ends_first_and_the_lag_passes() -> None:
    """T1 ends at 09:00; with 30 minutes of lag, t2 starts at 09:30 and not at 09:20."""
    given = build.problem(build.ticket(), AFTER, engineers=BOTH)
    (found,) = build.findings(given, RULE, ("t1", "ann", 0, 60), ("t2", "bob", 80, 140))
    assert (found.is_hard, found.amount, found.ticket_id) == (True, 10, "t2")
    assert "before t1 has ended (Mon 2 Mar 09:00 plus 30 minutes)" in found.message
    assert not build.findings(given, RULE, ("t1", "ann", 0, 60), ("t2", "bob", 90, 150))
    instance = build.instance_of(given, RULE)
    timed = timing(instance, build.plan(instance, {"ann": ["t1"], "bob": ["t2"]}))
    assert timed is not None
    assert timed.span[1] == (90, 150)


def test_nothing_is_worked_before_what_it_depends_on() -> None:
    """With t1 left out, t2 is refused."""
    given = build.problem(build.ticket(), AFTER)
    (found,) = build.findings(given, RULE, ("t2", "ann", 0, 60))
    assert found.message == "t2 depends on t1, which is unassigned"
    assert not build.accepts(given, RULE, "ann", ("t2", 0))


def test_a_closed_ticket_is_satisfied_and_one_on_hold_is_not() -> None:
    """Closed work has been done; work on hold holds what depends on it."""
    closed, held = (build.problem(build.ticket(status=status), AFTER) for status in ("closed", "on_hold"))
    assert not build.findings(closed, RULE, ("t2", "ann", 0, 60))
    assert build.accepts(closed, RULE, "ann", ("t2", 0))
    (found,) = build.findings(held, RULE, ("t2", "ann", 0, 60))
    assert found.message == "t2 depends on t1, which is on hold"
    assert not build.accepts(held, RULE, "ann", ("t2", 0))
