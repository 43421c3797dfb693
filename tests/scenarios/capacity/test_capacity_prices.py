"""The linear program's prices, and what time is foretold to be worth by them."""

import pytest
from build import engineer, site, ticket
from hypothesis import given, settings
from scanty import RULES, demands, one_day
from strategies import desks

from constraints import rules_for
from constraints.dependencies import Dependencies
from constraints.skill_tier import SkillTier
from engine.domain.problem import Problem
from engine.domain.ticket import Dependency, SkillNeed
from scenarios.capacity import capacity_report
from scenarios.capacity.longer_days import longer_days
from scenarios.capacity.measured import chosen
from scenarios.capacity.prices import prices
from scenarios.capacity.visitors import visitors
from scenarios.changes.more_hours import MoreHours


def test_ten_hours_of_work_in_nine() -> None:
    """One of ten equal tickets is left out at 720; whoever does one saves as much, and so does an hour of anybody."""
    short = one_day(10)
    found = demands(short)
    priced = prices(found)
    assert priced.cost == pytest.approx(720)
    assert priced.ticket == pytest.approx(dict.fromkeys(range(10), 720))
    (extra,) = visitors(short, RULES, found, priced, 60)
    (longer,) = longer_days(short, RULES, found, priced, 60)
    assert (extra.who, longer.who, longer.engineer_id) == ("extra tier 1 without a skill", "ann (tier 1)", "ann")
    assert extra.worth == pytest.approx(720)
    assert longer.worth == pytest.approx(720)
    assert len(extra.tickets) == 1


def test_namesakes_are_told_apart_by_their_ids() -> None:
    """Of two people called Alex Kim both have a time of their own, and so has Alex Kim of another tier."""
    people = [engineer(name, name="Alex Kim", tier=tier) for name, tier in (("ann", 1), ("bob", 1), ("cy", 2))]
    short = one_day(30, engineers=tuple(people))
    found = demands(short)
    hours = longer_days(short, RULES, found, prices(found), 60)
    assert {each.engineer_id: each.who for each in hours} == {
        "ann": "Alex Kim (tier 1, ann)",
        "bob": "Alex Kim (tier 1, bob)",
        "cy": "Alex Kim (tier 2)",
    }
    tested = chosen(capacity_report(short, RULES), 9)
    assert {each.engineer_id for each in tested} == {"ann", "bob", "cy", ""}


def test_who_can_do_all_may_be_who_can_do_one_kind() -> None:
    """Of work with vpn and work without a skill, whoever has every skill is the same person as for vpn alone.

    Once her hour is there, only that of somebody without a skill is left to ask about.
    """
    needs = (SkillNeed(name="vpn"),)
    short = one_day(10)
    mixed = short.model_copy(update={"tickets": (*short.tickets, ticket("v1", skills=needs))})
    found = demands(mixed)
    hours = visitors(mixed, RULES, found, prices(found), 60)
    assert [each.who for each in hours] == [
        "extra tier 1 without a skill",
        "extra tier 1 vpn",
        "extra tier 1 with every skill",
    ]
    assert hours[1].change == hours[2].change
    more = hours[1].change.apply(mixed)
    assert [each.who for each in visitors(more, RULES, found, prices(found), 60)] == ["extra tier 1 without a skill"]


def test_half_an_hour_is_worth_half_to_the_program_and_nothing_to_work_of_an_hour() -> None:
    """Added to a day, thirty minutes take half a ticket; alone they hold none of an hour's length."""
    short = one_day(10)
    found = demands(short)
    priced = prices(found)
    assert [each.worth for each in longer_days(short, RULES, found, priced, 30)] == pytest.approx([360])
    assert [each.worth for each in visitors(short, RULES, found, priced, 30)] == [0.0]


def test_a_lone_hour_does_not_hold_an_hour_of_work_and_its_set_up() -> None:
    """At a site with ten minutes of set-up an hour of work fits a longer day, and no hour that stands alone."""
    visits = tuple(ticket(f"v{number}", site_id="hq") for number in range(10))
    short = one_day(0, tickets=visits, clients=one_day(1).clients, sites=(site("hq", setup_minutes=10),))
    found = demands(short)
    priced = prices(found)
    assert [each.worth for each in visitors(short, RULES, found, priced, 60)] == [0.0]
    assert [each.worth for each in longer_days(short, RULES, found, priced, 60)] == pytest.approx([60 * 720 / 61])


def test_time_is_worth_nothing_where_nothing_is_short() -> None:
    """Nine hours of work in nine hours: more time saves nothing."""
    enough = one_day(9)
    found = demands(enough)
    priced = prices(found)
    assert priced.cost == pytest.approx(0)
    assert all(each.worth == pytest.approx(0) for each in visitors(enough, RULES, found, priced, 60))
    assert all(each.worth == pytest.approx(0) for each in longer_days(enough, RULES, found, priced, 60))


def test_work_that_others_wait_for_is_worth_theirs_too() -> None:
    """Tier 2 work that nobody may do holds up tier 1 work: doing it would save both prices."""
    first = ticket("first", tier=2)
    after = ticket("after", depends_on=(Dependency(ticket_id="first"),))
    held = one_day(0, tickets=(first, after), engineers=(engineer(),), clients=one_day(1).clients)
    rules = (*RULES, Dependencies(), SkillTier())
    found = demands(held, rules)
    priced = prices(found)
    assert priced.cost == pytest.approx(1440)
    assert priced.ticket[0] == pytest.approx(1440)
    worth = {each.who: each.worth for each in visitors(held, rules, found, priced, 60)}
    assert worth["extra tier 2 without a skill"] == pytest.approx(1440)
    assert worth["extra tier 1 without a skill"] == pytest.approx(0)


@settings(max_examples=40)
@given(desks())
def test_more_time_never_costs(problem: Problem) -> None:
    """An hour more of anybody never makes the program's optimum dearer, and saves no more than is foretold."""
    rules = rules_for(problem.desk)
    found = demands(problem, rules)
    priced = prices(found)
    for hour in visitors(problem, rules, found, priced, 60)[:4]:
        assert isinstance(hour.change, MoreHours)
        saved = priced.cost - prices(demands(hour.change.apply(problem), rules)).cost
        assert saved >= -1e-4
        assert saved <= hour.worth + 1e-4
