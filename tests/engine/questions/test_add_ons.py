"""What else could be done on the way?"""

import build
import pytest
from frozen_desks import frozen, open_tickets
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import rules_of

from engine.audit import audit
from engine.errors import DataError
from engine.questions.add_ons import add_ons, places_with
from engine.questions.frozen_desk import FrozenDesk
from engine.questions.laid import laid
from engine.questions.recommend import recommend


@pytest.mark.parametrize("features", ["places,set-up,breaks", "places,split hours", "places,group"])
def test_all_together_cost_what_the_audit_says(features: str) -> None:
    """On random desks the prices of a place and its add-ons add up to what the audit finds in the schedule with all of
    them on the engineer's shift, rule by rule, with no rule broken; each saves travel.
    """
    met = 0

    @settings(max_examples=12)
    @given(st.integers(0, 2**32 - 1))
    def holds(seed: int) -> None:
        nonlocal met
        made = with_more_visits(seed, features)
        for ticket in open_tickets(made)[:3]:
            name = made.instance.tickets[ticket]
            for place in recommend(made, name, 1).ranked:
                found = add_ons(made, name, place.engineer_id)
                assert found.place == place
                chosen = [each.place.assignment.ticket_id for each in found.add_ons]
                if any(made.context.problem.ticket[each].pausable for each in (name, *chosen)):
                    continue  # what is published keeps no break inside it, so the next is priced without that
                shifts, new = places_with(made, name, place.engineer_id, chosen)
                assert {each.ticket_id for each in new.assignments} == {name, *chosen}
                after = audit(made.context, made.rules, laid(made.context, made.base, shifts, new))
                stated = place.cost + sum(each.place.cost for each in found.add_ons)
                assert after.score.total - made.unchanged.score.total == stated
                assert after.score.hard_findings <= made.unchanged.score.hard_findings
                assert all(each.travel_saved_minutes > 0 and each.place.cost < 0 for each in found.add_ons)
                met += len(found.add_ons)

    holds()
    assert met


def with_more_visits(seed: int, features: str) -> FrozenDesk:
    """Return a tiny random desk on which each visit that waits has a shorter one beside it, at the same site."""
    given = frozen(seed, features).context.problem
    more = (
        each.model_copy(update={"id": f"{each.id}b", "estimated_minutes": 10, "pin": None})
        for each in given.tickets
        if each.site_id and each.engineers_needed == 1
    )
    problem = given.model_copy(update={"tickets": (*given.tickets, *more)})
    return FrozenDesk(problem, rules_of(problem))


def road() -> FrozenDesk:
    """Return a desk of ann, half an hour from hq and ten minutes more from lab, both contoso's; it has three tickets at
    hq and lab and a remote one, and fabrikam has one at hq too.
    """
    tickets = (
        build.ticket("first", site_id="hq"),
        build.ticket("same", site_id="hq"),
        build.ticket("near", site_id="lab"),
        build.ticket("remote"),
        build.ticket("theirs", site_id="hq", client_id="fabrikam"),
    )
    ways = build.roads(("home", "hq", 30), ("home", "lab", 35), ("hq", "lab", 10))
    problem = build.problem(
        *tickets,
        desk=build.desk(travel_times=ways),
        engineers=(build.engineer("ann", home_site="home"),),
        sites=(build.site("home"), build.site("hq"), build.site("lab")),
    )
    return FrozenDesk(problem, rules_of(problem))


def test_the_travel_that_is_saved() -> None:
    """At the same site the whole trip of 60 minutes is saved; at the lab, 70 alone and 15 more on this one, 55."""
    found = add_ons(road(), "first", "ann")
    saved = {each.place.assignment.ticket_id: each.travel_saved_minutes for each in found.add_ons}
    assert saved == {"same": 60, "near": 55}
    times = [each.place.assignment.start for each in (found, *found.add_ons)]
    assert len(set(times)) == 3


def test_a_place_at_another_time_has_add_ons_too() -> None:
    """With the ticket at 13:00 they lie around it, and all are taken together."""
    found = add_ons(road(), "first", "ann", build.at(300))
    assert found.place.assignment.start == build.at(300)
    chosen = [each.place.assignment.ticket_id for each in found.add_ons]
    assert set(chosen) == {"same", "near"}
    (shift,), new = places_with(road(), "first", "ann", chosen, build.at(300))
    assert shift.engineer_id == "ann"
    assert {each.ticket_id for each in new.assignments} == {"first", *chosen}
    assert sum(trip.arrive.timestamp() - trip.depart.timestamp() for trip in new.trips) == 60 * (30 + 10 + 35)


def test_remote_work_takes_nothing_along() -> None:
    """Without a trip there is nothing to do on the way."""
    assert add_ons(road(), "remote", "ann").add_ons == ()


def test_what_cannot_be_taken_along() -> None:
    """A ticket of another client, and one that finds no room on the day of the trip."""
    with pytest.raises(DataError, match="is not of first's client"):
        places_with(road(), "first", "ann", ["theirs"])
    long = build.ticket("long", site_id="hq", estimated_minutes=520)
    problem = build.problem(build.ticket("first", site_id="hq"), long)
    with pytest.raises(DataError, match="does not fit the trip of first any more"):
        places_with(FrozenDesk(problem, rules_of(problem)), "first", "ann", ["long"])
