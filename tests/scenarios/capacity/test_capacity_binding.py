"""The binding work: by hand, and against every set of work of tiny desks."""

from itertools import chain, combinations

from build import DAY, at, engineer, problem, ticket
from hypothesis import given
from scanty import RULES, demands, one_day
from strategies import desks

from constraints import rules_for
from constraints.skills import Skills
from engine.domain.engineer import Skill
from engine.domain.problem import Problem
from engine.domain.ticket import SkillNeed
from scenarios.capacity.binding import binding, shortfall
from scenarios.capacity.kind import Kind


def _with_skills(*asked: tuple[str, str, int, int]) -> Problem:
    """Return ann who knows vpn and erp, bob who knows nothing, and work as (id, skill, minutes, due)."""
    ann = engineer("ann", skills=tuple(Skill(name=name, level=1) for name in ("vpn", "erp")))
    work = (
        ticket(name, skills=(SkillNeed(name=skill),) if skill else (), estimated_minutes=minutes, resolve_by=at(due))
        for name, skill, minutes, due in asked
    )
    return problem(*work, engineers=(ann, engineer("bob")))


def test_two_skills_of_one_person_fail_together() -> None:
    """Neither vpn nor erp asks for more than ann's 540 minutes, both together do, by 60; bob's work is no matter."""
    asked = (("a", "vpn", 350, 540), ("b", "erp", 250, 540), ("c", "", 500, 540))
    found = binding(demands(_with_skills(*asked), (*RULES, Skills())))
    assert found is not None
    assert (found.kinds, found.tickets) == ((Kind(1, ("vpn",)), Kind(1, ("erp",))), ("a", "b"))
    assert (found.asked, found.capacity, found.shortfall, found.engineers) == (600, 540, 60, ("ann",))
    assert found.day == 0


def test_the_first_day_that_fails_is_told() -> None:
    """What fails on Tuesday comes before what fails worse on Thursday."""
    asked = [(f"e{n}", "vpn", 400, DAY + 500) for n in range(3)] + [
        (f"z{n}", "erp", 400, 3 * DAY + 500) for n in range(9)
    ]
    found = binding(demands(_with_skills(*asked), (*RULES, Skills())))
    assert found is not None
    assert (found.day, found.asked, found.capacity) == (1, 1200, 1080)


def test_where_nothing_fails_the_fullest_set_is_told() -> None:
    """Of vpn at a half and everything at five twelfths of the minutes there are, vpn has least to spare."""
    found = binding(demands(_with_skills(("a", "vpn", 270, 540), ("c", "", 180, 540)), (*RULES, Skills())))
    assert found is not None
    assert (found.tickets, found.asked, found.capacity, found.shortfall) == (("a",), 270, 540, 0)


def test_a_desk_without_open_work_has_nothing_that_binds() -> None:
    """Nothing asked, nothing found."""
    assert binding(demands(one_day(0))) is None


@given(desks())
def test_the_shortfall_is_the_worst_of_all_sets(problem: Problem) -> None:
    """The flow misses by as much as the worst of all sets of work exceeds those who could do any of it."""
    found = demands(problem, rules_for(problem.desk))
    for day in range(len(found.days)):
        wanted = [each for each in found.demands if each.day is not None and each.day <= day]
        worst = 0
        for some in chain.from_iterable(combinations(wanted, size) for size in range(len(wanted) + 1)):
            could = {shift for each in some for shift in each.fitting if found.shift_day[shift] <= (each.day or 0)}
            worst = max(worst, sum(each.minutes for each in some) - sum(found.room[shift] for shift in could))
        assert shortfall(found, day) == worst
