"""What changes of sites, targets, tiers, ways and skills make of a desk, by hand."""

import build

from engine.domain.desk import TravelProfile
from engine.domain.engineer import Certificate, Skill
from engine.domain.sla import SlaPolicy, SlaTarget
from engine.domain.ticket import Status, TimeWindow
from scenarios.changes.certificate_lapsed import CertificateLapsed
from scenarios.changes.site_closed import SiteClosed
from scenarios.changes.skill_gained import SkillGained
from scenarios.changes.sla_policy_changed import SlaPolicyChanged
from scenarios.changes.tier_policy_changed import TierPolicyChanged
from scenarios.changes.travel_slower import TravelSlower


def span(start: int, end: int) -> TimeWindow:
    """Return a window by minutes of the planning window."""
    return TimeWindow(start=build.at(start), end=build.at(end))


def test_a_closed_site_cuts_windows_and_lets_wait_what_has_none_left() -> None:
    """The site is closed in minutes 60 to 300, set-up is 10 minutes, and each ticket takes an hour.

    a may begin at any time: 0 to 60 is left, and 310 to the window's end. b has 200 to 370 of which 310 to 370 is long
    enough; of c's 30 to 320 nothing is. d's window lies elsewhere, and e is under way.
    """
    problem = build.problem(
        build.ticket("a", site_id="hq"),
        build.ticket("b", site_id="hq", time_windows=(span(200, 370),)),
        build.ticket("c", site_id="hq", time_windows=(span(30, 320),)),
        build.ticket("d", site_id="hq", time_windows=(span(400, 500),)),
        build.ticket("e", site_id="hq", status=Status.IN_PROGRESS),
        build.ticket("f"),
        sites=(build.site(setup_minutes=10),),
    )
    closed = SiteClosed(site="hq", start=build.at(60).isoformat(), end=build.at(300).isoformat())
    a, b, c, *others = closed.apply(problem).tickets
    assert a.time_windows == (span(0, 60), span(310, 4 * build.DAY + 600))
    assert b.time_windows == (span(310, 370),)
    assert (c.status, c.time_windows) == (Status.ON_HOLD, (span(30, 320),))
    assert tuple(others) == problem.tickets[3:]


def test_targets_in_per_cent_and_in_minutes() -> None:
    """Half of 45 minutes is 23, what has no target gets none, and new minutes make a new target, by priority."""
    policy = SlaPolicy(
        id="gold", targets=(SlaTarget(priority=2, respond_minutes=45), SlaTarget(priority=1, resolve_minutes=240))
    )
    problem = build.problem(build.ticket(), desk=build.desk(sla_policies=(policy,)))
    half = SlaPolicyChanged(policy="gold", percent=50).apply(problem).sla_policy["gold"]
    assert half.targets == (SlaTarget(priority=1, resolve_minutes=120), SlaTarget(priority=2, respond_minutes=23))
    new = SlaPolicyChanged(policy="gold", priority=3, plan_minutes=90).apply(problem).sla_policy["gold"]
    assert new.target(3) == SlaTarget(priority=3, plan_minutes=90)
    assert new.target(2) == policy.target(2)


def test_ways_are_longer_by_distance_and_where_they_are_known() -> None:
    """A tenth more than 25 known minutes is 28, than a detour of 130 % is 143, than 3 fixed minutes is 4."""
    desk = build.desk(travel_times=build.roads(("hq", "lab", 25)), travel_profiles=(TravelProfile(fixed_minutes=3),))
    slower = TravelSlower(percent=10).apply(build.problem(desk=desk, sites=(build.site(), build.site("lab")))).desk
    assert [each.minutes for each in slower.travel_times] == [28, 28]
    assert slower.travel_profiles == (TravelProfile(detour_percent=143, fixed_minutes=4),)


def test_a_skill_is_never_unlearned() -> None:
    """Level 2 is less than 4 and changes nothing; a new skill stands in its place by name."""
    ann = build.engineer(skills=(Skill(name="vpn", level=4),))
    problem = build.problem(engineers=(ann,))
    assert SkillGained(engineer="ann", skill="vpn", level=2).apply(problem) == problem
    gained = SkillGained(engineer="ann", skill="erp", level=2).apply(problem).engineer["ann"]
    assert gained.skills == (Skill(name="erp", level=2), Skill(name="vpn", level=4))


def test_a_certificate_lapses_on_the_day_before() -> None:
    """Not valid from Wednesday 4 March on is valid up to Tuesday the 3rd; what lapses sooner stays so."""
    held = (Certificate(name="ccna"), Certificate(name="iso", expires=build.MONDAY.date()))
    problem = build.problem(engineers=(build.engineer(certificates=held),))
    for name, expected in (("ccna", "2026-03-03"), ("iso", "2026-03-02")):
        lapsed = CertificateLapsed(engineer="ann", certificate=name, day="wed").apply(problem).engineer["ann"]
        assert [str(each.expires) for each in lapsed.certificates if each.name == name] == [expected]


def test_a_tier_policy_leaves_other_parameters_alone() -> None:
    """The rules' other parameters stay, by name."""
    desk = build.desk(rules={"overtime": {"per_minute": 3}})
    changed = TierPolicyChanged(tiers_above=2).apply(build.problem(desk=desk)).desk.rules
    assert changed == {"overtime": {"per_minute": 3}, "skill_tier": {"tiers_above": 2}}
