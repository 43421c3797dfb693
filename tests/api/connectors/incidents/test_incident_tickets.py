"""Work minutes and usual groups."""

import pandas as pd

from api.connectors.incidents.tickets import usual_groups, work_minutes


def test_work_minutes_scale_with_updates_between_bounds() -> None:
    """A category with the usual number of updates takes the assumed minutes; others scale, rounded and bounded."""
    resolved = pd.DataFrame({"category": ["b", "a", "a", "c", "d"], "updates": [1, 4, 4, 5, 90]})
    # The median over all is 4 updates: 30 * 1/4 is below 15, 30 * 5/4 = 37.5 rounds to 40, 30 * 90/4 is above 120.
    assert work_minutes(resolved) == {"a": 30, "b": 15, "c": 40, "d": 120}
    assert work_minutes(resolved.iloc[:0]) == {}


def test_usual_group_is_the_most_frequent_then_the_first_by_name() -> None:
    """Incidents without a known solver do not count, ties go to the first name."""
    solved = pd.DataFrame(
        {
            "category": ["a", "a", "a", "b", "b", "c"],
            "group": ["G2", "G2", "G1", "G2", "G1", "G3"],
            "engineer_id": ["x", "x", "x", "x", "x", None],
        }
    )
    assert usual_groups(solved) == {"a": "G2", "b": "G1"}
