"""The course of a solve in a process of its own."""

from pathlib import Path

import pytest

from benchmarks.course import Course, CourseError, Courses, course
from engine.limits import Progress


def made(*events: tuple[float, int]) -> Course:
    """Return a course from seconds and costs."""
    return Course(tuple(Progress(at, cost, 0, 0.5, "improve") for at, cost in events), 100.0, 0)


def test_cost_over_time_is_read_from_the_events() -> None:
    """Before the first plan there is none; within 2 % of 1000 is what costs at most 1020."""
    found = made((1.0, 2000), (2.0, 1020), (5.0, 1000))
    assert found.best_by(0.5) is None
    assert [found.best_by(at).cost for at in (1.0, 4.9, 60.0)] == [2000, 1020, 1000]  # type: ignore[union-attr]
    assert (found.first_seconds, found.seconds_within(0.02), found.end.cost) == (1.0, 2.0, 1000)


def test_a_desk_is_solved_in_a_process_that_is_measured() -> None:
    """The last event is the judged schedule, no dearer than the first plan; the process has used memory."""
    found = course((2, 6, 1), 1.0, 1)
    assert found.end.phase == "end"
    assert found.end.bound <= found.end.cost <= found.events[0].cost
    assert found.hard_findings == 0
    assert found.memory_mb > 10


def test_what_goes_wrong_in_the_process_is_said() -> None:
    """A desk without engineers cannot be generated, and the caller hears why."""
    with pytest.raises(CourseError, match="engineers is 0"):
        course((0, 6, 1), 1.0, 1)


def test_courses_are_kept_in_a_file(tmp_path: Path) -> None:
    """A line per plan, costs in engineer-minutes."""
    courses = Courses(tmp_path / "new" / "course.csv")
    courses.add("2x6x1", 3, made((1.0, 2000)))
    head, line = courses.path.read_text(encoding="utf-8").splitlines()
    assert head == "instance,seed,seconds,cost,bound,gap,phase"
    assert line == "2x6x1,3,1.0,2.0,0.0,0.5,improve"
