"""An engineer's place in one sentence."""

import build

from engine.constraint import FACTORS
from engine.questions.recommended import Recommendation, Recommended, sentence


def place(who: str, minute: int, cost: int, margin: int | None, **factors: int) -> Recommended:
    """Return a place of an hour."""
    (given,) = build.schedule(("t1", who, minute, minute + 60)).assignments
    return Recommended(who, given, cost, {}, dict.fromkeys(FACTORS, 0) | factors, margin)


def test_what_speaks_for_and_against() -> None:
    """The first has the most time; the second knows the client, costs more, and is late."""
    ann = place("ann", 0, -5000, 90, familiarity=4000)
    given = place("bob", 60, -2000, -15, availability=7000)
    bob = Recommended(
        "bob", given.assignment.model_copy(update={"travel_minutes": 20}), given.cost, {}, given.factors, -15
    )
    found = Recommendation("t1", (ann, bob), (), 0, ())
    words = "Begins Mon 2 Mar 08:00, 1 h 30 min before its SLA is due; of those shown the best in time and travel."
    assert sentence(found, ann) == words
    words = "Begins Mon 2 Mar 09:00, 20 min of travel, 15 min after its SLA is due; "
    words += "of those shown the one who knows the client best; 3 dearer than the first."
    assert sentence(found, bob) == words


def test_alone_there_is_nothing_to_compare() -> None:
    """One engineer, no SLA, no travel: when it begins is all."""
    ann = place("ann", 0, -5000, None)
    assert sentence(Recommendation("t1", (ann,), (), 0, ()), ann) == "Begins Mon 2 Mar 08:00."
