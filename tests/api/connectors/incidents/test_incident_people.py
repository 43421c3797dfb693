"""Labels to people, points to levels."""

import pandas as pd
import pytest

from api.connectors.incidents.people import link_labels, link_percent, skill_level


def test_labels_are_linked_when_each_is_the_others_most_frequent() -> None:
    """The link is one to one, unlike numbers may be one person, and a label without a mutual partner stays alone."""
    pairs = [("R 1", "A 7")] * 3 + [("R 2", "A 7")] * 2 + [("R 3", "A 8"), ("R 3", None), (None, "A 8")]
    resolved = pd.DataFrame(pairs, columns=["resolver", "assignee"])
    link = link_labels(resolved)
    assert link == {"R 1": "A 7", "R 3": "A 8"}
    assert link_percent(resolved, link) == 67


def test_nothing_resolved_links_nobody() -> None:
    """An empty history gives an empty link."""
    nothing = pd.DataFrame({"resolver": [], "assignee": []}, dtype=str)
    assert link_labels(nothing) == {}
    assert link_percent(nothing, {}) == 0


@pytest.mark.parametrize(("points", "level"), [(0.1, 1), (1.99, 1), (2, 2), (5, 3), (12, 4), (30, 5), (900, 5)])
def test_level_rises_with_points(points: float, level: int) -> None:
    """Each threshold belongs to the level that it opens."""
    assert skill_level(points) == level
