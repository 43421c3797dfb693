"""The best places of a ticket."""

import build
import pytest
from frozen_desks import FEATURES, frozen, open_tickets
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import rules_of

from engine.questions.frozen_desk import FrozenDesk
from engine.questions.places import Places
from engine.questions.recommend import recommend
from engine.questions.slot import Slot, bounds, slot_on


@pytest.mark.parametrize("features", FEATURES)
def test_they_are_the_first_of_all_places(features: str) -> None:
    """On random desks, however many are asked for, they are the first of every engineer's best by cost, start and id;
    whoever has a place and is not among them has one that is known, or shifts that nobody has looked at.
    """
    met = 0

    @settings(max_examples=25)
    @given(st.integers(0, 2**32 - 1), st.integers(1, 3))
    def holds(seed: int, most: int) -> None:
        nonlocal met
        made = frozen(seed, features)
        for ticket in open_tickets(made):
            best = all_of(made, ticket)
            expected = sorted(best.values())
            places = Places(made, ticket)
            for count in (most, most + 1):
                assert [rank(made, each) for each in places.best(count)] == expected[:count]
            for engineer in range(len(made.instance.engineers)):
                has_place = engineer in best
                assert has_place <= (places.found.get(engineer) is not None or places.is_open(engineer))
                met += has_place

    holds()
    assert met


def all_of(made: FrozenDesk, ticket: int) -> dict[int, tuple[int, int, str]]:
    """Return the rank of each engineer's best place."""
    found: dict[int, tuple[int, int, str]] = {}
    for _, shift in bounds(made.instance, made.idle, ticket):
        slot = slot_on(made.instance, made.idle, ticket, shift)
        if slot:
            engineer, place = made.instance.shifts[shift].engineer, rank(made, slot)
            found[engineer] = min(found.get(engineer, place), place)
    return found


def rank(made: FrozenDesk, slot: Slot) -> tuple[int, int, str]:
    """Return what places stand in the order of."""
    return slot.delta, slot.start, made.instance.engineers[made.instance.shifts[slot.shift].engineer]


def test_alike_places_stand_by_the_engineers_ids() -> None:
    """Of two who are free alike, al comes before zoe, whom the desk names first, also when one is asked for."""
    problem = build.problem(build.ticket(), engineers=(build.engineer("zoe"), build.engineer("al")))
    made = FrozenDesk(problem, rules_of(problem))
    assert [each.engineer_id for each in recommend(made, "t1").ranked] == ["al", "zoe"]
    assert [each.engineer_id for each in recommend(made, "t1", 1).ranked] == ["al"]


def test_who_has_no_place_where_she_was_looked_at_may_have_one_elsewhere() -> None:
    """Ann, whom the client prefers, has no room on Monday beside her break; bob's evening is cheaper than her Tuesday.

    She is one of the others, not refused.
    """
    lunch = {"window_start": 960, "window_end": 1020, "minutes": 30}
    people = (
        build.engineer("ann", busy=({"start": build.at(0), "end": build.at(480)},), breaks=(lunch,)),
        build.engineer("bob", working_hours="mon 18:00-20:00"),
    )
    problem = build.problem(build.ticket(preferred_engineers=("ann",), priority=1), engineers=people)
    found = recommend(FrozenDesk(problem, rules_of(problem)), "t1", 1)
    assert [each.engineer_id for each in found.ranked] == ["bob"]
    assert (found.refused, found.others) == ((), 1)
