"""The catalogue of kinds of work."""

import random

import pytest
from pydantic import ValidationError

from scenarios.generator.kinds import Bundle, Catalogue, Step, catalogue
from scenarios.generator.names import companies, particulars, people, slug


def test_every_text_can_be_filled() -> None:
    """Each summary and description has only blanks that the names fill."""
    blanks = particulars(random.Random(1))
    for kind in catalogue().kind:
        texts = [text.format_map(blanks) for text in (*kind.summaries, kind.description)]
        assert all(text and "{" not in text for text in texts)


def test_minutes_are_ordered() -> None:
    """Each kind's least estimate is no more than its most, and only long work may be paused."""
    for kind in catalogue().kind:
        assert 15 <= kind.minutes[0] <= kind.minutes[1] <= 420
        assert kind.pausable == (kind.minutes[0] >= 300)


def test_a_small_team_takes_no_work_for_two() -> None:
    """With one engineer on tier 2, work that needs two of them is left out, and so is tier 3."""
    kinds = catalogue().for_tiers([1, 2]).kind
    assert {kind.tier for kind in kinds} == {1, 2}
    assert all(kind.engineers == 1 for kind in kinds)


@pytest.mark.parametrize("step", [Step(kind="nothing"), Step(kind="printer", after=1)])
def test_a_bundle_points_back(step: Step) -> None:
    """A bundle that names an unknown kind, or a step after itself, is refused."""
    bundle = Bundle(name="odd", weight=1, steps=(Step(kind="printer"), step))
    with pytest.raises(ValidationError, match="odd"):
        Catalogue(kind=catalogue().kind, bundle=(bundle,))


def test_names_are_different() -> None:
    """Many more people and companies than there are parts of names still have names, and ids, of their own."""
    for source, count in ((people(random.Random(1)), 3000), (companies(random.Random(1)), 1600)):
        names = [next(source) for _ in range(count)]
        assert len({slug(name) for name in names}) == count
