"""Published work of tickets that are closed or on hold."""

import build
import pytest

from constraints import rules_for
from constraints.one_thing_at_a_time import OneThingAtATime
from engine.amendment import moved
from engine.audit import audit
from engine.context import Appointment, Context
from engine.domain.schedule import Schedule, Trip
from engine.given_up import without_given_up
from engine.limits import Limits
from engine.over import begun, with_begun
from engine.questions.evaluate import judge
from engine.questions.fill import fill
from engine.questions.frozen_desk import FrozenDesk
from engine.questions.laid import laid
from engine.questions.recommend import place_with
from engine.reading import Reading
from engine.solve import solve

PUBLISHED = build.schedule(("done", "ann", 0, 60), ("held", "ann", 90, 150), ("ahead", "ann", 240, 300))
"""At 10:00 `done` has ended, `held` was under way, `ahead` lies before."""
TICKETS = (
    build.ticket("done", status="closed"),
    build.ticket("held", status="on_hold"),
    build.ticket("ahead", status="closed"),
    build.ticket("new"),
)
GIVEN = build.problem(*TICKETS, desk=build.desk(now=build.at(120)), published=PUBLISHED)


def test_what_has_begun_is_told_from_what_gives_its_time_free() -> None:
    """Work of closed and held tickets that began before now is kept as a record; what would begin later goes."""
    assert begun(GIVEN) == PUBLISHED.assignments[:2]
    assert without_given_up(PUBLISHED, GIVEN).assignments == PUBLISHED.assignments[:2]
    assert with_begun(Schedule(assignments=PUBLISHED.assignments[1:]), GIVEN) == PUBLISHED
    assert begun(build.problem()) == ()


def test_what_has_begun_is_an_appointment_up_to_now() -> None:
    """The whole of `done`, half an hour of `held`, nothing of `ahead`; none of the three is work to the rules."""
    context = Context(GIVEN)
    assert context.appointments["ann"] == (
        Appointment(0, 60, "", "done (closed)"),
        Appointment(90, 120, "", "held (on hold)"),
    )
    assert Reading(context, PUBLISHED).works == {}


@pytest.mark.parametrize(
    "trips",
    [(), (Trip(engineer_id="ann", depart=build.at(480), arrive=build.at(490), from_site="hq", to_site="b"),)],
    ids=["none stated", "stated"],
)
def test_a_fill_keeps_what_has_begun(trips: tuple[Trip, ...]) -> None:
    """Filling ann's day places `new` at once and moves no finished work; work given up leaves the calendar."""
    published = PUBLISHED.model_copy(update={"trips": trips})
    places = (build.site("hq"), build.site("b"))
    given = GIVEN.model_copy(update={"published": published, "sites": places})
    found = fill(given, rules_for(given.desk), "ann", build.at(120), build.at(540), Limits(deterministic=1.0))
    for schedule in (found.own, found.schedule):
        assert [each.ticket_id for each in schedule.assignments] == ["done", "held", "new"]
        changed = moved(published, schedule)
        assert [(each.ticket_id, each.after is None) for each in changed] == [("new", False), ("ahead", True)]


def test_a_place_on_top_of_work_given_up_can_be_published() -> None:
    """`new` is recommended for 10:00 over the rest of `held`, and nobody has two things at once then."""
    rules = rules_for(GIVEN.desk)
    desk = FrozenDesk(GIVEN, rules)
    shift, new = place_with(desk, "new", "ann")
    assert new.assignments[0].start == build.at(120)
    context = Context(GIVEN)
    before = audit(context, rules, PUBLISHED)
    after = laid(context, PUBLISHED, (shift,), new)
    assert judge(context, rules, before, after).broken == ()


def test_the_way_on_starts_where_finished_work_was() -> None:
    """After closed work at b, half an hour from a, ann reaches a at 10:30, not from home at 10:15."""
    given = build.problem(
        build.ticket("done", status="closed", site_id="b"),
        build.ticket("new", site_id="a"),
        engineers=(build.engineer(home_site="home"),),
        desk=build.desk(
            now=build.at(120), travel_times=build.roads(("home", "b", 15), ("home", "a", 15), ("a", "b", 30))
        ),
        sites=tuple(map(build.site, ("a", "b", "home"))),
        published=build.schedule(("done", "ann", 60, 120)),
    )
    rules = rules_for(given.desk)
    desk = FrozenDesk(given, rules)
    shift, new = place_with(desk, "new", "ann")
    assert new.assignments[0].start == build.at(150)
    assert given.published is not None
    context = Context(given)
    after = laid(context, given.published, (shift,), new)
    assert judge(context, rules, audit(context, rules, given.published), after).broken == ()


def test_a_plan_of_the_whole_desk_keeps_finished_work() -> None:
    """A new plan shows what has begun as it was, and gives away the rest."""
    result = solve(GIVEN, rules_for(GIVEN.desk), Limits(deterministic=0.1))
    assert [each.ticket_id for each in result.schedule.assignments] == ["done", "held", "new"]


def test_two_closed_tickets_at_once_break_nothing() -> None:
    """What people did at the same time is a fact, not a plan's fault."""
    given = GIVEN.model_copy(update={"published": build.schedule(("done", "ann", 0, 60), ("held", "ann", 30, 90))})
    assert given.published is not None
    assert not audit(Context(given), build.with_base(OneThingAtATime()), given.published).findings
