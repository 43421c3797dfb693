"""The smallest relaxation that places an unassigned ticket."""

import build
import pytest

from constraints import rules_for
from engine.domain.problem import Problem
from engine.limits import Limits
from engine.questions.explain import explain
from engine.questions.relax import Relaxation
from engine.solve import solve


def relaxed(problem: Problem, *parts: tuple[str, str, int, int]) -> tuple[Relaxation, ...]:
    """Return what would place t1."""
    return explain(problem, rules_for(problem.desk), build.schedule(*parts), "t1").relaxations


def is_planned(problem: Problem) -> bool:
    """Whether a solve places t1."""
    made = solve(problem, rules_for(problem.desk), Limits(deterministic=1), workers=1).schedule
    return any(each.ticket_id == "t1" for each in made.assignments)


def eased(problem: Problem, **changes: object) -> Problem:
    """Return the problem with a changed t1."""
    tickets = tuple(each.model_copy(update=changes) if each.id == "t1" else each for each in problem.tickets)
    return problem.model_copy(update={"tickets": tickets})


NIGHT = {"start": build.at(560), "end": build.at(620)}


@pytest.mark.parametrize(
    ("fields", "words", "changes"),
    [
        ({"tier": 1, "tiers_above": 0}, "tier 2 allowed (bob)", {"tiers_above": 1}),
        ({"tier": 2, "time_windows": [NIGHT]}, "another time window (bob on Monday)", {"time_windows": ()}),
        ({"tier": 2, "skills": [{"name": "vpn", "min_level": 1}]}, "no vpn asked for (bob)", {"skills": ()}),
        ({"tier": 2, "certificates": ["iso"]}, "no certificate iso asked for (bob)", {"certificates": ()}),
        (
            {"tier": 2, "excluded_engineers": ["bob"]},
            "an engineer whom the ticket excludes (bob)",
            {"excluded_engineers": ()},
        ),
        ({"tier": 2, "pin": {"latest": build.at(-60)}}, "without its pin (bob on Monday)", {"pin": None}),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_relaxation_places_it(fields: dict[str, object], words: str, changes: dict[str, object]) -> None:
    """The ticket is not planned as it is; the relaxation is named, and with it the solver plans the ticket."""
    given = build.problem(build.ticket(**fields), engineers=(build.engineer("bob", tier=2),))
    assert not is_planned(given)
    found = relaxed(given)
    assert words in [each.words for each in found]
    assert all(each.extra_cost < 0 for each in found)
    assert is_planned(eased(given, **changes))


def test_overtime() -> None:
    """Nine and a half hours on days of nine: 30 more minutes of ann would do, and do when she may work them."""
    given = build.problem(build.ticket(estimated_minutes=570))
    assert not is_planned(given)
    assert relaxed(given)[0].words == "30 more minutes of ann on Monday"
    late = build.engineer(overtime_minutes=30)
    assert is_planned(given.model_copy(update={"engineers": (late,)}))


def test_work_that_may_pause() -> None:
    """Six hours around a meeting each noon fit when they may pause."""
    meetings = tuple({"start": build.at(day * 1440 + 240), "end": build.at(day * 1440 + 270)} for day in range(5))
    given = build.problem(build.ticket(estimated_minutes=360), engineers=(build.engineer(busy=meetings),))
    assert not is_planned(given)
    assert any(each.words.startswith("work that may pause") for each in relaxed(given))
    assert is_planned(eased(given, pausable=True))


def test_a_longer_window() -> None:
    """A week planned to the brim has room on the Monday after: three more days of planning."""
    days = [(f"d{day}", "ann", day * 1440, day * 1440 + 540) for day in range(5)]
    given = build.problem(build.ticket(), *(build.ticket(name, estimated_minutes=540) for name, *_ in days))
    found = relaxed(given, *days)
    assert "planning 3 more days (ann on Monday)" in [each.words for each in found]


def test_nothing_to_relax() -> None:
    """A ticket that could be planned as it is needs no relaxation, and one that nothing helps has none."""
    assert relaxed(build.problem(build.ticket())) == ()
    assert relaxed(build.problem(build.ticket(), engineers=())) == ()


def test_work_of_several_is_left_alone() -> None:
    """For work of several engineers no relaxation is looked for."""
    assert relaxed(build.problem(build.ticket(engineers_needed=2))) == ()
