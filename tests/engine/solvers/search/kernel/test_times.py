"""When work may start, asked of the kernel one tick at a time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kernels import FEATURES, drawn

from engine.instance import NOWHERE
from engine.slots import first_start as first_slot
from engine.slots import slots
from engine.solvers.search.flatten import flatten
from engine.solvers.search.kernel.times import first_start, fit, fit_last, last_start

INTERVALS = np.array([-1, -1, 10, 20, 30, 60], dtype=np.int64)
"""Two head entries, then [10, 20) and [30, 60)."""


def test_first_fit_by_hand() -> None:
    """Spans fit from a tick on inside one interval only, anywhere in all time, and nowhere when too long."""
    fits = [fit(INTERVALS, 2, 6, at, span) for at, span in ((0, 5), (12, 8), (12, 9), (30, 30), (31, 30), (60, 1))]
    assert fits == [10, 12, 30, 30, -1, -1]
    assert fit(INTERVALS, -1, -1, 7, 1000) == 7
    assert fit(INTERVALS, 4, 4, 0, 1) == -1


def test_last_fit_by_hand() -> None:
    """Spans end by a tick as late as they can inside one interval."""
    limits = ((100, 5), (59, 5), (34, 5), (32, 5), (20, 10), (19, 10))
    assert [fit_last(INTERVALS, 2, 6, limit, span) for limit, span in limits] == [55, 54, 15, 15, 10, -1]
    assert fit_last(INTERVALS, -1, -1, 50, 20) == 30


@pytest.mark.parametrize("features", FEATURES)
def test_first_start_is_that_of_the_slots(features: str) -> None:
    """For each ticket and shift, with and without set-up or a break inside: the same first start and the same end."""

    @settings(max_examples=25)
    @given(st.integers(0, 2**32 - 1), st.integers(0, 900), st.integers(5, 200))
    def holds(seed: int, low: int, minutes: int) -> None:
        instance = drawn(seed, features).instance
        flat = flatten(instance)
        for ticket, place in enumerate(instance.ticket_place):
            setups = {0} if place == NOWHERE else {0, instance.setup[place]}
            for shift in instance.candidates[ticket]:
                breaks = len(instance.shifts[shift].breaks) if instance.ticket_pausable[ticket] else 0
                for absorbed in [(), *((which,) for which in range(breaks))]:
                    for setup in setups:
                        found = slots(instance, ticket, shift, minutes, setup=setup, absorbed=absorbed)
                        first = first_slot(found, low)
                        wanted = (-1, -1) if first is None else (first[0], first[0] + minutes + first[1])
                        bits = sum(1 << each for each in absorbed)
                        assert first_start(flat, shift, ticket, minutes, setup, bits, low) == wanted

    holds()


@pytest.mark.parametrize("features", FEATURES)
def test_no_start_after_the_last_one_ends_in_time(features: str) -> None:
    """Whatever slot ends by the limit starts no later than the last start."""

    @settings(max_examples=25)
    @given(st.integers(0, 2**32 - 1), st.integers(60, 900), st.integers(5, 200))
    def holds(seed: int, limit: int, minutes: int) -> None:
        instance = drawn(seed, features).instance
        flat = flatten(instance)
        for ticket in range(len(instance.tickets)):
            for shift in instance.candidates[ticket]:
                last = last_start(flat, shift, ticket, minutes, limit)
                for low, high, extra in slots(instance, ticket, shift, minutes):
                    latest = min(high, limit - minutes - extra)
                    assert latest < low or latest <= last

    holds()
