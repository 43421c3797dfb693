"""The Gantt chart as a page."""

import re
from pathlib import Path

from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.plots import gantt_html


def page_of(problem: Problem, schedule: Schedule, folder: Path) -> str:
    """Write the page and return it."""
    path = folder / "gantt.html"
    gantt_html(problem, schedule, path)
    return path.read_text(encoding="utf-8")


def test_the_page_stands_alone(planned: tuple[Problem, Schedule], tmp_path: Path) -> None:
    """The page holds its script: no script or style is fetched from anywhere."""
    page = page_of(*planned, tmp_path)
    assert re.findall(r"<script[^>]*\ssrc\s*=", page) == []
    assert re.findall(r"<link[^>]*href", page) == []
    assert "Plotly.newPlot" in page


def test_everybody_and_everything_is_on_it(planned: tuple[Problem, Schedule], tmp_path: Path) -> None:
    """Each engineer's name, each day and each assigned ticket is on the page; on-site work has its own words."""
    problem, schedule = planned
    page = page_of(problem, schedule, tmp_path)
    assert all(engineer.name in page for engineer in problem.engineers)
    assert all(given.ticket_id in page for given in schedule.assignments)
    assert all(day in page for day in ("Monday 2 March", "Tuesday 3 March", "Wednesday 4 March"))
    assert "P3 on-site" in page
    assert "P3 remote" in page


def test_the_same_schedule_gives_the_same_page(planned: tuple[Problem, Schedule], tmp_path: Path) -> None:
    """Two runs write the same page: no random id and no clock in it."""
    assert page_of(*planned, tmp_path) == page_of(*planned, tmp_path)


def test_a_summary_is_no_markup(planned: tuple[Problem, Schedule], tmp_path: Path) -> None:
    """A summary that holds a script is shown as text, and cannot end the page's own script."""
    problem, schedule = planned
    first = schedule.assignments[0].ticket_id
    evil = tuple(
        ticket.model_copy(update={"summary": "</script><script>alert(1)</script>"}) if ticket.id == first else ticket
        for ticket in problem.tickets
    )
    parts = {"desk": problem.desk, "engineers": problem.engineers, "clients": problem.clients, "sites": problem.sites}
    page = page_of(Problem(**parts, tickets=evil), schedule, tmp_path)
    assert "<script>alert(1)" not in page
