"""Which times to offer to a client, and booking one of them."""

import datetime as dt

import build
import pytest
from frozen_desks import FEATURES, frozen, open_tickets
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import rules_of

from engine.audit import audit
from engine.errors import DataError, UnknownId
from engine.questions.day_parts import day_parts
from engine.questions.frozen_desk import FrozenDesk
from engine.questions.laid import laid
from engine.questions.runners_up import unplanned
from engine.questions.slots import Offers, booked, offers, place_at
from engine.timeline import instant_at


@pytest.mark.parametrize("features", FEATURES)
def test_an_offer_costs_what_the_audit_says_when_it_is_booked(features: str) -> None:
    """On random desks every offer can be booked, and then the schedule costs by the audit what the offer said, with no
    rule broken; nothing that begins in the same half day on the quarter of an hour is cheaper with anybody.
    """
    met = 0

    @settings(max_examples=12 if "dependencies" in features else 5)
    @given(st.integers(0, 2**32 - 1))
    def holds(seed: int) -> None:
        nonlocal met
        made = frozen(seed, features)
        for ticket in open_tickets(made)[:2]:
            if unplanned(made.instance, ticket, made.idle.span) >= 0:
                continue
            found = offers(made, made.instance.tickets[ticket], 9)
            for offer in found.offers:
                given, name = offer.place.assignment, made.instance.tickets[ticket]
                shift, new = booked(made, name, given.engineer_ids[0], given.start)
                assert new.assignments == (given,)
                after = audit(made.context, made.rules, laid(made.context, made.base, (shift,), new))
                assert after.score.total - made.unchanged.score.total == offer.place.cost
                assert after.score.hard_findings <= made.unchanged.score.hard_findings
                met += 1
            none_is_cheaper(made, ticket, found)

    holds()
    assert met


def none_is_cheaper(made: FrozenDesk, ticket: int, found: Offers) -> None:
    """Try some times of every half day with everybody."""
    context, name = made.context, made.instance.tickets[ticket]
    best = {offer.part: offer.place.cost for offer in found.offers}
    for part in day_parts(context):
        for minute in range(part.low, part.high, 225):
            for engineer in made.instance.engineers:
                try:
                    slot = place_at(made, name, engineer, instant_at(context.origin, minute, context.zone))
                except DataError:
                    continue
                assert best[part] <= slot.delta - made.instance.drop[ticket]


def pair() -> FrozenDesk:
    """Return a desk of two on Monday and Tuesday; ann is booked until Monday 11:10, and dearer than bob, who comes on
    Tuesday only.
    """
    people = (
        build.engineer("ann", working_hours="mon-tue 08:00-17:00"),
        build.engineer("bob", working_hours="tue 08:00-17:00"),
        build.engineer("cleo", tier=3, working_hours="mon-fri 08:00-17:00"),
    )
    tickets = build.ticket("new", excluded_engineers=("cleo",)), build.ticket("old", estimated_minutes=190)
    problem = build.problem(*tickets, engineers=people)
    return FrozenDesk(problem, rules_of(problem), build.schedule(("old", "ann", 0, 190)))


def test_each_half_day_has_its_best_time_on_the_quarter() -> None:
    """Monday begins at 11:15 with ann, since 11:10 is no quarter; then 12:00, and on Tuesday 8:00 and 12:00."""
    found = offers(pair(), "new")
    assert [(str(each.part.day), each.part.name) for each in found.offers] == [
        ("2026-03-02", "morning"),
        ("2026-03-02", "afternoon"),
        ("2026-03-03", "morning"),
        ("2026-03-03", "afternoon"),
    ]
    starts = [each.place.assignment.start for each in found.offers]
    assert starts == [build.at(195), build.at(240), build.at(build.DAY), build.at(build.DAY + 240)]
    assert found.offers[0].place.engineer_id == "ann"
    assert min(map(found.extra_cost, found.offers)) == 0
    assert found.others == 0


def test_a_few_times_are_spread_over_the_days() -> None:
    """Of two offers each is on a day of its own; the two other half days are counted."""
    found = offers(pair(), "new", 2)
    assert len({each.part.day for each in found.offers}) == 2
    assert found.others == 2


@pytest.mark.parametrize(
    ("engineer", "minute", "words"),
    [
        ("ann", 60, "ann cannot begin it Mon 2 Mar 09:00: old is there from Mon 2 Mar 08:00"),
        ("cleo", 60, "refused by excluded"),
        ("bob", 60, "working hours, travel, breaks or the ticket's own times"),
        ("ann", -60, "that has gone by"),
    ],
)
def test_a_time_that_cannot_be_booked_is_refused_in_words(engineer: str, minute: int, words: str) -> None:
    """Taken by other work, refused by a rule, outside of working hours, gone by: each says so."""
    with pytest.raises(DataError, match=words):
        booked(pair(), "new", engineer, build.at(minute))


def test_a_start_that_is_fixed_is_offered_as_it_is() -> None:
    """A ticket pinned to 09:07 is offered at that minute and at no other."""
    problem = build.problem(build.ticket(pin={"start": build.at(67)}))
    found = offers(FrozenDesk(problem, rules_of(problem)), "t1")
    assert [each.place.assignment.start for each in found.offers] == [build.at(67)]


def test_half_days_lie_by_the_clock_of_the_desk() -> None:
    """On the day that loses an hour the afternoon begins at noon of the clock, which is an hour earlier."""
    window = {"start": "2026-03-29T00:00:00+01:00", "end": "2026-03-30T00:00:00+02:00"}
    desk = build.desk(time_zone="Europe/Berlin", planning_window=window, now=window["start"])
    problem = build.problem(build.ticket(created=dt.datetime(2026, 3, 28, tzinfo=dt.UTC)), desk=desk)
    parts = list(day_parts(FrozenDesk(problem, rules_of(problem)).context))
    assert [(part.name, part.low, part.high) for part in parts] == [("morning", 0, 660), ("afternoon", 660, 1380)]


def test_what_cannot_be_offered() -> None:
    """A ticket that has its place, one that is not there, and one that waits for unassigned work are told as such."""
    with pytest.raises(DataError, match="has its place already"):
        offers(pair(), "old")
    with pytest.raises(UnknownId, match="no engineer 'x'"):
        booked(pair(), "new", "x", build.at(0))
    problem = build.problem(build.ticket("b", depends_on=[{"ticket_id": "a"}]), build.ticket("a"))
    with pytest.raises(DataError, match="waits for a, which is unassigned"):
        offers(FrozenDesk(problem, rules_of(problem)), "b")
