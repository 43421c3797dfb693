"""What no other beats, and the outcomes of a sweep's rows."""

from hypothesis import given
from hypothesis import strategies as st
from small_sweeps import made_up, small_plan

from scenarios.sweep.frontier import frontier, outcomes
from scenarios.sweep.run import Row

VALUES = st.lists(st.tuples(*[st.integers(0, 4)] * 3), max_size=12)


@given(VALUES)
def test_frontier_is_what_none_beats(values: list[tuple[int, ...]]) -> None:
    """Every one is on it but those of which another is as good in all and better in one, found by trying all pairs."""
    expected = {
        at
        for at, value in enumerate(values)
        if not any(
            all(a <= b for a, b in zip(other, value, strict=True))
            and any(a < b for a, b in zip(other, value, strict=True))
            for other in values
        )
    }
    assert frontier(values) == expected


@given(VALUES, st.permutations(range(3)))
def test_order_does_not_matter(values: list[tuple[int, ...]], order: list[int]) -> None:
    """Neither the order of the outcomes nor that of the aims decides who is on it."""
    best = {values[at] for at in frontier(values)}
    turned = [tuple(value[axis] for axis in order) for value in reversed(values)]
    assert {tuple(value[axis] for axis in order) for value in best} == {turned[at] for at in frontier(turned)}


def row(travel: int, missed: int, spread: float) -> Row:
    """Return the figures of a row that are weighed."""
    return {
        "travel_minutes": travel,
        "sla_missed": missed,
        "utilization_spread_percent": spread,
        "unassigned": 2,
        "base_cost": 1000 * travel,
    }


def test_outcomes_are_means_over_seeds() -> None:
    """Travel 10 and 30 over two seeds is 20; a run that failed does not count, nor does one that is still missing."""
    plan = small_plan(weights={"travel": [500, 1000, 2000]}, seeds=[0, 1])
    first, second, third = (
        [job for job in plan.jobs if job.point.told["travel"] == each] for each in ("500", "1000", "2000")
    )
    rows = {
        first[0].key: made_up(first[0]) | row(10, 4, 8.0),
        first[1].key: made_up(first[1]) | row(30, 5, 9.0),
        second[0].key: made_up(second[0]) | row(20, 4, 8.5),
        second[1].key: made_up(second[1]) | {"error": "x"},
        third[0].key: made_up(third[0]) | row(5, 9, 9.0),
    }
    found = outcomes(plan, rows)
    assert [(each.point.words, each.aims, each.runs, each.is_on_frontier, each.is_own) for each in found] == [
        ("travel 2000", (5, 9, 9.0), 1, True, False),
        ("travel 1000", (20, 4, 8.5), 1, True, True),
        ("travel 500", (20, 4.5, 8.5), 2, False, False),
    ]


def test_each_variant_has_a_frontier() -> None:
    """A variant in which all is worse has its own best."""
    variants = [{"name": name, "changes": []} for name in ("good", "bad")]
    plan = small_plan(variants=variants, weights={"travel": [1, 2]})
    values = {("good", "1"): 1, ("good", "2"): 2, ("bad", "1"): 9, ("bad", "2"): 8}
    rows = {job.key: row(values[job.variant, job.point.told["travel"]], 1, 1.0) for job in plan.jobs}
    best = [(each.variant, each.point.words) for each in outcomes(plan, rows) if each.is_on_frontier]
    assert best == [("good", "travel 1"), ("bad", "travel 2")]


def test_what_a_variant_weighs_otherwise_is_not_the_desks_own() -> None:
    """With travel at 9000 no choice of another weight is the desk's own, and all have to say travel as well."""
    dear = [{"change": "weights_changed", "weights": {"travel": 9000}}]
    variants = [{"name": "as it is", "changes": []}, {"name": "dear", "changes": dear}]
    axis = {"rules": ["workload_balance"], "times": True, "values": [1, 2]}
    plan = small_plan(variants=variants, weights={"balance": axis})
    found = outcomes(plan, {job.key: row(1, 1, 1.0) for job in plan.jobs})
    own = plan.own["workload_balance"]
    assert [(each.variant, each.point.words, each.is_own, each.weights) for each in found] == [
        ("as it is", "balance x1", True, {"workload_balance": own}),
        ("as it is", "balance x2", False, {"workload_balance": 2 * own}),
        ("dear", "balance x1", False, {"workload_balance": own, "travel": 9000}),
        ("dear", "balance x2", False, {"workload_balance": 2 * own, "travel": 9000}),
    ]
