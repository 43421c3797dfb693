"""What happens to a ticket, by the policy that counts for it."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from past_tickets import facts
from pydantic import ValidationError

from engine.learning.category import Category
from engine.learning.ladder import Ladder, Level, Policy, Step, decide, percent


@dataclass(frozen=True)
class Sure:
    """A confidence."""

    probability: float | None = 0.95
    count: int = 50


ALL, TYPE, CLIENT = Category(), Category(type="network"), Category(client_id="contoso")
TWO = Category(priority=2, tier=1)


def ladder(level: Level = Level.AUTOPILOT, **fields: object) -> Ladder:
    """Return a ladder of one policy for all tickets."""
    return Ladder.model_validate({"policies": [Policy(level=level, threshold=0.9)], **fields})


def test_policy_that_names_most_counts() -> None:
    """Two fields before one, the client before the type; a ticket of no policy is only recommended for."""
    policies = [Policy(category=each) for each in (ALL, TYPE, CLIENT, TWO)]
    found = Ladder(policies=tuple(policies))
    assert found.policy_of(facts()).category == TWO
    assert found.policy_of(facts(priority=3)).category == CLIENT
    assert found.policy_of(facts(priority=3, client_id="fabrikam")).category == TYPE
    assert found.policy_of(facts(priority=3, client_id="fabrikam", type="email")).category == ALL
    assert Ladder().policy_of(facts()).level is Level.ASSIST


CATEGORIES = st.builds(
    Category,
    client_id=st.sampled_from([None, "contoso"]),
    type=st.sampled_from([None, "network"]),
    priority=st.sampled_from([None, 2]),
    tier=st.sampled_from([None, 1]),
)


@settings(max_examples=40)
@given(st.lists(CATEGORIES, unique=True, min_size=1), st.randoms())
def test_order_of_policies_does_not_matter(categories: list[Category], random: object) -> None:
    """No two categories that hold for one ticket are equally close."""
    shuffled = list(categories)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = [Ladder(policies=tuple(Policy(category=each) for each in some)) for some in (categories, shuffled)]
    assert found[0].policy_of(facts()) == found[1].policy_of(facts())
    assert len({each.precedence for each in categories}) == len(categories)


def test_two_policies_for_one_category_are_refused() -> None:
    """The error names the category."""
    with pytest.raises(ValidationError, match="two policies for tickets of contoso"):
        Ladder(policies=(Policy(category=CLIENT), Policy(category=CLIENT, level=Level.SHADOW)))


@pytest.mark.parametrize(
    ("level", "step"),
    [
        (Level.ASSIST, Step.PERSON),
        (Level.SHADOW, Step.NOTE),
        (Level.SUGGEST, Step.SUGGEST),
        (Level.AUTOPILOT, Step.ACT),
    ],
)
def test_level_says_what_happens_above_the_line(level: Level, step: Step) -> None:
    """Each level has a step of its own, and below the line all of them leave it to a person."""
    assert decide(ladder(level), facts(), Sure(), 0).step is step
    assert decide(ladder(level), facts(), Sure(0.89), 0).step is Step.PERSON


@pytest.mark.parametrize(
    ("given", "sure", "done", "words"),
    [
        (ladder(), Sure(0.899), 0, "89 % sure, 90 % is asked for"),
        (ladder(), Sure(None), 0, "too few decisions on such tickets"),
        (ladder(), None, 0, "too few decisions on such tickets"),
        (ladder(daily_limit=3), Sure(), 3, "limit of 3 is reached"),
        (ladder(is_on=False), Sure(), 0, "switched off for the whole desk"),
        (ladder(Level.ASSIST), Sure(), 0, "a person decides on all tickets"),
    ],
)
def test_below_the_line_the_reason_is_said(given: Ladder, sure: Sure | None, done: int, words: str) -> None:
    """A person decides, and learns why."""
    verdict = decide(given, facts(), sure, done)
    assert verdict.step is Step.PERSON
    assert words in verdict.reason


def test_limit_holds_nothing_back_that_only_notes() -> None:
    """A shadow acts on nothing, so no limit stops it."""
    assert decide(ladder(Level.SHADOW, daily_limit=0), facts(), Sure(), 9).step is Step.NOTE


def test_category_in_words() -> None:
    """As a dispatcher would say it."""
    assert (
        str(Category(client_id="contoso", type="network", priority=2, tier=1))
        == "network tickets of contoso, P2, tier 1"
    )
    assert str(CLIENT) == "tickets of contoso"
    assert str(Category(tier=2)) == "tier 2"
    assert str(ALL) == "all tickets"


def test_share_is_never_rounded_up_to_a_line() -> None:
    """89.9 % is not 90 %, and 0.29 is 29 % although its hundredfold is a little less as a float."""
    assert (percent(0.899), percent(0.29), percent(1.0)) == ("89 %", "29 %", "100 %")
