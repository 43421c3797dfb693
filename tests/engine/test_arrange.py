"""Room for trips and breaks that nobody has placed, by hand."""

from engine.arrange import Span, arrange


def test_everything_as_early_as_it_goes() -> None:
    """A trip of 10 into [5, 40), then a break of 15 wherever its window leaves it."""
    found = arrange(((0, 60),), [Span(5, 40, 10)], [Span(0, 60, 15)])
    assert found.trips == (5,)
    assert found.breaks == (15,)


def test_the_order_is_searched() -> None:
    """Trip and break both want [0, 30): the break has to come first, for its window closes at 20."""
    found = arrange(((0, 30),), [Span(0, 30, 10)], [Span(0, 20, 20)])
    assert (found.trips, found.breaks) == ((20,), (0,))


def test_a_break_goes_without_room_before_a_trip_does() -> None:
    """25 ticks hold a trip of 10 or a break of 20, not both."""
    found = arrange(((0, 25),), [Span(0, 25, 10)], [Span(0, 25, 20)])
    assert (found.trips, found.breaks) == ((0,), (None,))


def test_what_fits_nowhere() -> None:
    """A trip longer than any free stretch finds none; the other one comes as early as it can, the break after it."""
    found = arrange(((0, 8), (10, 30)), [Span(0, 10, 9), Span(10, 30, 5)], [Span(0, 30, 8)])
    assert (found.trips, found.breaks) == ((None, 10), (15,))


def test_earlier_breaks_are_kept_first() -> None:
    """Of two breaks that exclude each other the first in order stays."""
    assert arrange(((0, 30),), [], [Span(0, 30, 20), Span(0, 30, 20)]).breaks == (0, None)
