"""What can move?"""

import build
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import desk, rules_of

from engine.audit import Audit, audit
from engine.context import Context
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.errors import DataError, UnknownId
from engine.questions.evaluate import evaluate
from engine.questions.frozen_desk import FrozenDesk
from engine.questions.relief import Relief, Wanted, in_words
from engine.questions.relieve import relieve

MORNING = (build.at(0), build.at(240))


def published(problem: Problem, *parts: tuple[str, str | tuple[str, ...], int, int]) -> tuple[Context, Audit]:
    """Return the context of a desk with a published schedule, and its audit."""
    problem = problem.model_copy(update={"published": build.schedule(*parts)})
    context = Context(problem)
    assert problem.published
    return context, audit(context, rules_of(problem), problem.published)


def asked(context: Context, before: Audit, engineer: str = "ann", **more: object) -> Relief:
    """Return the ways to free the first morning."""
    wanted = Wanted(engineer, *MORNING, **more)  # type: ignore[arg-type]
    return relieve(context, rules_of(context.problem), before, wanted)


def two(**fields: object) -> Problem:
    """Return a desk of ann and bob with three hours of work."""
    people = (build.engineer("ann"), build.engineer("bob"))
    tickets = (build.ticket("a"), build.ticket("b"), build.ticket("new"))
    return build.problem(*tickets, engineers=people, **fields)


def test_work_goes_to_a_colleague_or_later() -> None:
    """An hour of the morning can go to bob now or to ann after it; the cheaper way comes first, each as a sentence."""
    context, before = published(two(), ("a", "ann", 60, 120), ("b", "ann", 300, 360))
    found = asked(context, before)
    assert found.fixed == ()
    to = [each.now.engineer_ids for option in found.options for each in option.moved if each.now]
    assert {("bob",), ("ann",)} <= set(to)
    costs = [each.cost_difference for each in found.options]
    assert costs == sorted(costs)
    words = [in_words(context, option.moved[0]) for option in found.options]
    assert any("a to bob, Mon 2 Mar 0" in each for each in words)
    assert any("a stays with ann, later: Mon 2 Mar 1" in each for each in words)


def test_the_time_is_free_of_work_and_travel() -> None:
    """Ann's way to her visit in the afternoon lies after the morning: no option has her on the road in it."""
    roads = build.desk(travel_times=build.roads(("home", "hq", 30)))
    people = (build.engineer("ann", home_site="home"), build.engineer("bob"))
    tickets = (build.ticket("a"), build.ticket("visit", site_id="hq"))
    sites = (build.site("hq"), build.site("home"))
    problem = build.problem(*tickets, engineers=people, sites=sites, desk=roads)
    context, before = published(problem, ("a", "ann", 60, 120), ("visit", "ann", 300, 360))
    found = asked(context, before)
    assert found.options
    for option in found.options:
        for trip in option.schedule.trips:
            assert trip.engineer_id != "ann" or trip.depart >= MORNING[1]


def test_what_is_fixed_stays_and_says_why() -> None:
    """A pin, work of two together and what was asked to stay are named with their reasons, and never moved."""
    tickets = (
        build.ticket("pinned", pin={"engineer_id": "ann", "start": build.at(0)}),
        build.ticket("both", engineers_needed=2),
        build.ticket("kept"),
        build.ticket("free"),
    )
    problem = build.problem(*tickets, engineers=(build.engineer("ann"), build.engineer("bob")))
    parts = ("pinned", "ann", 0, 60), ("both", ("ann", "bob"), 60, 120), ("kept", "ann", 120, 180)
    context, before = published(problem, *parts, ("free", "ann", 180, 240))
    found = asked(context, before, keep=("kept",))
    assert {each.ticket_id: each.why for each in found.fixed} == {
        "pinned": "is pinned",
        "both": "is done by several engineers together",
        "kept": "is to stay, as you asked",
    }
    assert {each.ticket_id for option in found.options for each in option.moved} == {"free"}
    assert not asked(context, before, keep=("contoso",)).options[0].moved


def test_an_engineer_who_takes_nothing_over_gets_nothing() -> None:
    """Without bob only ann is left, later."""
    context, before = published(two(), ("a", "ann", 60, 120))
    found = asked(context, before, without=("bob",))
    assert found.options
    for option in found.options:
        assert all(each.now is None or each.now.engineer_ids == ("ann",) for each in option.moved)


def test_a_ticket_gets_the_time_and_only_one_makes_way() -> None:
    """The morning is full; the waiting ticket goes in, and what made way has another place."""
    tickets = (*(build.ticket(f"t{at}") for at in range(4)), build.ticket("new", priority=1))
    problem = build.problem(*tickets, engineers=(build.engineer("ann"), build.engineer("bob")))
    context, before = published(problem, *((f"t{at}", "ann", 60 * at, 60 * at + 60) for at in range(4)))
    best = asked(context, before, for_ticket="new").options[0]
    first, *others = best.moved
    assert first.ticket_id == "new"
    assert first.now
    assert MORNING[0] <= first.now.start
    assert first.now.end <= MORNING[1]
    assert len(others) == 1
    assert best.cost_difference < 0


def test_what_waits_for_moved_work_moves_along() -> None:
    """Its predecessor has no room before it any more, so both move, in their order."""
    people = (build.engineer("ann", working_hours="mon-tue 08:00-12:00"),)
    tickets = (build.ticket("a"), build.ticket("b", depends_on=[{"ticket_id": "a"}]))
    problem = build.problem(*tickets, engineers=people)
    context, before = published(problem, ("a", "ann", 0, 60), ("b", "ann", 1440, 1500))
    (option,) = asked(context, before).options
    now = {each.ticket_id: each.now for each in option.moved}
    assert now["a"]
    assert now["a"].start >= build.at(1440)
    assert now.get("b") is None or now["b"].start >= now["a"].end


def chain(**fields: object) -> Problem:
    """Return a desk of ann and bob with b waiting for a, and a ticket new."""
    people = (build.engineer("ann"), build.engineer("bob"))
    tickets = (build.ticket("a"), build.ticket("b", depends_on=[{"ticket_id": "a"}]), build.ticket("new", **fields))
    return build.problem(*tickets, engineers=people)


def test_what_follows_is_asked_too_who_takes_it_and_whether_it_stays() -> None:
    """Work that waits for what moves goes to nobody who takes nothing over, and stays where it was asked to."""
    context, before = published(chain(), ("a", "ann", 180, 240), ("b", "ann", 250, 310))
    for option in asked(context, before, without=("bob",)).options:
        assert all(each.now is None or each.now.engineer_ids == ("ann",) for each in option.moved)
    for option in asked(context, before, without=("bob",), keep=("b",)).options:
        assert {each.ticket_id for each in option.moved} == {"a"}


def test_the_way_to_a_visit_takes_time_too() -> None:
    """A visit just after the morning has its way and its set-up in it, so it moves; nothing of hers is left there."""
    roads = build.desk(travel_times=build.roads(("home", "hq", 30)))
    people = (build.engineer("ann", home_site="home"), build.engineer("bob", home_site="home"))
    sites = (build.site("hq", setup_minutes=15), build.site("home"))
    problem = build.problem(build.ticket("visit", site_id="hq"), engineers=people, sites=sites, desk=roads)
    context, before = published(problem, ("visit", "ann", 245, 305))
    found = asked(context, before)
    assert found.options
    for option in found.options:
        assert [each.ticket_id for each in option.moved] == ["visit"]
        ways = [each for each in option.schedule.trips if each.engineer_id == "ann"]
        assert all(each.depart >= MORNING[1] for each in ways)


def test_a_way_home_that_cannot_wait_is_in_the_way() -> None:
    """Her way home from a visit waits until the time is over; where the day ends with it, the visit itself has to move,
    and where that may not, the time cannot be freed.
    """
    roads = build.desk(travel_times=build.roads(("home", "hq", 30)))
    people = (build.engineer("ann", home_site="home"),)
    sites = (build.site("hq"), build.site("home"))
    problem = build.problem(build.ticket("visit", site_id="hq"), engineers=people, sites=sites, desk=roads)
    context, before = published(problem, ("visit", "ann", 60, 120))

    def until(minute: int, *keep: str) -> Relief:
        wanted = Wanted("ann", build.at(120), build.at(minute), keep=keep)
        return relieve(context, rules_of(problem), before, wanted)

    (home,) = [each for each in until(400).options[0].schedule.trips if each.to_site == "home"]
    assert home.depart >= build.at(400)
    (visit,) = until(540).options[0].moved
    assert visit.now is None or visit.now.start >= build.at(540) or visit.now.end <= build.at(90)
    kept = until(540, "visit")
    assert [each.ticket_id for each in kept.fixed] == ["visit"]


def test_what_has_to_come_first_stays() -> None:
    """The ticket that is to have the time waits for work in it: that stays, and the ticket comes after it."""
    context, before = published(chain(depends_on=[{"ticket_id": "a"}]), ("a", "ann", 0, 60))
    found = asked(context, before, for_ticket="new")
    assert [(each.ticket_id, each.why) for each in found.fixed] == [("a", "has to be done before new")]
    new = found.options[0].moved[0].now
    assert new
    assert new.start >= build.at(60)


def test_what_waits_makes_way_with_the_rest() -> None:
    """The first hour is wanted for a new ticket: what is there moves later, and what waits for it moves after it."""
    context, before = published(chain(), ("a", "ann", 0, 60), ("b", "ann", 60, 120))
    wanted = Wanted("ann", build.at(0), build.at(60), for_ticket="new", without=("bob",))
    found = relieve(context, rules_of(context.problem), before, wanted)
    now = {each.ticket_id: each.now for each in found.options[0].moved}
    assert now["new"]
    assert now["a"]
    assert now["b"]
    assert now["new"].end <= now["a"].start
    assert now["a"].end <= now["b"].start


def test_pins_that_nobody_has_published_stay_and_closed_work_is_not_in_the_way() -> None:
    """A pin is named though no schedule has it; work of a closed ticket is neither fixed nor moved."""
    tickets = (
        build.ticket("pinned", pin={"engineer_id": "ann", "start": build.at(0)}),
        build.ticket("done", status="closed"),
    )
    context, before = published(build.problem(*tickets), ("done", "ann", 60, 120))
    found = asked(context, before)
    assert [(each.ticket_id, each.why) for each in found.fixed] == [("pinned", "is pinned")]
    assert found.options[0].moved == ()


@pytest.mark.parametrize("low", [30, 120])
def test_a_pin_that_nobody_has_published_is_in_the_way_to_its_end(low: int) -> None:
    """Two hours from 09:00 are in the way of who wants the time from 08:30, and of who wants it from 10:00."""
    pin = build.ticket("pin", estimated_minutes=120, pin={"engineer_id": "ann", "start": build.at(60)})
    context, before = published(build.problem(pin, build.ticket("t2")), ("t2", "ann", 300, 360))
    found = relieve(context, rules_of(context.problem), before, Wanted("ann", build.at(low), build.at(240)))
    assert [(each.ticket_id, each.why) for each in found.fixed] == [("pin", "is pinned")]


def skilled(**fields: object) -> Problem:
    """Return a desk on which only ann and bob know firewalls, cat knows neither them nor the other's time off."""
    people = (
        build.engineer("ann", skills=[{"name": "firewall", "level": 3}], working_hours="mon 08:00-12:00"),
        build.engineer("bob", skills=[{"name": "firewall", "level": 3}], working_hours="mon 08:00-12:00"),
        build.engineer("cat", working_hours="mon 08:00-12:00"),
    )
    firewall = build.ticket("firewall", skills=[{"name": "firewall", "min_level": 2}], estimated_minutes=120)
    desktop = build.ticket("desktop", estimated_minutes=240, priority=4, **fields)
    return build.problem(firewall, desktop, engineers=people)


def test_a_colleagues_work_makes_room() -> None:
    """Only bob could take the firewall, and his day is full of a desktop that cat can do: it makes room and says so."""
    context, before = published(skilled(), ("firewall", "ann", 0, 120), ("desktop", "bob", 0, 240))
    best = asked(context, before).options[0]
    now = {each.ticket_id: each.now and each.now.engineer_ids for each in best.moved}
    assert now == {"firewall": ("bob",), "desktop": ("cat",)}
    assert best.is_chain
    words = [in_words(context, each) for each in best.moved]
    assert words[0].startswith("firewall to bob, ")
    assert words[1].startswith("desktop makes room for firewall: to cat, ")


def test_what_is_to_stay_makes_no_room() -> None:
    """A desktop that is pinned, or was asked to stay, moves for nobody; nor does any when cat takes nothing over."""
    pin = {"engineer_id": "bob", "start": build.at(0)}
    for fields, more in (({"pin": pin}, {}), ({}, {"keep": ("desktop",)}), ({}, {"without": ("cat",)})):
        context, before = published(skilled(**fields), ("firewall", "ann", 0, 120), ("desktop", "bob", 0, 240))
        for option in asked(context, before, **more).options:
            now = {each.ticket_id: each.now and each.now.engineer_ids for each in option.moved}
            assert now.get("desktop") is None or more.get("without")
            assert "cat" not in [who for each in now.values() if each for who in each]


def test_more_than_a_days_work_is_refused() -> None:
    """Thirteen pieces of work in the time are too many to be moved at once; the limit and what to do are said."""
    tickets = [build.ticket(f"t{at}") for at in range(13)]
    people = (build.engineer("ann", working_hours="mon-tue 08:00-15:00"),)
    starts = [*(60 * at for at in range(7)), *(1440 + 60 * at for at in range(6))]
    parts = [(each.id, "ann", start, start + 60) for each, start in zip(tickets, starts, strict=True)]
    context, before = published(build.problem(*tickets, engineers=people), *parts)
    with pytest.raises(DataError, match="holds 13 pieces of work that could move, 12 are the most at once"):
        relieve(context, rules_of(context.problem), before, Wanted("ann", build.at(0), build.at(2880)))


def test_a_desk_at_hand_gives_the_same_answer() -> None:
    """The desk compiled once answers question after question as one compiled for each."""
    context, before = published(two(), ("a", "ann", 60, 120), ("b", "ann", 300, 360))
    frozen = FrozenDesk(context.problem, rules_of(context.problem))
    for _ in range(2):
        wanted = Wanted("ann", *MORNING)
        found = relieve(context, rules_of(context.problem), before, wanted, frozen=frozen)
        assert found == asked(context, before)


def test_bad_questions_are_refused() -> None:
    """Who or what is not there, a time without length, and a ticket that has its place."""
    context, before = published(two(), ("a", "ann", 60, 120))
    for more in ({"engineer": "eve"}, {"keep": ("x",)}, {"without": ("eve",)}, {"for_ticket": "x"}):
        with pytest.raises(UnknownId, match="has no"):
            asked(context, before, **more)
    with pytest.raises(DataError, match="no time to free"):
        relieve(context, rules_of(context.problem), before, Wanted("ann", build.at(60), build.at(60)))
    with pytest.raises(DataError, match="has its place already"):
        asked(context, before, for_ticket="a")


FEATURES = ("published", "published,places,set-up,breaks", "published,dependencies", "published,cap,overtime,skills")


@pytest.mark.parametrize("features", FEATURES)
def test_every_option_holds_at_its_price(features: str) -> None:
    """On random desks no option breaks a rule, each costs what the audit says, and the moves alone say all of it."""
    met = 0

    @settings(max_examples=12, deadline=None)
    @given(st.integers(0, 2**32 - 1))
    def holds(seed: int) -> None:
        nonlocal met
        problem = desk(seed, frozenset(features.split(",")), tickets=5)
        rules, context = rules_of(problem), Context(problem)
        before = audit(context, rules, problem.published or Schedule(assignments=()))
        window = problem.desk.planning_window
        for engineer in problem.engineers:
            for option in relieve(context, rules, before, Wanted(engineer.id, window.start, window.end)).options:
                met += len(option.moved)
                after = audit(context, rules, option.schedule)
                assert after.score.total - before.score.total == option.cost_difference
                known = {each.key for each in before.hard}
                assert all(each.key in known for each in after.hard)
                by_hand = evaluate(context, rules, before, [each.move for each in option.moved]).schedule
                assert places(option.schedule) == places(by_hand)

    holds()
    assert met


def places(schedule: Schedule) -> set[object]:
    """Return who begins what when."""
    return {(each.ticket_id, each.engineer_ids, each.start) for each in schedule.assignments}
