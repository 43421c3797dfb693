"""Changes of a schedule by engineers' days."""

from random import Random

import build
from hypothesis import given
from hypothesis import strategies as st
from schedules import random_schedule
from strategies import desk

from engine.amendment import Amendment, amend, difference, moved, stale, zones_of
from engine.audit import facts_only
from engine.context import Context
from engine.domain.schedule import Schedule

ZONES = zones_of(build.problem(build.ticket(), engineers=(build.engineer("ann"), build.engineer("bob"))))
MORNING = (("t1", "ann", 0, 60), ("t2", "bob", 0, 60))


def changed(before: Schedule, after: Schedule) -> Amendment:
    """Return the days that differ."""
    return difference(before, after, ZONES)


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_difference_leads_from_the_one_schedule_to_the_other(seed: int, first: int, second: int) -> None:
    """Laying the days that differ into the first schedule gives the second one."""
    problem = desk(seed)
    context = Context(problem)
    facts = facts_only(context).assignments
    before, after = (random_schedule(context, facts, each) for each in (first, second))
    made = amend(before, difference(before, after, zones_of(problem)), zones_of(problem))
    assert sorted(made.assignments, key=repr) == sorted(after.assignments, key=repr)
    assert sorted(made.trips, key=repr) == sorted(after.trips, key=repr)
    assert sorted(made.breaks, key=repr) == sorted(after.breaks, key=repr)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_schedule_does_not_differ_from_itself(seed: int, number: int) -> None:
    """Nothing is changed where nothing differs, and the order in which work is listed says nothing."""
    problem = desk(seed)
    context = Context(problem)
    schedule = random_schedule(context, facts_only(context).assignments, number)
    mixed = list(schedule.assignments)
    Random(number).shuffle(mixed)
    other = schedule.model_copy(update={"assignments": tuple(mixed)})
    assert difference(schedule, other, zones_of(problem)).days == ()
    assert moved(schedule, other) == ()


def test_only_days_that_differ_are_told() -> None:
    """Moving ann's ticket leaves bob's day out."""
    before, after = build.schedule(*MORNING), build.schedule(("t1", "ann", 60, 120), MORNING[1])
    assert [day.engineer_id for day in changed(before, after).days] == ["ann"]
    assert [each.ticket_id for each in moved(before, after)] == ["t1"]


def test_a_ticket_that_changes_hands_changes_both_days() -> None:
    """Both who gives and who takes have another day."""
    before, after = build.schedule(*MORNING), build.schedule(("t1", "bob", 60, 120), MORNING[1])
    assert [day.engineer_id for day in changed(before, after).days] == ["ann", "bob"]
    assert changed(before, after).days[0].assignments == ()


def test_changes_of_different_days_do_not_get_into_each_others_way() -> None:
    """What was thought out for ann's day still holds when bob's has changed, and both changes are in the outcome."""
    base = build.schedule(*MORNING)
    mine = changed(base, build.schedule(("t1", "ann", 60, 120), MORNING[1]))
    current = build.schedule(MORNING[0], ("t2", "bob", 60, 120))
    assert stale(mine, base, current, ZONES) == ()
    made = amend(current, mine, ZONES)
    assert [(each.ticket_id, each.start) for each in made.assignments] == [("t1", build.at(60)), ("t2", build.at(60))]


def test_a_day_that_has_changed_makes_a_change_of_it_stale() -> None:
    """Of two who fill the same day, the second one learns which day it was."""
    base, current = build.schedule(*MORNING), build.schedule(*MORNING, ("t3", "ann", 60, 120))
    mine = changed(base, build.schedule(*MORNING, ("t4", "ann", 60, 120)))
    assert [(each.engineer_id, each.ticket_id) for each in stale(mine, base, current, ZONES)] == [("ann", "")]


def test_a_ticket_that_somebody_else_has_placed_makes_a_change_stale() -> None:
    """Two who give the same ticket to different engineers cannot both have it."""
    base, current = build.schedule(*MORNING), build.schedule(*MORNING, ("t3", "bob", 60, 120))
    mine = changed(base, build.schedule(*MORNING, ("t3", "ann", 60, 120)))
    assert [(each.engineer_id, each.ticket_id) for each in stale(mine, base, current, ZONES)] == [("ann", "t3")]


def test_work_of_two_engineers_stands_on_both_days() -> None:
    """A change of work that two do together names both, and the outcome holds it once."""
    base = build.schedule(*MORNING)
    mine = changed(base, build.schedule(*MORNING, ("t3", ("ann", "bob"), 60, 120)))
    assert [day.engineer_id for day in mine.days] == ["ann", "bob"]
    assert [each.ticket_id for each in amend(base, mine, ZONES).assignments] == ["t1", "t2", "t3"]


def test_without_a_schedule_before_everything_is_new() -> None:
    """The first schedule is a change of nothing."""
    after = build.schedule(*MORNING)
    assert amend(None, difference(None, after, ZONES), ZONES).assignments == after.assignments
    assert all(each.before is None for each in moved(None, after))


def test_what_an_amendment_says_of_a_ticket_holds() -> None:
    """Bob's new day has ann's ticket; her day is not named, and keeps the ticket no longer."""
    before = build.schedule(("t1", "ann", 0, 60))
    only_his = difference(before, build.schedule(("t1", "bob", 60, 120)), ZONES, {"bob"})
    assert amend(before, only_his, ZONES).assignments == build.schedule(("t1", "bob", 60, 120)).assignments
