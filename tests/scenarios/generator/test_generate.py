"""The generator of synthetic desks: sound, deterministic, believable."""

import datetime as dt
from collections import Counter

import pytest

from engine.domain.problem import Problem
from engine.validate import validate
from scenarios.generator import generate
from scenarios.generator.able import can_take

SIZES = [(1, 1, 1, 1), (2, 10, 3, 2), (3, 25, 14, 3), (12, 150, 5, 4), (12, 150, 5, 5), (30, 400, 5, 6)]


@pytest.fixture(scope="module")
def large() -> Problem:
    """Return a desk large enough for shares to settle."""
    return generate(40, 1000, 5, seed=11)


@pytest.mark.parametrize("size", SIZES)
def test_desks_are_sound(size: tuple[int, int, int, int]) -> None:
    """Desks of all sizes have what was asked for, and the engine's own checks find no flaw in them."""
    engineers, tickets, days, seed = size
    problem = generate(engineers, tickets, days, seed)
    assert (len(problem.engineers), len(problem.tickets)) == (engineers, tickets)
    window = problem.desk.planning_window
    assert (window.end.date() - window.start.date()).days == days
    assert validate(problem, None) == []


def test_same_seed_same_desk() -> None:
    """The same numbers and seed give the same desk to the byte, another seed gives another."""
    first, second, other = (generate(6, 60, 5, seed).model_dump_json() for seed in (1, 1, 2))
    assert first == second
    assert first != other


def test_numbers_must_be_positive() -> None:
    """A desk without tickets is refused by name."""
    with pytest.raises(ValueError, match="tickets is 0"):
        generate(1, 0, 1, 1)


@pytest.mark.parametrize("zone", ["Europe/London", "Pacific/Auckland"])
def test_other_zones_and_the_change_of_clocks(zone: str) -> None:
    """A desk in another zone, over a weekend on which its clocks may change, is sound and starts at local midnight."""
    problem = generate(6, 40, 7, 1, start=dt.date(2026, 3, 26), zone=zone)
    assert validate(problem, None) == []
    window = problem.desk.planning_window
    assert (window.start.hour, window.end.hour) == (0, 0)
    if zone == "Europe/London":
        # The last Sunday of March has 23 hours.
        assert window.end - window.start == dt.timedelta(days=7, hours=-1)


def test_shares(large: Problem) -> None:
    """Some 40 % of the work is on-site, P3 is the most and P1 the least, half of the team is on tier 1."""
    onsite = sum(ticket.site_id is not None for ticket in large.tickets) / len(large.tickets)
    assert 0.33 <= onsite <= 0.47
    priorities = Counter(ticket.priority for ticket in large.tickets)
    assert priorities[3] > priorities[4] > priorities[2] > priorities[1] > 0
    assert Counter(engineer.tier for engineer in large.engineers) == {1: 20, 2: 13, 3: 7}
    during = sum(ticket.created > large.desk.now for ticket in large.tickets) / len(large.tickets)
    assert 0.2 <= during <= 0.45


def test_nearly_every_ticket_has_two_who_can(large: Problem) -> None:
    """Calendars aside, 95 % of the tickets and more can be taken by two engineers, all by as many as they need."""
    able = {
        ticket.id: sum(
            can_take(engineer, ticket, large.client[ticket.client_id], large.site.get(ticket.site_id or ""))
            for engineer in large.engineers
        )
        for ticket in large.schedulable
    }
    assert all(able[ticket.id] >= ticket.engineers_needed for ticket in large.schedulable)
    assert sum(count >= 2 for count in able.values()) >= 0.95 * len(able)


def test_what_comes_in_later_starts_later(large: Problem) -> None:
    """A ticket created during the window starts no earlier than that, and its windows lie after it."""
    for ticket in large.tickets:
        if ticket.created > large.desk.now:
            assert ticket.earliest_start is not None
            assert ticket.earliest_start >= ticket.created
        assert all(window.start >= ticket.created for window in ticket.time_windows)
        assert ticket.responded_at is None or ticket.created <= ticket.responded_at <= large.desk.now


def test_pinned_times_can_be_kept(large: Problem) -> None:
    """Pins of engineer and start never overlap for an engineer, lie in the working hours and on no appointment."""
    taken: dict[str, list[tuple[dt.datetime, dt.datetime]]] = {}
    for ticket in large.tickets:
        if not (ticket.pin and ticket.pin.engineer_id and ticket.pin.start):
            continue
        engineer = large.engineer[ticket.pin.engineer_id]
        start = ticket.pin.start
        end = start + dt.timedelta(minutes=ticket.estimated_minutes)
        minute = start.hour * 60 + start.minute
        assert any(
            span.start <= minute and minute + ticket.estimated_minutes <= span.end
            for span in engineer.working_hours.on(start.weekday())
        )
        others = [(busy.start, busy.end) for busy in engineer.busy] + taken.setdefault(engineer.id, [])
        assert all(end <= a or b <= start for a, b in others)
        taken[engineer.id].append((start, end))
    assert sum(len(each) for each in taken.values()) >= 10
