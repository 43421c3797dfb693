"""Why a ticket is no longer where it was."""

from build import at, engineer, problem, ticket
from hand_made import solved

from engine.domain.engineer import Busy
from engine.domain.ticket import SkillNeed
from scenarios.comparison.fate import fates
from scenarios.comparison.solved import Solved
from scenarios.comparison.why import largest, rules_text, why

PEOPLE = (engineer("ann", name="Ann"), engineer("ben", name="Ben"))


def _why(base: Solved, variant: Solved) -> dict[str, str]:
    return {each.ticket.id: why(each, base, variant) for each in fates(base, variant)}


def test_who_is_away() -> None:
    """Ann had the ticket at a time at which she is sick now."""
    before = problem(ticket("t1"), engineers=PEOPLE)
    sick = engineer("ann", name="Ann", busy=(Busy(start=at(0), end=at(540), summary="sick"),))
    after = problem(ticket("t1"), engineers=(sick, PEOPLE[1]))
    found = _why(solved(before, (("t1", "ann", 0, 60),)), solved(after, (("t1", "ben", 0, 60),)))
    assert found == {"t1": "Ann is not there then (sick)"}


def test_what_has_taken_the_place() -> None:
    """The old place has another ticket now."""
    desk = problem(ticket("t1"), ticket("t2"), engineers=PEOPLE)
    before = solved(desk, (("t1", "ann", 0, 60), ("t2", "ben", 0, 60)))
    after = solved(desk, (("t1", "ben", 0, 60), ("t2", "ann", 0, 60)))
    assert _why(before, after) == {"t1": "Ann does t2 then", "t2": "Ben does t1 then"}


def test_the_rule_that_refuses_the_old_place() -> None:
    """The ticket asks for a skill that Ann, who had it, does not have."""
    before = problem(ticket("t1"), engineers=PEOPLE)
    after = problem(ticket("t1", skills=(SkillNeed(name="vpn"),)), engineers=PEOPLE)
    found = _why(solved(before, (("t1", "ann", 0, 60),)), solved(after, ()))
    assert found["t1"].startswith("back there ")
    assert "(skills)" in found["t1"]


def test_what_the_old_place_would_cost() -> None:
    """Nothing stands against the old place but that it is later: an hour of promptness."""
    desk = problem(ticket("t1"), engineers=PEOPLE)
    found = _why(solved(desk, (("t1", "ann", 60, 120),)), solved(desk, (("t1", "ann", 0, 60),)))
    assert found["t1"].startswith("back there it would cost ")
    assert "more (promptness +" in found["t1"]


def test_a_newcomer_has_gained_it() -> None:
    """Who was not there before could not have had it."""
    before, after = problem(ticket("t1")), problem(ticket("t1"), engineers=(*PEOPLE,))
    found = _why(solved(before, ()), solved(after, (("t1", "ben", 0, 60),)))
    assert found == {"t1": "Ben was not there before"}


def test_prices_by_rule_in_words() -> None:
    """The largest come first, whichever their sign; what rounds to nothing is not told."""
    prices = {"a_b": 1_000, "c": -240_000, "d": 15_000, "e": 400}
    assert list(largest(prices)) == ["c", "d", "a_b"]
    assert rules_text(prices) == "c -240, d +15, a b +1"
