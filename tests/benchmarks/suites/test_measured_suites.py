"""The suites that measure by themselves: fill, scale, anytime."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.course import Course, CourseError, Courses, Size
from benchmarks.measured import Measured
from benchmarks.result import Results, Row
from benchmarks.run import Options
from benchmarks.suites import anytime, fill, scale
from constraints import rules_for
from engine.errors import DataError
from engine.limits import Limits, Progress
from engine.questions.fill import fill as fill_time

EVENTS = (Progress(1.0, 4000, 900, 0.75, "greedy"), Progress(3.0, 2000, 1000, 0.25, "improve"))
COURSE = Course((*EVENTS, Progress(4.5, 1900, 1000, 0.2, "end")), 50.0, 0)


def nobody(_: str) -> None:
    """Listen to no step."""


@pytest.mark.parametrize("suite", [fill, scale, anytime], ids=lambda suite: suite.NAME)
def test_they_say_that_they_measure_by_themselves(suite: Measured, tmp_path: Path) -> None:
    """The harness tells them by their functions, and other data is refused in words."""
    assert isinstance(suite, Measured)
    with pytest.raises(DataError, match="measures on generated desks"):
        list(suite.measure(Options(data=tmp_path), tmp_path, nobody))


@pytest.mark.parametrize(("span", "hours"), [("day", 24), ("afternoon", 4)])
def test_as_many_tickets_compete_as_asked(span: str, hours: int) -> None:
    """The question about one engineer's time has exactly so many candidates."""
    asked = fill.click(span, 12, 1)
    assert (asked.end - asked.start).total_seconds() == hours * 3600
    answer = fill_time(
        asked.problem, rules_for(asked.problem.desk), asked.engineer_id, asked.start, asked.end, Limits(0.5)
    )
    assert answer.candidates == 12


def test_a_question_becomes_rows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The first answer, the whole one and the proof have a row each; the cost lies between bound and first answer."""
    monkeypatch.setattr(fill, "CANDIDATES", (6,))
    options = Options(wanted=lambda name: name == "day 6/01", seconds=0.5)
    first, whole, proof = rows = list(fill.measure(options, tmp_path, nobody))
    assert {(row.suite, row.instance, row.limit, row.feasible) for row in rows} == {("fill", "day 6/01", 0.5, True)}
    assert [row.solver for row in rows] == ["openday first", "openday", "openday proof"]
    assert first.seconds <= whole.seconds
    assert first.bound - 0.01 <= whole.bound <= whole.cost <= first.cost
    assert "of 6" in whole.note
    assert (proof.gap, proof.cost) == (0, proof.bound)


def test_the_report_of_fills_has_latencies_shares_and_gaps(tmp_path: Path) -> None:
    """Of four proofs one comes within a second, two within two, and one not at all, with a gap of a tenth."""
    with Results(tmp_path / "fill.csv", "one core") as results:
        for seconds in (0.5, 1.5, 5.0, 10.5):
            empty = Row("fill", "day 6/01", "", 1, seconds, 10, 9, 0.1 * (seconds > 10), True, "", 3, 0)
            for solver in ("openday first", "openday", "openday proof"):
                results.add(replace(empty, solver=solver))
    (line,) = fill.said(tmp_path)
    assert line.startswith("- day 6: whole answer p50 3.25 s,")
    assert line.endswith("proven within 1, 2 and 10 s: 25%, 50%, 75%, gap 2.50%, worst 10.00%.")


def test_growth_is_a_slope_of_logarithms() -> None:
    """Seconds that grow fourfold when tickets double grow as tickets to the power 2."""
    assert scale.exponent([10, 20, 40], [1, 4, 16]) == pytest.approx(2)


def test_scale_rows_and_growth_come_from_the_courses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Two sizes of the ladder give two rows and the exponents; a size that fails gives a row that says why."""

    def solved(size: Size, seconds: float, seed: int) -> Course:  # noqa: ARG001
        if size[1] == 2500:
            raise CourseError("out of memory")
        slower = [Progress(e.seconds * size[1], e.cost, e.bound, e.gap, e.phase) for e in COURSE.events]
        return Course(tuple(slower), 50.0, 0)

    monkeypatch.setattr(scale, "course", solved)
    wanted = Options(wanted=lambda name: name in ("12x600x5", "25x1250x5", "50x2500x5"))
    rows = list(scale.measure(wanted, tmp_path, nobody))
    assert [(row.cost, row.feasible) for row in rows[:2]] == [(1.9, True)] * 2
    assert (rows[2].feasible, rows[2].note) == (False, "out of memory")
    assert scale.said(tmp_path) == [
        "From 600 to 1250 tickets, seconds to the first plan grow as tickets to the power 1.00.",
        "From 600 to 1250 tickets, seconds to within 2% of the last cost grow as tickets to the power 1.00.",
        "From 600 to 1250 tickets, memory grows as tickets to the power 0.00.",
    ]


def test_cost_by_time_stands_beside_the_greedy_start() -> None:
    """Up to a limit of 5 s: nothing at 0.5 s, the greedy plan at 1 and 2 s, the judged schedule at the end."""
    rows = list(anytime.rows("desk", 1, 5.0, COURSE))
    costs = {(row.solver, row.limit): row.cost for row in rows if row.feasible}
    assert costs == {
        ("openday", 1): 4.0,
        ("openday", 2): 4.0,
        ("openday", 5): 1.9,
        ("greedy", 1): 4.0,
        ("greedy", 2): 4.0,
        ("greedy", 5): 4.0,
    }
    assert {row.note for row in rows if not row.feasible} == {"no plan yet"}


def test_primal_integrals_are_computed_from_the_courses(tmp_path: Path) -> None:
    """Of 4.5 s: 1 s of nothing, 2 s at twice the best and a bit, 1.5 s close to it; the greedy start stays where it is.

    (1 + 2 * 2100/4000 + 1.5 * 100/2000) / 4.5 = 0.4722 and (1 + 3.5 * 2100/4000) / 4.5 = 0.6306.
    """
    Courses(tmp_path / "anytime-course.csv").add("desk", 1, COURSE)
    (line,) = anytime.said(tmp_path)
    assert "0.4722" in line
    assert "0.6306" in line
