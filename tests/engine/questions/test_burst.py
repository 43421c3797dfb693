"""Who takes all these tickets?"""

import build
import pytest
from frozen_desks import FEATURES, frozen, open_tickets
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import rules_of

from engine.errors import DataError, UnknownId
from engine.questions.burst import burst, most_urgent
from engine.questions.frozen_desk import FrozenDesk
from engine.questions.recommend import best_with, price_with, recommend
from engine.questions.taken import taken


@pytest.mark.parametrize("features", FEATURES)
def test_each_is_what_would_be_recommended_after_those_before_it(features: str) -> None:
    """On random desks every place is the first recommendation on the desk with the earlier places published, at the
    same price, rule by rule; and who has no place could not be recommended for less than leaving it out.
    """
    met = 0

    @settings(max_examples=8)
    @given(st.integers(0, 2**32 - 1))
    def holds(seed: int) -> None:
        nonlocal met
        made = frozen(seed, features)
        names = [made.instance.tickets[ticket] for ticket in open_tickets(made)]
        found = burst(made, names)
        assert sorted(each.ticket_id for each in found.placed) == sorted(names)
        for each in found.placed:
            ranked = recommend(made, each.ticket_id, 2).ranked
            if each.place is None:
                assert not ranked or ranked[0].cost >= 0
                continue
            assert each.place.cost == ranked[0].cost
            assert each.regret == min([0, *(other.cost for other in ranked[1:])]) - ranked[0].cost
            assert bool(each.next_engineer_id) == (len(ranked) > 1)
            assert each.place == price_with(made, each.ticket_id, each.place.engineer_id)
            made, met = taken(made, best_with(made, each.ticket_id, each.place.engineer_id)), met + 1
        assert made.unchanged.score.total == found.desk.unchanged.score.total

    holds()
    assert met


def two() -> FrozenDesk:
    """Return a desk of two, each with an hour of Monday; only ann knows about networks."""
    people = (
        build.engineer("ann", working_hours="mon 08:00-09:00", skills=[{"name": "network", "level": 3}]),
        build.engineer("bob", working_hours="mon 08:00-09:00"),
    )
    tickets = (
        build.ticket("any", preferred_engineers=("ann",)),
        build.ticket("net", skills=[{"name": "network"}]),
        build.ticket("late", created=build.at(-60)),
    )
    problem = build.problem(*tickets, engineers=people)
    return FrozenDesk(problem, rules_of(problem))


def test_what_only_one_can_do_comes_first() -> None:
    """Ann is everybody's best, but the ticket that only she can do loses most without her; the other goes to bob, and
    the third is told that nobody has room.
    """
    found = burst(two(), ["any", "net", "late"])
    first = found.placed[0]
    assert first.place
    assert (first.ticket_id, first.place.engineer_id) == ("net", "ann")
    assert {each.place.engineer_id for each in found.placed if each.place} == {"ann", "bob"}
    assert [each.why for each in found.placed] == ["", "", "nobody may or can take it"]


def test_a_ticket_follows_the_one_that_it_waits_for() -> None:
    """Both are placed, the first one first; without the first one, the second is told what it waits for."""
    problem = build.problem(build.ticket("b", depends_on=[{"ticket_id": "a"}]), build.ticket("a"))
    made = FrozenDesk(problem, rules_of(problem))
    places = {each.ticket_id: each.place for each in burst(made, ["b", "a"]).placed}
    assert places["a"]
    assert places["b"]
    assert places["b"].assignment.start >= places["a"].assignment.end
    assert burst(made, ["b"]).placed[0].why == "it waits for a, which is unassigned"


def test_every_flaw_is_told_at_once() -> None:
    """Of tickets with a place and for two people each is named; one that is not there is an error of its own."""
    tickets = build.ticket("old"), build.ticket("both", engineers_needed=2), build.ticket("new")
    problem = build.problem(*tickets, engineers=(build.engineer("ann"), build.engineer("bob")))
    made = FrozenDesk(problem, rules_of(problem), build.schedule(("old", "ann", 0, 60)))
    with pytest.raises(DataError) as raised:
        burst(made, ["old", "new", "both", "old"])
    assert {flaw.value for flaw in raised.value.flaws} == {"old", "both"}
    with pytest.raises(UnknownId, match="no ticket 'x'"):
        burst(made, ["x"])


def test_the_most_urgent_are_those_that_cost_most_when_left_out() -> None:
    """Priority 1 before 3, the older of two alike first, and nothing that has a place."""
    tickets = (
        build.ticket("normal"),
        build.ticket("urgent", priority=1),
        build.ticket("older", created=build.at(-600)),
        build.ticket("old", priority=1),
    )
    problem = build.problem(*tickets)
    made = FrozenDesk(problem, rules_of(problem), build.schedule(("old", "ann", 0, 60)))
    assert most_urgent(made, 2) == ("urgent", "older")
    assert len(most_urgent(made, 9)) == 3
