"""Who takes this ticket?"""

import datetime as dt

import build
import pytest
from frozen_desks import FEATURES, frozen, open_tickets
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import desk, rules_of

from engine.audit import audit
from engine.constraint import FACTORS
from engine.context import Context
from engine.cost import cost
from engine.decode import decode
from engine.domain.schedule import Schedule, Trip
from engine.errors import DataError, UnknownId
from engine.limits import Limits
from engine.questions.evaluate import judge
from engine.questions.frozen_desk import FrozenDesk
from engine.questions.laid import laid
from engine.questions.prices import amounts
from engine.questions.recommend import place_with, price_with, recommend
from engine.questions.recommended import Recommendation
from engine.questions.slot import bounds, slot_on
from engine.solvers.exact.scope import Scope
from engine.solvers.exact.solve import solve_exact
from engine.stated import with_trips
from scenarios.generator import generate

ENOUGH = Limits(deterministic=20.0)


@pytest.mark.parametrize("features", FEATURES)
def test_nothing_is_better_and_the_audit_agrees(features: str) -> None:
    """On random desks the first recommendation costs what solving with only that ticket free finds, to the unit; every
    price is the audit's of the whole schedule with the work in it, and no rule is broken there.
    """
    met = 0

    @settings(max_examples=25)
    @given(st.integers(0, 2**32 - 1))
    def holds(seed: int) -> None:
        nonlocal met
        made = frozen(seed, features)
        instance, nothing = made.instance, cost(made.instance, made.idle)
        for ticket in open_tickets(made):
            found = recommend(made, instance.tickets[ticket])
            scope = Scope(tuple(instance.candidates[ticket]), (ticket,))
            least = solve_exact(made.instance, scope, made.idle, ENOUGH, 0) if scope.shifts else None
            assert least is None or least.is_optimal
            first = min(0, found.ranked[0].cost) if found.ranked else 0
            assert first == (least.cost - nothing if least else 0)
            met += len(found.ranked)
            assert [each.cost for each in found.ranked] == sorted(each.cost for each in found.ranked)
            same_prices(made, ticket, found)

    holds()
    assert met


@pytest.mark.parametrize("features", ["published,places,overtime", "published,places,set-up,breaks,now"])
def test_a_price_is_the_one_of_taking_it(features: str) -> None:
    """On random desks whose published trips home are stated late, laying the place into the published schedule costs
    what was said, rule by rule.
    """
    met = 0

    @settings(max_examples=25)
    @given(st.integers(0, 2**32 - 1), st.integers(0, 90))
    def holds(seed: int, later: int) -> None:
        nonlocal met
        problem = desk(seed, frozenset(features.split(",")), tickets=5)
        published = stated_late(Context(problem), problem.published or Schedule(assignments=()), later)
        made = FrozenDesk(problem.model_copy(update={"published": published}), rules_of(problem))
        if made.stated is None:
            return
        before = made.stated
        for ticket in open_tickets(made):
            name = made.instance.tickets[ticket]
            found = recommend(made, name).ranked
            assert [each.cost for each in found] == sorted(each.cost for each in found)
            for each in found:
                shift, new = place_with(made, name, each.engineer_id)
                taken = laid(made.context, before.reading.schedule, (shift,), new)
                judged = judge(made.context, made.rules, before, taken)
                if not judged.broken:
                    assert (each.cost, each.by_rule, each.amounts) == (
                        judged.cost_difference,
                        judged.by_rule,
                        judged.amounts,
                    )
                    met += 1

    holds()
    assert met


def stated_late(context: Context, schedule: Schedule, later: int) -> Schedule:
    """Return a schedule with its trips stated, those at a day's end some minutes later than they need be."""
    whole = with_trips(context, schedule)
    last = {(trip.engineer_id, trip.depart.date()): trip for trip in whole.trips}
    wait = dt.timedelta(minutes=later)
    trips = tuple(
        trip.model_copy(update={"depart": trip.depart + wait, "arrive": trip.arrive + wait})
        if trip in last.values()
        else trip
        for trip in whole.trips
    )
    return whole.model_copy(update={"trips": trips})


def test_overtime_that_is_stated_costs_nothing_anew() -> None:
    """Ann's way home is published for 18:00, so work until 17:00 brings her home earlier: overtime is saved.

    As the engine lays her day she would be home at 10:30, and half an hour of overtime would be new.
    """
    given = build.problem(
        build.ticket("visit", site_id="hq", estimated_minutes=60),
        build.ticket("new", site_id="hq", earliest_start=build.at(480)),
        engineers=(build.engineer(home_site="home", overtime_minutes=120),),
        desk=build.desk(travel_times=build.roads(("home", "hq", 30))),
        sites=(build.site("home"), build.site("hq")),
    )
    published = build.schedule(("visit", "ann", 60, 120))
    way = {"engineer_id": "ann", "from_site": "hq", "to_site": "home"}
    trips = (
        Trip(engineer_id="ann", from_site="home", to_site="hq", depart=build.at(30), arrive=build.at(60)),
        Trip(**way, depart=build.at(570), arrive=build.at(600)),
    )
    prices = []
    for stated in ((), trips):
        problem = given.model_copy(update={"published": published.model_copy(update={"trips": stated})})
        (first,) = recommend(FrozenDesk(problem, rules_of(problem)), "new").ranked
        assert first.assignment.start == build.at(480)
        prices.append(first.by_rule.get("overtime", 0))
    as_laid, as_published = prices
    assert as_published < 0 < as_laid


def same_prices(made: FrozenDesk, ticket: int, found: Recommendation) -> None:
    """Check each price against the audit of the whole."""
    context, instance = made.context, made.instance
    for each in found.ranked:
        places = [slot_on(instance, made.idle, ticket, shift) for shift in instance.candidates[ticket]]
        (place,) = [
            p for p in places if p and p.delta - instance.drop[ticket] == each.cost and starts_at(made, p, each)
        ][:1]
        shift, new = place.laid_on(context)
        after = audit(context, made.rules, laid(context, made.unchanged.reading.schedule, (shift,), new))
        assert after.score.total - made.unchanged.score.total == each.cost == sum(each.by_rule.values())
        assert each.amounts == amounts(after.score.amounts, made.unchanged.score.amounts)
        assert after.score.hard_findings <= made.unchanged.score.hard_findings
        assert sum(each.factors.values()) == each.cost - sum(
            price for rule, price in each.by_rule.items() if rule in ("unassigned",)
        )
        assert set(each.factors) == set(FACTORS)
    assert decode(context, instance, made.idle).assignments == made.unchanged.reading.schedule.assignments


def starts_at(made: FrozenDesk, place: object, each: object) -> bool:
    """Whether a place is the one that is recommended."""
    shift, new = place.laid_on(made.context)  # type: ignore[attr-defined]
    return each.assignment in new.assignments and shift.engineer_id == each.engineer_id  # type: ignore[attr-defined]


@given(st.integers(0, 2**32 - 1), st.sampled_from(FEATURES))
@settings(max_examples=60)
def test_no_place_costs_less_than_its_bound(seed: int, features: str) -> None:
    """What a shift costs at least is no more than its best place, and shifts without a bound have none."""
    made = frozen(seed, features)
    for ticket in open_tickets(made):
        least = {shift: bound for bound, shift in bounds(made.instance, made.idle, ticket)}
        for shift in made.instance.candidates[ticket]:
            place = slot_on(made.instance, made.idle, ticket, shift)
            assert place is None or least[shift] <= place.delta


def team() -> FrozenDesk:
    """Return a desk of three: ann is booked all Monday morning, bob is free, and cleo is of too low a tier."""
    people = (
        build.engineer("ann", tier=2, working_hours="mon 08:00-12:00"),
        build.engineer("bob", tier=2, working_hours="mon 08:00-12:00"),
        build.engineer("cleo", tier=1, working_hours="mon 08:00-12:00"),
    )
    tickets = build.ticket("new", tier=2), build.ticket("old", tier=2, estimated_minutes=180)
    problem = build.problem(*tickets, engineers=people)
    return FrozenDesk(problem, rules_of(problem), build.schedule(("old", "ann", 0, 180)))


def test_ranked_refused_and_free_now() -> None:
    """Bob comes first and at once, ann after her work; cleo's tier is told."""
    found = recommend(team(), "new")
    assert [each.engineer_id for each in found.ranked] == ["bob", "ann"]
    assert [each.assignment.start for each in found.ranked] == [build.at(0), build.at(180)]
    assert [(each.engineer_id, each.reason.code) for each in found.refused] == [("cleo", "skill_tier")]
    assert found.others == 0
    assert recommend(team(), "new", 1).others == 1


def test_escalation_names_who_could_begin_soon() -> None:
    """Of two in tiers above the ticket's, the gate of the tier left open, the one who is free now; never the vendor's
    excluded one.
    """
    people = [build.engineer(name, tier=3) for name in ("free", "taken", "excluded")]
    tickets = build.ticket("new", tier=1), build.ticket("old", tier=3, estimated_minutes=60)
    clients = (build.client(excluded_engineers=("excluded",)),)
    problem = build.problem(*tickets, engineers=tuple(people), clients=clients)
    made = FrozenDesk(problem, rules_of(problem), build.schedule(("old", "taken", 0, 60)))
    assert recommend(made, "new").escalation == ("free",)


def test_what_waits_is_recommended_to_nobody() -> None:
    """Whoever may take it is told what it waits for."""
    problem = build.problem(build.ticket("a"), build.ticket("b", depends_on=[{"ticket_id": "a"}]))
    found = recommend(FrozenDesk(problem, rules_of(problem)), "b")
    assert found.ranked == ()
    assert {each.reason.detail for each in found.refused} == {"it waits for a, which is unassigned"}


def test_what_cannot_be_asked() -> None:
    """A ticket that is not there, one that has its place, and one that takes two people: each is told with a hint."""
    with pytest.raises(UnknownId, match="no ticket 'x'"):
        recommend(team(), "x")
    with pytest.raises(DataError, match="has its place already, with ann"):
        recommend(team(), "old")
    both = build.problem(
        build.ticket("a", engineers_needed=2), engineers=(build.engineer("ann"), build.engineer("bob"))
    )
    with pytest.raises(DataError, match="needs 2 engineers together"):
        recommend(FrozenDesk(both, rules_of(both)), "a")


def test_the_place_that_is_recommended_can_be_taken() -> None:
    """With each engineer it is the recommended one, with the trips and breaks of its shift; others are refused."""
    problem = generate(4, 40, 2, 5)
    made = FrozenDesk(problem, rules_of(problem))
    met = 0
    for ticket in open_tickets(made)[:12]:
        name = made.instance.tickets[ticket]
        found = recommend(made, name)
        for each in found.ranked:
            shift, new = place_with(made, name, each.engineer_id)
            assert shift.engineer_id == each.engineer_id
            assert new.assignments == (each.assignment,)
            assert price_with(made, name, each.engineer_id) == each
            met += len(new.trips)
        for each in found.refused:
            with pytest.raises(DataError, match="may not or cannot take it: ") as caught:
                place_with(made, name, each.engineer_id)
            assert each.reason.detail in str(caught.value)
    assert met
    with pytest.raises(UnknownId, match="no engineer 'x'"):
        place_with(made, name, "x")


def test_margin_of_the_sla() -> None:
    """Work at 60 with a response due at 90 has half an hour; with one due at 30 it is half an hour late."""
    for due, margin in ((90, 30), (30, -30)):
        ticket = build.ticket("a", respond_by=build.at(due), earliest_start=build.at(60))
        problem = build.problem(ticket)
        (first,) = recommend(FrozenDesk(problem, rules_of(problem)), "a").ranked
        assert (first.assignment.start, first.sla_margin_minutes) == (build.at(60), margin)


def test_a_target_that_had_passed_already_is_no_margin() -> None:
    """A response due at 8:30, seen at 9:00, is missed whoever takes it; what is left to keep is the end by 11:00."""
    for more, margin in (({}, None), ({"resolve_by": build.at(180)}, 60)):
        ticket = build.ticket("a", respond_by=build.at(30), **more)
        problem = build.problem(ticket, desk=build.desk(now=build.at(60)))
        (first,) = recommend(FrozenDesk(problem, rules_of(problem)), "a").ranked
        assert (first.assignment.start, first.sla_margin_minutes) == (build.at(60), margin)
