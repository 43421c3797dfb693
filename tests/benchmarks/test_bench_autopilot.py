"""Simulated months of autopilot."""

import datetime as dt

import pytest

from benchmarks import autopilot
from benchmarks.dispatchers.waiting import Waiting
from engine.learning.decision import Option, TicketFacts
from engine.learning.ladder import Level
from scenarios.dispatchers import Dispatcher, cheapest

AT = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
WEIGHTS = {"travel": 1000, "familiarity": 1000}


def waiting(number: int) -> Waiting:
    """Return a ticket for which one of three engineers is the nearest, and another knows the client best."""
    amounts = ({"travel": 5, "familiarity": 40}, {"travel": 40, "familiarity": 5}, {"travel": 60, "familiarity": 60})
    ticket = TicketFacts(id=f"T-{number}", client_id="contoso", type="incident", priority=3, tier=1)
    places = (Option(engineer_id=f"e{at}", start=AT, amounts=each) for at, each in enumerate(amounts))
    return Waiting(ticket=ticket, places=tuple(places))


NEAREST = Dispatcher("nearest", True, lambda _ticket, places, _at, _number: cheapest(places, {"travel": 1000}))
KNOWN = Dispatcher("known", True, lambda _ticket, places, _at, _number: cheapest(places, {"familiarity": 1000}))


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the month begin after 30 tickets, and her mind change after 50."""
    monkeypatch.setattr(autopilot, "BEFORE", 30)
    monkeypatch.setattr(autopilot, "FLIP", 50)


def test_month_of_one_mind_stays_as_it_was_set() -> None:
    """Who always wants the same is agreed with from the first day on, and nothing lowers itself."""
    asked = [waiting(number) for number in range(60)]
    course = autopilot.run(NEAREST, asked, WEIGHTS, autopilot.pilot(Level.AUTOPILOT, 0.8))
    assert course.lowered is None
    assert len(course.acted) > 20
    assert all(agreed for _, agreed in course.acted)


def test_flip_is_noticed_and_nothing_is_done_alone_after_it() -> None:
    """She undoes what she sees an hour later; after a dozen wrong ones at most it acts no more."""
    asked = [waiting(number) for number in range(80)]
    person = autopilot.flipping(NEAREST, KNOWN)
    course = autopilot.run(person, asked, WEIGHTS, autopilot.pilot(Level.AUTOPILOT, 0.8))
    wrong = [number for number, agreed in course.acted if not agreed]
    assert wrong
    assert min(wrong) >= 50
    assert len(wrong) <= 12
    if course.lowered is not None:
        assert max(number for number, _ in course.acted) < course.lowered
        assert course.ladder.policies[0].level is Level.SHADOW


def test_shadow_month_states_before_it_learns() -> None:
    """How sure it was of a ticket rests on earlier decisions: in the first month tickets nothing else is known."""
    past = autopilot.shadow(NEAREST, [waiting(number) for number in range(40)], WEIGHTS)
    assert [each.ticket.id for each in past] == [f"T-{number}" for number in range(30, 40)]
    assert [each.count for each in past] == list(range(30, 40))
