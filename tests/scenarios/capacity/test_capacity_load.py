"""Load against capacity, added up by hand."""

import datetime as dt

from build import DAY, MONDAY, at, desk, engineer, problem, roads, site, ticket
from scanty import RULES, demands

from constraints.breaks import Breaks
from constraints.pinned import Pinned
from constraints.skills import Skills
from engine.domain.desk import PlanningWindow
from engine.domain.engineer import Break, Busy, Skill
from engine.domain.ticket import SkillNeed
from scenarios.capacity.kind import Kind
from scenarios.capacity.load import Span, loads, spans

VPN = (Skill(name="vpn", level=2),)
NEEDS_VPN = (SkillNeed(name="vpn", min_level=1),)


def test_hours_wanted_and_hours_there_are_by_evening() -> None:
    """Due work counts from its day on, undated work at the window's end; leave and breaks are no capacity."""
    ann = engineer("ann", skills=VPN, busy=(Busy(start=at(60), end=at(120)),))
    bob = engineer("bob", breaks=(Break(window_start=720, window_end=780, minutes=60),))
    soon = ticket("soon", skills=NEEDS_VPN, resolve_by=at(DAY + 100))
    given = problem(soon, ticket("sometime", estimated_minutes=120), engineers=(ann, bob))
    tier, none, vpn = loads(demands(given, (*RULES, Breaks(), Skills())))
    assert (tier.kind, none.kind, vpn.kind) == (Kind(1), Kind(1), Kind(1, ("vpn",)))
    assert (tier.title, none.title, vpn.title) == ("tier 1", "tier 1 without a skill", "tier 1 vpn")
    assert vpn.asked == (0, 60, 60, 60, 60)
    assert vpn.capacity == (480, 1020, 1560, 2100, 2640)
    assert tier.asked == (0, 60, 60, 60, 180)
    assert tier.capacity == none.capacity == (960, 1980, 3000, 4020, 5040)
    assert (tier.tickets, tier.later) == (2, 0)


def test_overdue_work_is_wanted_today_and_what_is_due_after_the_window_later() -> None:
    """A target that has passed counts to the first day; one past the window is told apart."""
    late = ticket("late", respond_by=at(-100), resolve_by=at(3 * DAY))
    (tier, _) = loads(demands(problem(late, ticket("next", resolve_by=at(9 * DAY)))))
    assert tier.asked == (60, 60, 60, 60, 60)
    assert (tier.tickets, tier.later) == (1, 60)


def test_a_visit_counts_with_its_share_of_set_up_and_of_the_way() -> None:
    """Two tickets of one site share 20 minutes of set-up and the 30 from the nearest other place."""
    works = [ticket(name, site_id="hq", resolve_by=at(500)) for name in ("a", "b")]
    given = problem(
        *works,
        engineers=(engineer("ann", home_site="home"), engineer("bob", home_site="far")),
        sites=(site("hq", setup_minutes=20), site("home"), site("far")),
        desk=desk(travel_times=roads(("hq", "home", 30), ("hq", "far", 90), ("home", "far", 60))),
    )
    (tier, _) = loads(demands(given))
    assert tier.asked[0] == 2 * (60 + 10 + 15)


def test_pinned_work_is_no_longer_asked_and_takes_its_time() -> None:
    """A ticket fixed to engineer and start is out of the load, and an hour out of the capacity."""
    fixed = ticket("fixed", pin={"engineer_id": "ann", "start": at(60)})
    (tier, _) = loads(demands(problem(fixed, ticket("open", resolve_by=at(400))), (*RULES, Pinned())))
    assert (tier.asked[0], tier.capacity[0]) == (60, 480)


def test_few_days_add_up_and_many_stand_by_the_week() -> None:
    """Five days are shown each with those before it; ten days as two weeks."""
    days = [MONDAY.date() + dt.timedelta(days) for days in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)]
    assert spans(days[:5]) == (Span(0, 0), Span(0, 1), Span(0, 2), Span(0, 3), Span(0, 4))
    assert spans(days) == (Span(0, 4), Span(5, 9))
    window = PlanningWindow(start=MONDAY, end=at(11 * DAY + 600))
    given = problem(ticket("t", resolve_by=at(8 * DAY)), desk=desk(planning_window=window))
    (tier, _) = loads(demands(given))
    assert [tier.within(span) for span in spans(days)] == [(0, 2700), (60, 2700)]


def test_a_desk_with_nothing_but_overtime_left_has_a_day() -> None:
    """At 17:30 only ann's overtime is left: the work is wanted today, and there are no regular hours for it."""
    window = PlanningWindow(start=MONDAY, end=at(900))
    given = problem(
        ticket("t", estimated_minutes=20, resolve_by=at(600)),
        desk=desk(planning_window=window, now=at(570)),
        engineers=(engineer(overtime_minutes=60),),
    )
    (tier, _) = loads(demands(given))
    assert (tier.asked, tier.capacity) == ((20,), (0,))
