"""How the solvers stand, the report and the plots."""

import math
from pathlib import Path

import pytest
from small_bench import row

from benchmarks.best_known import Best
from benchmarks.plots import write_plots
from benchmarks.report import markdown, tables
from benchmarks.standings import ahead_of_all, primal_integral, standings, totals

KNOWN = {("strsp", "a"): Best(100, "somebody")}
ROWS = [
    *(row("a", "openday", cost, seed=seed) for seed, cost in enumerate((100.0, 104, 102), 1)),
    *(row("a", "pyvrp", cost, seed=seed) for seed, cost in enumerate((110.0, math.nan, math.nan), 1)),
    row("g/b", "openday", 50, seconds=3.0),
    row("g/b", "pyvrp", 50.00001),
    row("g/b", "spike", 40),
]


def test_medians_stand_against_the_best_known() -> None:
    """The cost is the median over runs, no plan counts as endless, and the best is anybody's."""
    found = {(each.instance, each.solver): each for each in standings(ROWS, KNOWN)}
    assert found["a", "openday"].cost == 102
    assert found["a", "openday"].behind == pytest.approx(0.02)
    assert found["a", "pyvrp"].cost == math.inf
    assert found["g/b", "openday"].best == 40
    assert found["g/b", "openday"].group == "g"


def test_better_or_equal_is_counted() -> None:
    """Costs within a millionth are equal, and a trial of our own is no rival."""
    of = standings(ROWS, KNOWN)
    assert ahead_of_all(of, {"pyvrp"}) == (2, 2)
    assert ahead_of_all(of, {"pyvrp", "spike"}) == (1, 2)
    found = {each.solver: each for each in totals(of)}
    assert found["openday"].ours_no_worse is None
    assert (found["pyvrp"].ours_no_worse, found["spike"].ours_no_worse) == (2, 0)
    assert found["openday"].mean_behind == pytest.approx((0.02 + 0.25) / 2)


def test_the_primal_integral_is_a_mean_over_time() -> None:
    """Nothing for 1 s, then twice the best for 1 s, then the best for 2 s: by hand (1 + 0.5 + 0) / 4."""
    assert primal_integral([(1, 1.0), (2, 0.0), (4, 0.0)]) == pytest.approx(1.5 / 4)
    assert primal_integral([]) == 1


def test_the_report_says_what_was_run() -> None:
    """It has the machine, the claim, a table of each group, every cost, and what a peer cannot express."""
    text = markdown("strsp", "a machine", standings(ROWS, KNOWN), {"pyvrp": ["breaks", "lateness"], "openday": []})
    for words in (
        "a machine",
        "better than or equal to every peer on 2 of 2 instances",
        "102.00 (+2.00%)",
        "| a | 100.00 |",
        "- pyvrp: breaks; lateness.",
    ):
        assert words in text
    assert [table.title for table in tables(standings(ROWS, KNOWN))] == ["", "g", "all", ""]


def test_several_limits_show_the_course_of_time(tmp_path: Path) -> None:
    """With more than one limit the sums are of the last one, and a table and a plot show all of them."""
    rows = [row("5x50x1", "openday", cost, limit=limit) for limit, cost in ((1.0, 12.0), (2.0, 10.0))]
    rows += [row("10x100x1", "openday", 10.0, limit=2.0)]
    of = standings(rows, {})
    assert tables(of)[-1].head == ("solver", "1 s", "2 s")
    assert tables(of)[-1].rows == [("openday", "20.00%", "0.00%")]
    names = [path.name for path in write_plots(tmp_path, "x", of)]
    assert names == ["x-quality.png", "x-time.png", "x-growth.png"]
    assert all((tmp_path / name).stat().st_size > 1000 for name in names)
