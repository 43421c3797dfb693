"""Why a ticket is on nobody's calendar."""

import build
import pytest
from oracles import case

from engine.domain.problem import Problem
from engine.domain.schedule import Reason
from engine.questions import reasons as module
from engine.questions.reasons import reasons, refused_by
from engine.timing import timing


def why(problem: Problem, days: build.Days | None = None) -> dict[str, tuple[Reason, ...]]:
    """Return the reasons by ticket, given what is on the calendars."""
    found = case(problem)
    timed = timing(found.instance, build.plan(found.instance, days or {}))
    assert timed is not None
    return {each.ticket_id: each.reasons for each in reasons(found.context, found.instance, timed)}


def codes(problem: Problem, days: build.Days | None = None) -> list[str]:
    """Return the codes of the reasons of t1."""
    return [each.code for each in why(problem, days)["t1"]]


def test_longer_than_any_gap() -> None:
    """Ten hours of work in a day of nine: one hour is missing."""
    (reason,) = why(build.problem(build.ticket(estimated_minutes=600)))["t1"]
    assert (reason.code, reason.engineer_id) == ("longer_than_any_gap", "ann")
    assert reason.detail == "needs 10 h in one go; the longest gap is 1 h too short"


def test_a_meeting_makes_the_gap_too_short() -> None:
    """Daily meetings from 12:00 to 12:30 leave four and a half hours at most; for five, 30 minutes are missing."""
    meetings = tuple({"start": build.at(day * 1440 + 240), "end": build.at(day * 1440 + 270)} for day in range(5))
    given = build.problem(build.ticket(estimated_minutes=300), engineers=(build.engineer(busy=meetings),))
    (reason,) = why(given)["t1"]
    assert reason.code == "longer_than_any_gap"
    assert reason.detail.endswith("the longest gap is 30 min too short")


def test_pausable_work_is_not_too_long() -> None:
    """The same five hours may run over the meeting when they may pause: they could be planned at once."""
    meetings = tuple({"start": build.at(day * 1440 + 240), "end": build.at(day * 1440 + 270)} for day in range(5))
    work = build.ticket(estimated_minutes=300, pausable=True)
    given = build.problem(work, engineers=(build.engineer(busy=meetings),))
    assert codes(given) == ["possible"]


def test_no_time() -> None:
    """A window at night meets nobody's hours."""
    night = {"start": build.at(700), "end": build.at(900)}
    assert codes(build.problem(build.ticket(time_windows=[night]))) == ["no_time"]


def test_no_room() -> None:
    """The one hour in which it could be worked is taken."""
    window = {"start": build.at(0), "end": build.at(60)}
    given = build.problem(*(build.ticket(each, time_windows=[window]) for each in ("t1", "t2")))
    assert codes(given, {"ann": ["t2"]}) == ["no_room"]


def test_not_worth_it() -> None:
    """With nothing lost by leaving it out, any place costs more than that."""
    given = build.problem(build.ticket(), desk=build.desk(weights={"values": {"unassigned": 0, "promptness": 0}}))
    (reason,) = why(given)["t1"]
    assert reason.code == "not_worth_it"
    assert reason.detail.startswith("at Mon 2 Mar 08:00 it costs ")
    assert reason.detail.endswith(" more than leaving it out")


def test_possible() -> None:
    """What has been left out for no reason is said to be possible, and what it would save."""
    (reason,) = why(build.problem(build.ticket()))["t1"]
    assert reason.code == "possible"
    assert "less than leaving it out" in reason.detail


def test_rules_by_name() -> None:
    """Each engineer whom a rule refuses is counted under that rule."""
    team = (
        build.engineer("ann", tier=2),
        build.engineer("bob", tier=3),
        build.engineer("cyd"),
        build.engineer("dan", skills=[{"name": "vpn", "level": 1}]),
    )
    work = build.ticket(skills=[{"name": "vpn", "min_level": 1}], excluded_engineers=["dan"])
    found = {each.code: each.detail for each in why(build.problem(work, engineers=team))["t1"]}
    assert found == {
        "skill_tier": "refuses 2 of 4 engineers",
        "skills": "refuses 1 of 4 engineers",
        "excluded_engineer": "refuses 1 of 4 engineers",
    }


def test_a_pin_is_named() -> None:
    """Pinned to ann, whose only hour is taken: the pin refuses bob, and ann has no room."""
    window = {"start": build.at(0), "end": build.at(60)}
    work = build.ticket(pin={"engineer_id": "ann"}, time_windows=[window])
    other = build.ticket("t2", time_windows=[window])
    given = build.problem(work, other, engineers=(build.engineer("ann"), build.engineer("bob")))
    assert codes(given, {"ann": ["t2"]}) == ["pinned", "no_room"]


def test_dependencies() -> None:
    """What waits for unassigned work says for which."""
    given = build.problem(build.ticket("t0", tier=4), build.ticket(depends_on=[{"ticket_id": "t0"}]))
    (reason,) = why(given)["t1"]
    assert (reason.code, reason.detail) == ("dependencies", "waits for t0, which is unassigned itself")


def test_together() -> None:
    """Work for three of which a desk of two has one: who is refused, and how many there are."""
    team = (build.engineer("ann"), build.engineer("bob", tier=2))
    found = why(build.problem(build.ticket(engineers_needed=3), engineers=team))["t1"]
    assert [each.code for each in found][:2] == ["skill_tier", "together"]
    assert found[1].detail == "needs 3 engineers, 1 may take it"


def test_most_urgent_first() -> None:
    """Unassigned tickets come by priority, then by id; with none there are no reasons."""
    given = build.problem(*(build.ticket(name, priority=p) for name, p in (("c", 1), ("b", 2), ("a", 2))))
    assert list(why(given)) == ["c", "a", "b"]
    assert why(build.problem(build.ticket()), {"ann": ["t1"]}) == {}


def test_of_a_great_many_only_the_most_urgent_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With six looks to spare (ann and her five days) the first ticket has its reason, the second is listed without."""
    monkeypatch.setattr(module, "MOST_TRIALS", 6)
    given = build.problem(*(build.ticket(name, estimated_minutes=600, priority=p) for name, p in (("a", 2), ("b", 1))))
    assert [(name, len(found)) for name, found in why(given).items()] == [("b", 1), ("a", 0)]


def test_rules_that_refuse_are_listed_as_people_list_them() -> None:
    """Commas, and one "and" before the last."""
    assert refused_by(("skills",)) == "refused by skills"
    assert refused_by(("skills", "skill_tier")) == "refused by skills and skill tier"
    assert refused_by(("certificates", "skill_tier", "skills")) == "refused by certificates, skill tier and skills"
