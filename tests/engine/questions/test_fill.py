"""Filling an engineer's open time."""

import datetime as dt
from functools import cache
from random import Random

import build
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import desk

from constraints import rules_for
from engine.audit import audit, facts_only
from engine.context import Context
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.errors import UnknownId
from engine.limits import Limits
from engine.questions.fill import Fill, fill
from engine.questions.frozen import with_frozen
from engine.solve import solve
from engine.timeline import instant_at
from scenarios.generator import generate

LIMITS = Limits(deterministic=1)


def filled(problem: Problem, low: int, high: int, published: Schedule | None = None, who: str = "ann") -> Fill:
    """Fill some minutes of an engineer's week."""
    return fill(problem, rules_for(problem.desk), who, build.at(low), build.at(high), LIMITS, published=published)


@cache
def afternoon(seed: int) -> tuple[Problem, Schedule, Fill]:
    """Return a generated desk, some published work, and the fill of part of a shift."""
    problem, rng = generate(4, 25, 2, seed), Random(seed)
    return problem, *some_fill(problem, rng)


def some_fill(problem: Problem, rng: Random) -> tuple[Schedule, Fill]:
    """Publish some facts of a problem and fill some hours of one of its shifts."""
    context = Context(problem)
    shift = rng.choice(context.shifts)
    low = shift.start + rng.randrange(0, 240, 15)
    span = (instant_at(context.origin, minute, context.zone) for minute in (low, low + rng.randrange(60, 300, 15)))
    published = problem.published or facts_only(context)
    rules = rules_for(problem.desk)
    return published, fill(problem, rules, shift.engineer_id, *span, LIMITS, published=published)


def check(problem: Problem, published: Schedule, answer: Fill) -> None:
    """Assert what must hold of any fill."""
    rules, context = rules_for(problem.desk), Context(with_frozen(problem, published))
    before, after = (audit(context, rules, each) for each in (facts_only(context), answer.schedule))
    assert after.hard == ()
    assert answer.gain == before.score.total - after.score.total >= 0
    assert answer.schedule.score == after.score
    facts = {each.ticket_id: each for each in facts_only(context).assignments}
    planned = {each.ticket_id: each for each in answer.schedule.assignments}
    for ticket, fact in facts.items():
        assert (planned[ticket].engineer_ids, planned[ticket].start) == (fact.engineer_ids, fact.start)
    chosen = {choice.assignment.ticket_id for choice in answer.choices}
    assert set(planned) == set(facts) | chosen
    assert chosen.isdisjoint(facts)
    for new in (
        *(each.assignment for each in answer.choices),
        *(a for way in answer.alternatives for a in way.assignments),
    ):
        assert new.engineer_ids == (answer.engineer_id,)
        assert answer.start <= new.start < new.end <= answer.end
    check_ways(problem, answer)
    assert chosen.isdisjoint(each.ticket_id for each in answer.runners_up)
    assert all(each.displaced in {"", *chosen} for each in answer.runners_up)
    for choice in answer.choices:
        assert choice.gain == -sum(choice.by_rule.values())
        if choice.elsewhere and choice.elsewhere.engineer_id == answer.engineer_id:
            assert not answer.start <= choice.elsewhere.start < answer.end
    bound, gap, total = answer.schedule.bound, answer.schedule.gap, after.score.total
    assert bound is not None
    assert bound <= total
    if answer.schedule.status == "optimal":
        assert (bound, gap) == (total, 0)
        assert all(each.extra_cost is None or each.extra_cost >= 0 for each in answer.runners_up)


def check_ways(problem: Problem, answer: Fill) -> None:
    """Assert that the alternatives are ranked, no cheaper than the best, and a quarter apart from all others."""
    context, who = Context(problem), problem.engineer[answer.engineer_id]
    costs = [way.extra_cost for way in answer.alternatives]
    assert costs == sorted(costs)
    assert all(extra >= 0 for extra in costs)
    assert len(costs) <= 3
    ways = [{choice.assignment.ticket_id for choice in answer.choices}]
    ways += [{each.ticket_id for each in way.assignments} for way in answer.alternatives]

    def minutes(tickets: set[str]) -> int:
        return sum(context.minutes_needed(who, problem.ticket[each]) for each in tickets)

    for at, way in enumerate(ways):
        for other in ways[:at]:
            assert 4 * minutes(way ^ other) >= min(minutes(way), minutes(other))
        assert at == 0 or answer.schedule.status != "optimal" or 4 * minutes(way ^ ways[0]) >= minutes(ways[0])


@pytest.mark.parametrize("seed", range(8))
def test_generated_desks(seed: int) -> None:
    """On generated desks published work stays, choices lie in the span, and gain, bound and ways are right."""
    check(*afternoon(seed))


def test_generated_desks_have_something_to_choose() -> None:
    """The desks above are no empty show: work is chosen, there are alternatives, runners-up, places elsewhere."""
    answers = [afternoon(seed)[2] for seed in range(8)]
    assert sum(len(answer.choices) for answer in answers) > 8
    assert sum(len(answer.alternatives) for answer in answers) > 4
    assert any(answer.runners_up for answer in answers)
    assert any(choice.elsewhere for answer in answers for choice in answer.choices)


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1))
def test_random_desks(seed: int) -> None:
    """The same on random tiny desks with every odd feature: links, pins, breaks, frozen work, changes of clock."""
    problem = desk(seed, ("dependencies",) if seed % 2 else ("published",), tickets=6)
    if Context(problem).shifts:
        check(problem, *some_fill(problem, Random(seed)))


def test_a_choice_that_others_wait_for() -> None:
    """Leaving out a ticket that another chosen one waits for leaves both out: its gain counts both."""
    answer = filled(build.problem(build.ticket("a"), build.ticket("b", depends_on=[{"ticket_id": "a"}])), 0, 120)
    first, second = answer.choices
    assert (first.assignment.ticket_id, second.assignment.ticket_id) == ("a", "b")
    assert first.gain == answer.gain > second.gain > 0


def test_a_runner_up_waits_for_its_predecessor() -> None:
    """A ticket that could only be done before what it waits for does not count as fitting in."""
    later = build.ticket("later", depends_on=[{"ticket_id": "a"}])
    published = build.schedule(("a", "ann", 300, 360))
    answer = filled(build.problem(build.ticket("a"), later), 0, 120, published)
    assert answer.choices == ()
    assert [(each.ticket_id, each.extra_cost) for each in answer.runners_up] in ([], [("later", None)])


def test_same_site_tickets_share_one_visit() -> None:
    """Of two tickets at one site and two at two others, all alike, time for two takes the two at one site."""
    sites = tuple(build.site(each, client_id="contoso", setup_minutes=15) for each in ("hq", "x", "y"))
    home = build.site("home")
    roads = build.roads(
        *((a, b, 30) for a, b in (("home", "hq"), ("home", "x"), ("home", "y"), ("hq", "x"), ("hq", "y")))
    )
    tickets = [build.ticket(name, site_id=where) for name, where in (("a", "x"), ("b", "hq"), ("c", "y"), ("d", "hq"))]
    given = build.problem(
        *tickets,
        desk=build.desk(travel_times=(*roads, *build.roads(("x", "y", 30)))),
        sites=(home, *sites),
        engineers=(build.engineer(home_site="home"),),
    )
    answer = filled(given, 0, 200)
    assert [choice.assignment.ticket_id for choice in answer.choices] == ["b", "d"]
    assert answer.schedule.kpis is not None
    assert (answer.schedule.kpis.visits, answer.schedule.kpis.visits_saved) == (1, 1)


def test_the_trip_home_may_lie_after_the_span() -> None:
    """An hour on site with half an hour's way there fills 90 minutes; the way home comes after them."""
    given = build.problem(
        build.ticket(site_id="hq"),
        desk=build.desk(travel_times=build.roads(("home", "hq", 30))),
        sites=(build.site("home"), build.site("hq", client_id="contoso")),
        engineers=(build.engineer(home_site="home"),),
    )
    answer = filled(given, 0, 90)
    assert [(c.assignment.start, c.assignment.end) for c in answer.choices] == [(build.at(30), build.at(90))]
    assert answer.schedule.trips[-1].arrive == build.at(120)
    assert filled(given, 0, 80).choices == ()


def test_the_published_schedule_may_be_given() -> None:
    """Published work, the problem's own or given instead of it, stays and takes its time."""
    given = build.problem(build.ticket("old"), build.ticket("new"))
    published = build.schedule(("old", "ann", 30, 90))
    for answer in (
        filled(given, 0, 150, published),
        filled(given.model_copy(update={"published": published}), 0, 150),
    ):
        assert [(c.assignment.ticket_id, c.assignment.start) for c in answer.choices] == [("new", build.at(90))]


def test_elsewhere_is_priced_against_here() -> None:
    """Bob, dearer by 6 an hour, would take the hour at the same time for that much more."""
    ann, bob = build.engineer("ann", cost_per_hour=60), build.engineer("bob", cost_per_hour=66)
    (choice,) = filled(build.problem(build.ticket(), engineers=(ann, bob)), 0, 60).choices
    assert choice.elsewhere is not None
    assert (choice.elsewhere.engineer_id, choice.elsewhere.start) == ("bob", build.at(0))
    assert choice.elsewhere.extra_cost > 0


def test_elsewhere_is_priced_against_the_chosen_place() -> None:
    """Ann at 13:00 pays for five hours of waiting, which bob at 08:00 and she herself at 08:00 do not: he is cheaper by
    just that much.
    """
    given = build.problem(build.ticket(), engineers=(build.engineer("ann"), build.engineer("bob")))
    (at_once,) = filled(given, 0, 60).choices
    (late,) = filled(given, 300, 540).choices
    assert at_once.elsewhere is not None
    assert late.elsewhere is not None
    assert at_once.elsewhere.extra_cost == 0
    assert (late.elsewhere.engineer_id, late.elsewhere.start) == ("bob", build.at(0))
    assert late.elsewhere.extra_cost == late.gain - at_once.gain < 0


def test_elsewhere_costs_what_taking_it_there_costs() -> None:
    """On generated desks it is the audit with the ticket alone there, less that with it alone where it was chosen."""
    met = 0
    for seed in range(8):
        problem, published, answer = afternoon(seed)
        context, rules = Context(with_frozen(problem, published)), rules_for(problem.desk)
        base = facts_only(context)
        for choice in answer.choices:
            other, here = choice.elsewhere, choice.assignment
            if other is None or here.site_id is not None:
                continue
            end = other.start + (here.end - here.start)
            there = here.model_copy(update={"engineer_ids": (other.engineer_id,), "start": other.start, "end": end})
            costs = []
            for each in (there, here):
                judged = audit(context, rules, base.model_copy(update={"assignments": (*base.assignments, each)}))
                costs += [judged.score.total] if not judged.hard else []
            if len(costs) == 2:
                assert other.extra_cost == costs[0] - costs[1]
                met += 1
    assert met


@pytest.mark.parametrize("span", [(-600, -500), (600, 700), (0, 60), (9 * 1440, 9 * 1440 + 60)], ids=str)
def test_an_interval_without_free_time(span: tuple[int, int]) -> None:
    """Before the window, at night, in a meeting and after the week there is nothing to fill, and no error."""
    meeting = {"start": build.at(0), "end": build.at(60)}
    answer = filled(build.problem(build.ticket(), engineers=(build.engineer(busy=(meeting,)),)), *span)
    assert (answer.choices, answer.alternatives, answer.runners_up) == ((), (), ())
    assert (answer.candidates, answer.gain) == (0, 0)
    assert answer.schedule.status == "optimal"


def test_unknown_engineer() -> None:
    """An engineer whom the desk does not have is said to be unknown."""
    with pytest.raises(UnknownId, match="no engineer 'cyd'"):
        filled(build.problem(build.ticket()), 0, 60, who="cyd")


def test_twice_the_same() -> None:
    """With a deterministic limit the same question has the same answer."""
    problem, published, answer = afternoon(2)
    span = (answer.start, answer.end)
    assert isinstance(span[0], dt.datetime)
    again = fill(problem, rules_for(problem.desk), answer.engineer_id, *span, LIMITS, published=published)
    assert (again, again.schedule) == (answer, answer.schedule)


def test_nobody_elses_calendar_changes() -> None:
    """Trips and breaks of shifts without new work come back as they were published, and the score is the audit's."""
    problem = generate(4, 24, 2, 3)
    rules = rules_for(problem.desk)
    published = solve(problem, rules, Limits(deterministic=0.2), workers=1).schedule
    engineer, window = problem.engineers[0].id, problem.desk.planning_window
    answer = fill(problem, rules, engineer, window.start, window.end, published=published)
    assert not answer.choices or answer.schedule.assignments != published.assignments
    others = [each for each in published.trips if each.engineer_id != engineer]
    assert [each for each in answer.schedule.trips if each.engineer_id != engineer] == others
    if not answer.choices:
        assert (answer.schedule.trips, answer.schedule.breaks) == (published.trips, published.breaks)
    assert answer.schedule.score == audit(Context(problem), rules, answer.schedule).score


def test_no_exchange_pays() -> None:
    """Even cut short, an answer is not beaten by swapping one ticket for another."""
    problem = generate(4, 40, 2, 5)
    window = problem.desk.planning_window
    for engineer in problem.engineers:
        limits = Limits(deterministic=0.01)
        answer = fill(problem, rules_for(problem.desk), engineer.id, window.start, window.end, limits)
        assert all(each.extra_cost is None or each.extra_cost >= 0 for each in answer.runners_up)
