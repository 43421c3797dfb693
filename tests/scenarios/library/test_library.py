"""The ready situations fit any desk."""

import datetime as dt
from functools import cache
from pathlib import Path

import build
import pytest

from engine.context import Context
from engine.domain.desk import PlanningWindow
from engine.domain.problem import Problem
from engine.errors import DataError
from engine.limits import Limits
from engine.shifts import ShiftKind
from engine.timeline import ceil_minute, intervals, length, subtract
from scenarios.changed import changed
from scenarios.changes.engineer_absent import EngineerAbsent
from scenarios.changes.team_absent import TeamAbsent
from scenarios.demo import demo_problem
from scenarios.generator import generate
from scenarios.library import library, library_text, names
from scenarios.parts import with_desk
from scenarios.scenariofile import read_scenario, scenario_text
from scenarios.situation import Situation
from scenarios.whatif import variants_of, whatif

DESKS = {"demo": demo_problem(), "large": generate(25, 300, 5, 7), "small": generate(5, 40, 7, 3)}


def test_there_are_enough_and_each_says_what_it_is_for() -> None:
    """At least ten, each named after its file, with one sentence that ends in a question."""
    assert len(names()) >= 10
    for name in names():
        scenario = library(name)
        assert scenario.name == name
        assert scenario.purpose.endswith("?")


@pytest.mark.parametrize("desk", DESKS)
@pytest.mark.parametrize("name", names())
def test_each_fits_every_desk(name: str, desk: str) -> None:
    """All of its changes can be made, are told in words, and leave another situation than there was."""
    problem: Problem = DESKS[desk]
    for variant in variants_of(Situation(problem), library(name)):
        assert variant.situation != Situation(problem)
        assert all(variant.said)


@cache
def week(first: int) -> Situation:
    """Return a desk whose window is the seven days from a day of March 2026 on, at seven in the morning."""
    return Situation(generate(6, 40, 7, 3, start=dt.date(2026, 3, first)))


def free_minutes(given: Situation) -> int:
    """Return how many minutes from now on are free in all shifts but those on call."""
    context, desk = Context(given.problem), given.problem.desk
    over = (0, ceil_minute(desk.planning_window.start, desk.now))
    return sum(
        length(subtract(shift.spans, intervals((over, *context.busy_in(shift)))))
        for each in given.problem.engineers
        for shift in context.shifts_of[each.id]
        if shift.kind is ShiftKind.REGULAR
    )


@pytest.mark.parametrize("first", range(2, 9), ids=("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
@pytest.mark.parametrize("name", names())
def test_each_fits_a_week_that_begins_on_any_day(name: str, first: int) -> None:
    """As a live desk's does: every variant can be made, and whoever is absent in it misses hours that were free."""
    base, told = week(first), library(name)
    assert len(variants_of(base, told)) == len(told.told)
    for change in (each for variant in told.told for each in variant.changes):
        if isinstance(change, EngineerAbsent | TeamAbsent):
            assert free_minutes(changed(base, [change])) < free_minutes(base)


@pytest.mark.parametrize("first", [2, 4, 7])
def test_four_days_are_four_days_however_the_day_off_is_shared(first: int) -> None:
    """At noon on Monday, Wednesday or Saturday, four engineers lose a whole day of nine hours each in either way."""
    start = dt.datetime(2026, 3, first, tzinfo=dt.UTC)
    window = PlanningWindow(start=start, end=start + dt.timedelta(days=7))
    desk = build.desk(planning_window=window, now=start + dt.timedelta(hours=12))
    base = Situation(build.problem(build.ticket(), desk=desk, engineers=tuple(map(build.engineer, "abcd"))))
    for variant in variants_of(base, library("four-day-week")):
        assert free_minutes(base) - free_minutes(variant.situation) == 4 * 540


def test_a_window_of_too_few_working_days_is_refused() -> None:
    """From Friday evening to Sunday there is none: what needs one says so, and nothing is done in silence."""
    base = Situation(generate(6, 40, 3, 3, start=dt.date(2026, 3, 6)))
    late = Situation(with_desk(base.problem, now=base.problem.desk.planning_window.start + dt.timedelta(hours=20)))
    for name in ("four-day-week", "key-engineer-sick", "two-sick", "storm-day", "patch-night", "big-client-outage"):
        with pytest.raises(DataError, match=r"the desk works on 0 days of the planning window from now on"):
            variants_of(late, library(name))
    with pytest.raises(DataError, match=r"'workday 5' is none: the desk works on 1 day of"):
        variants_of(base, library("four-day-week"))


@pytest.mark.parametrize("name", ["big-client-outage", "without-batching"])
def test_two_of_them_run(name: str) -> None:
    """New work and a rule that is off, from the file to the comparison."""
    problem = generate(5, 30, 5, 2)
    found = whatif(Situation(problem), library(name), Limits(deterministic=0.3), (0,), workers=1)
    assert found is not None
    (variant,) = found.variants
    assert variant.is_repriced == (name == "without-batching")
    assert variant.count("new", "left_out") == (4 if name == "big-client-outage" else 0)


def test_a_file_is_read_as_it_is_shown(tmp_path: Path) -> None:
    """What is copied from the library is the same scenario, and so is what a scenario is written as."""
    for name in names():
        for text in (library_text(name), scenario_text(library(name))):
            file = tmp_path / f"{name}.yaml"
            file.write_text(text, encoding="utf-8")
            assert read_scenario(file) == library(name)


def test_unknown_names() -> None:
    """Nothing outside the folder can be named."""
    for name in ("nothing", "../demo", ""):
        with pytest.raises(KeyError):
            library(name)
