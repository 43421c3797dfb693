"""The forms while rules write them: each merges whatever the order of writing."""

import build
import numpy as np
import pytest

from engine.builder import Builder
from engine.context import Context, Fact
from engine.steps import evaluate


@pytest.fixture
def builder() -> Builder:
    """Return a builder for two tickets, and ann and bob with five shifts each."""
    team = (build.engineer("ann"), build.engineer("bob", tier=2))
    given = build.problem(build.ticket("a", site_id="hq"), build.ticket("b", type="request"), engineers=team)
    return Builder(Context(given))


def test_time_is_intersected(builder: Builder) -> None:
    """Allowed times are cut with each other, blocked ones are cut out."""
    builder.restrict_shift(0, ((0, 100),))
    builder.restrict_shift(0, ((50, 200),))
    builder.block_shift(0, ((60, 70),))
    assert builder.free[0] == ((50, 60), (70, 100))
    for write, read in (
        (builder.work_within, builder.within_sets),
        (builder.start_within, builder.start_sets),
        (builder.open_within, builder.opening_sets),
    ):
        write(0, ((0, 10), (20, 30)))
        write(0, ((5, 25),))
        assert read[0] == ((5, 10), (20, 25))


def test_an_appointment_takes_time_and_may_have_a_place(builder: Builder) -> None:
    """Both block the shift; only the one with a site is a stop."""
    builder.restrict_shift(0, ((0, 540),))
    builder.appointment(0, 0, 60, "")
    builder.appointment(0, 100, 120, "hq")
    assert builder.free[0] == ((60, 100), (120, 540))
    assert builder.appointments[0] == {(100, 120, 0)}


def test_costs_are_summed_at_their_rules_weight(builder: Builder) -> None:
    """Drops of 10 at weight 1 and of 3 at half of it are 11,500 thousandths; so with every other price."""
    builder.weight = 1000
    builder.drop(0, 10)
    builder.travel_price(0, 2)
    builder.visit_price(0, 4)
    builder.end_price(0, 1)
    builder.load_price(0, [(60, 2)])
    builder.window_price(1, [(0, 3)])
    builder.late_start(0, ((10, 0, 2),))
    builder.group([1, 0], 30)
    builder.weight = 500
    builder.drop(0, 3)
    builder.load_price(0, [(60, 2), (90, 1)])
    builder.late_start(0, ((20, 6, 0),))
    builder.group((0, 1), 10)
    assert builder.drops[0] == 11_500
    assert (builder.travel_costs[0], builder.visit_costs[0], builder.end_costs[0]) == (2000, 4000, 1000)
    assert builder.shift_loads[0] == {60: 3000, 90: 500}
    assert builder.window_loads[1] == {0: 3000}
    assert [evaluate(builder.late_starts[0], at) for at in (10, 15, 20)] == [0, 10_000, 23_000]
    assert builder.groups == {(0, 1): 35_000}


def test_a_falling_price_of_time_is_refused(builder: Builder) -> None:
    """Earliest would not be best any more."""
    with pytest.raises(AssertionError):
        builder.late_end(0, ((0, 5, 0), (10, 4, 0)))


def test_factors_are_multiplied_and_rounded_up_once(builder: Builder) -> None:
    """Of 61 minutes 50 and 33 per cent are 10.065, so 11 minutes for ann; bob's 100 and 100 leave 61."""
    builder.effort(0, 61)
    builder.pace(lambda _: 0, lambda _: np.array([50, 100]))
    builder.pace(lambda each: each.type, lambda _: np.array([33, 100]))
    assert builder.minutes_of([0]).tolist() == [[11, 61]]


def test_masks_by_engineer_and_by_shift(builder: Builder) -> None:
    """A gate on engineers covers all their shifts; one on shifts looks at each."""
    assert builder.where_engineer(lambda each: each.tier == 2).tolist() == [False] * 5 + [True] * 5
    assert builder.where_shift(lambda each: each.start == 0).sum() == 2
    builder.rule = "test"
    builder.gate(lambda each: each.type, lambda kind: np.full(10, kind == "request"))
    (gate,) = builder.gates
    assert (gate.rule, gate.allows(0, 0), gate.allows(1, 0)) == ("test", False, True)


def test_caps_take_the_least_and_crews_the_most(builder: Builder) -> None:
    """Of two caps the lower holds, of two numbers of engineers the higher; set-ups add up."""
    for minutes, engineers in ((300, 2), (200, 3), (250, 1)):
        builder.load_cap(0, minutes)
        builder.together(0, engineers)
        builder.setup(0, 5)
    assert (builder.caps[0], builder.needed[0], builder.setups[0]) == (200, 3, 15)


def test_forms_with_one_owner_must_agree(builder: Builder) -> None:
    """Another effort, name, fact or published start for the same ticket is a mistake of the rules."""
    builder.effort(0, 60)
    builder.name_engineer(0, 1)
    builder.fact(0, Fact("a", ("ann",), 0, None))
    builder.move_price(0, 0, 10, 5)
    for write in (
        lambda: builder.effort(0, 61),
        lambda: builder.name_engineer(0, 0),
        lambda: builder.fact(0, Fact("a", ("ann",), 1, None)),
        lambda: builder.move_price(0, 0, 10, 5),
    ):
        with pytest.raises(AssertionError):
            write()


def test_an_amount_for_most(builder: Builder) -> None:
    """Everybody has the one amount, but for those who are named with their own."""
    assert builder.for_most(7, {"bob": 2}).tolist() == [7, 2]
    assert builder.for_most(7, {}).tolist() == [7, 7]


def test_a_copy_is_written_on_by_itself(builder: Builder) -> None:
    """What was written before the copy holds in both, what is written into one afterwards in that one alone."""
    builder.load_price(0, [(60, 1)])
    builder.floating_break(0, 0, 120, 30)
    again = builder.copied(Context(builder.problem))
    for each, amount in ((builder, 1), (again, 2)):
        each.load_price(0, [(60, amount)])
        each.floating_break(0, 0, 120, 30 + amount)
        each.drop(0, amount)
        each.order(0, 1, amount)
    assert (builder.shift_loads[0][60], again.shift_loads[0][60]) == (2000, 3000)
    assert (builder.breaks[0], again.breaks[0]) == ([(0, 120, 30), (0, 120, 31)], [(0, 120, 30), (0, 120, 32)])
    assert (builder.drops[0], again.drops[0]) == (1000, 2000)
    assert ({each.lag for each in builder.orders}, {each.lag for each in again.orders}) == ({1}, {2})
