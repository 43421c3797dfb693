"""What would have happened, had the ladder been another one."""

from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from past_tickets import past

from engine.learning.category import Category
from engine.learning.ladder import Ladder, Level, Policy
from engine.learning.past import Past
from engine.learning.preview import preview

UTC = ZoneInfo("UTC")
TICKETS = [
    past(1, True, 0.95),
    past(2, False, 0.92),
    past(3, True, 0.85),
    past(4, True, None),
    past(5, False, 0.99, type="email"),
]


def at(threshold: float, level: Level = Level.AUTOPILOT, **fields: object) -> Ladder:
    """Return a ladder of one policy for all tickets."""
    return Ladder.model_validate({"policies": [Policy(level=level, threshold=threshold)], **fields})


def ids(some: tuple[Past, ...]) -> list[str]:
    """Return the ids of past tickets."""
    return [each.id for each in some]


def test_counts_by_hand() -> None:
    """At 0.9 three of five are acted on, two of them wrongly; one lies below, of one nobody knows."""
    found = preview(at(0.9), TICKETS, UTC)
    assert (ids(found.acted), ids(found.otherwise)) == (["d1", "d2", "d5"], ["d2", "d5"])
    assert (found.tickets, found.below, found.over_limit, found.unknown) == (5, 1, 0, 1)
    assert found.precision == 1 - 2 / 3


def test_shadow_counts_as_if_it_acted_and_assist_does_not() -> None:
    """A shadow is asked what it would have done; who only assists would have done nothing, with no precision at all."""
    assert preview(at(0.9, Level.SHADOW), TICKETS, UTC) == preview(at(0.9), TICKETS, UTC)
    nothing = preview(at(0.9, Level.ASSIST), TICKETS, UTC)
    assert (nothing.acted, nothing.precision) == ((), None)


def test_limit_of_the_day_is_the_desks() -> None:
    """One a day: the second of the same local day is left to a person, the first of the next is not."""
    one = at(0.9, daily_limit=1)
    assert ids(preview(one, TICKETS, UTC).acted) == ["d1"]
    assert preview(one, TICKETS, UTC).over_limit == 2
    # 14:01 and 14:02 UTC are before and after midnight, 9 hours and 58 minutes to the east.
    east = [each.model_copy(update={"at": each.at.replace(hour=14 + at)}) for at, each in enumerate(TICKETS[:2])]
    assert ids(preview(one, east, ZoneInfo("Asia/Tokyo")).acted) == ["d1", "d2"]


def test_category_is_looked_at_alone() -> None:
    """Of the whole ladder, only the tickets for which the asked policy counts; the limit is shared all the same."""
    email = Category(type="email")
    ladder = Ladder(
        daily_limit=2,
        policies=(
            Policy(level=Level.AUTOPILOT, threshold=0.9),
            Policy(category=email, level=Level.AUTOPILOT, threshold=0.9),
        ),
    )
    found = preview(ladder, TICKETS, UTC, email)
    assert (found.tickets, ids(found.acted), found.over_limit) == (1, [], 1)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1)), max_size=30), st.floats(0.5, 0.99), st.floats(0.5, 0.99))
def test_higher_threshold_acts_on_a_part_of_what_a_lower_one_does(
    said: list[tuple[bool, float]], one: float, other: float
) -> None:
    """Without a limit, what is above the higher line is above the lower one."""
    tickets = [past(at, agreed, sure) for at, (agreed, sure) in enumerate(said)]
    low, high = (preview(at(each, daily_limit=100), tickets, UTC) for each in sorted((one, other)))
    assert set(ids(high.acted)) <= set(ids(low.acted))
    for each in (low, high):
        assert len(each.acted) + each.below == each.tickets


def test_a_limit_of_none_is_no_line() -> None:
    """With a limit of 0, what lies above the line is over the limit, and what lies below it below."""
    found = preview(at(0.9, daily_limit=0), TICKETS, UTC)
    assert (found.acted, found.below, found.over_limit) == ((), 1, 3)
