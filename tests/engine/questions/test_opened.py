"""A desk on which some work waits again, without all of it being compiled again."""

import pytest
from frozen_desks import frozen
from hypothesis import given, settings
from hypothesis import strategies as st
from test_taken import places_of

from engine.compile import compile_instance
from engine.instance import Instance
from engine.plan import Plan
from engine.questions.frozen_desk import FrozenDesk
from engine.questions.opened import KeptFree, opened
from engine.questions.places import Insertions, Places
from engine.timing import timing

FEATURES = (
    "published",
    "published,places,set-up,meetings,breaks",
    "published,split hours,pausable,breaks,on call,overtime",
    "published,places,now,cap",
    "published,dependencies,two engineers",
    "published,group,places",
)


def rows(instance: Instance, name: str) -> tuple[object, object]:
    """Return who may take a ticket when, and for how much."""
    at = instance.tickets.index(name)
    return dict(instance.pairs[at]), list(instance.candidates[at])


@pytest.mark.parametrize("features", FEATURES)
def test_it_is_the_desk_that_would_be_compiled(features: str) -> None:
    """On random desks, one piece of work after the other: the forms are those of the whole desk compiled without that
    fact, the plan is the one that this gives, and nothing but that work has left the schedule.
    """
    met = 0

    @settings(max_examples=8)
    @given(st.integers(0, 2**32 - 1))
    def holds(seed: int) -> None:
        nonlocal met
        made = frozen(seed, features)
        for name in movable(made):
            after = opened(made, [name])
            whole = compile_instance(after.context, made.rules)
            assert rows(after.instance, name) == rows(whole, name)
            assert after.instance.facts == whole.facts
            assert after.instance.shifts == whole.shifts
            assert after.idle == timing(whole, Plan())
            gone = {each for each in places_of(made.base) if each[0] == name}
            assert places_of(after.base) == places_of(made.base) - gone
            met += 1

    holds()
    assert met


@pytest.mark.parametrize("features", FEATURES)
def test_nothing_fits_into_time_that_is_kept_free(features: str) -> None:
    """On random desks the kept time is in no free time of hers, and all other shifts are as they were."""
    met = 0

    @settings(max_examples=8)
    @given(st.integers(0, 2**32 - 1))
    def holds(seed: int) -> None:
        nonlocal met
        made = frozen(seed, features)
        for name in movable(made):
            at = made.instance.tickets.index(name)
            (shift,), low, high = made.instance.facts[at]
            who = made.instance.shifts[shift].key[0]
            after = opened(made, [name], KeptFree(who, (low, high)))
            for here, there in zip(made.instance.shifts, after.instance.shifts, strict=True):
                if there.key[0] == who:
                    assert all(end <= low or start >= high for start, end in there.free)
                else:
                    assert here == there
            met += 1

    holds()
    assert met


@pytest.mark.parametrize("features", FEATURES)
def test_an_insertion_is_a_place(features: str) -> None:
    """On random desks no place found by insertion is cheaper than the best one, and a desk on which one engineer's days
    differ knows the same of it as one that is looked at for the first time.
    """
    met = 0

    @settings(max_examples=8)
    @given(st.integers(0, 2**32 - 1))
    def holds(seed: int) -> None:
        nonlocal met
        made = frozen(seed, features)
        for name in movable(made)[:2]:
            at = made.instance.tickets.index(name)
            after = opened(made, [name])
            guess, exact = Insertions(after, at).best(1), Places(after, at).best(1)
            assert len(guess) <= len(exact)
            assert not guess or guess[0].delta >= exact[0].delta
            others = [] if made.instance.linked or made.instance.groups else movable(after)
            for other in others:
                both = opened(after, [other])
                (shift,), *_ = after.instance.facts[after.instance.tickets.index(other)]
                known = Places(after, at)
                known.best(1)
                again = known.on(both, [after.instance.shifts[shift].engineer]).best(1)
                assert [each.delta for each in again] == [each.delta for each in Places(both, at).best(1)]
            met += len(guess)

    holds()
    assert met


def movable(made: FrozenDesk) -> list[str]:
    """Return published work of one engineer, on a day on which she works, that no pin holds."""
    instance, problem = made.instance, made.context.problem
    return [
        instance.tickets[at]
        for at, (shifts, _, _) in instance.facts.items()
        if len(shifts) == 1
        and shifts[0] < len(made.context.shifts)
        and problem.ticket[instance.tickets[at]].pin is None
        and problem.ticket[instance.tickets[at]].engineers_needed == 1
    ]
