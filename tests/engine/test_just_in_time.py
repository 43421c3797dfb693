"""Trips are stated as late as nothing else is touched."""

from engine.instance import NOWHERE, FactForm, ShiftForm
from engine.just_in_time import just_in_time
from engine.timeline import Intervals
from engine.walk import ShiftTimes

HOME, SITE, OTHER = 0, 1, 2


def form(free: Intervals = ((0, 540),), facts: tuple[FactForm, ...] = ()) -> ShiftForm:
    """Return a shift of nine hours that starts at home."""
    return ShiftForm(0, ("ann", "2026-03-02", "regular"), 0, 540, 540, free, (), HOME, facts)


def test_a_trip_waits_for_its_stop() -> None:
    """A trip that could leave at once leaves so that it arrives when the set-up begins."""
    times = ShiftTimes(starts={0: (130, 200)}, setups=[(120, 130)], trips=[(0, 30, HOME, SITE), (200, 230, SITE, HOME)])
    assert just_in_time(form(), times)[0] == (90, 120, HOME, SITE)


def test_the_trip_home_is_not_put_off() -> None:
    """The way home starts when the last visit ends."""
    times = ShiftTimes(starts={0: (130, 200)}, trips=[(0, 30, HOME, SITE), (200, 230, SITE, HOME)])
    assert just_in_time(form(), times)[1] == (200, 230, SITE, HOME)


def test_remote_work_after_a_trip_keeps_it_where_it_is() -> None:
    """A trip does not move past the remote work that follows it, only up to its start."""
    times = ShiftTimes(starts={0: (40, 100), 1: (130, 200)}, trips=[(0, 30, HOME, SITE)])
    moved = just_in_time(form(), ShiftTimes(starts=times.starts, trips=[*times.trips, (200, 230, SITE, HOME)]))
    assert moved[0] == (10, 40, HOME, SITE)


def test_a_trip_does_not_move_onto_a_meeting() -> None:
    """Where the minutes before the stop are taken, the trip ends before them."""
    times = ShiftTimes(starts={0: (130, 200)}, trips=[(0, 30, HOME, SITE), (200, 230, SITE, HOME)])
    assert just_in_time(form(free=((0, 100), (130, 540))), times)[0] == (70, 100, HOME, SITE)


def test_a_trip_stays_before_facts_without_a_place() -> None:
    """A pinned remote ticket after the trip is an entry like any other."""
    pinned = FactForm(60, 90, NOWHERE, 3, 30)
    times = ShiftTimes(starts={0: (130, 200)}, trips=[(0, 30, HOME, SITE), (200, 230, SITE, HOME)])
    assert just_in_time(form(free=((0, 60), (90, 540)), facts=(pinned,)), times)[0] == (30, 60, HOME, SITE)


def test_lunch_comes_before_a_trip_that_can_wait() -> None:
    """With lunch between an early trip and its stop, the engineer eats first and leaves afterwards."""
    times = ShiftTimes(starts={0: (200, 260)}, breaks=[(60, 120)], trips=[(0, 30, HOME, SITE), (260, 290, SITE, HOME)])
    assert just_in_time(form(), times)[0] == (170, 200, HOME, SITE)
