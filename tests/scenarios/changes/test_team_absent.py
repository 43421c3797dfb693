"""Several engineers who are not there at once."""

import pytest
from build import engineer, problem, ticket

from engine.errors import DataError
from scenarios.changed import changed, steps
from scenarios.changes.team_absent import TeamAbsent
from scenarios.situation import Situation

TEAM = Situation(
    problem(ticket(), engineers=(engineer("cat"), engineer("ann"), engineer("ben", tier=2), engineer("dan", tier=2)))
)


def _away(**told: object) -> set[str]:
    found = changed(TEAM, [TeamAbsent(**told)])  # type: ignore[arg-type]
    return {each.id for each in found.problem.engineers if each.busy}


@pytest.mark.parametrize(
    ("told", "away"),
    [
        ({}, {"ann", "ben", "cat", "dan"}),
        ({"tier": 2}, {"ben", "dan"}),
        ({"half": "first"}, {"ann", "cat"}),
        ({"half": "second"}, {"ben", "dan"}),
        ({"half": "second", "tier": 2}, {"dan"}),
    ],
)
def test_who_is_away(told: dict[str, object], away: set[str]) -> None:
    """All, those of a tier, or every second in the order of ids: ann, ben, cat, dan."""
    assert _away(**told) == away


def test_in_words() -> None:
    """Who, why, and how many where it is not all."""
    _, (step,) = steps(TEAM, [TeamAbsent(start="day 1", end="day 2", half="first", reason="on leave")])
    assert step.words == "half the engineers (2) are on leave from Mon 2 Mar 00:00 to Tue 3 Mar 00:00"
    _, (step,) = steps(TEAM, [TeamAbsent(start="day 2", end="day 3", tier=2)])
    assert step.words == "everybody of tier 2 is off from Tue 3 Mar 00:00 to Wed 4 Mar 00:00"


@pytest.mark.parametrize("told", [{"tier": 4}, {"start": "day 3", "end": "day 2"}])
def test_nobody_and_never_are_refused(told: dict[str, object]) -> None:
    """A tier that nobody has, and an end before the start, change nothing."""
    with pytest.raises(DataError, match=r"too few engineers of tier 4|not after its start"):
        _away(**told)
