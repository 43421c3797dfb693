"""Work that stays where it is, and changes that take its place away."""

import build
import pytest

from engine.context import Context
from engine.domain.desk import PlanningWindow
from engine.domain.problem import Problem
from engine.domain.ticket import Pin
from scenarios.change import Change
from scenarios.changed import changed
from scenarios.changes.engineer_absent import EngineerAbsent
from scenarios.changes.site_closed import SiteClosed
from scenarios.changes.ticket_escalates import TicketEscalates
from scenarios.freed import freed
from scenarios.scenariofile import scenario_of
from scenarios.situation import Situation
from scenarios.whatif import variants_of

PIN = Pin(engineer_id="ann", start=build.at(300))


def pinned(**fields: object) -> Problem:
    """Return ann and bob with a visit of an hour that is pinned to ann at 13:00 on Monday."""
    visit = build.ticket("visit", site_id="hq", pin=PIN)
    people = (build.engineer("ann"), build.engineer("bob"))
    return build.problem(visit, engineers=people, sites=(build.site("hq"),), **fields)


def after(problem: Problem, *changes: Change) -> Problem:
    """Return what is planned once something is otherwise."""
    base = Situation(problem)
    return freed(base, changed(base, changes)).problem


@pytest.mark.parametrize("start", ["2026-03-02T08:00", "2026-03-02T13:30"])
def test_a_pin_to_who_is_sick_keeps_its_time(start: str) -> None:
    """The whole day or from the middle of the visit: somebody else may come at 13:00."""
    found = after(pinned(), EngineerAbsent(engineer="ann", start=start, reason="sick"))
    assert found.ticket["visit"].pin == Pin(start=build.at(300))
    assert "visit" not in Context(found).facts


@pytest.mark.parametrize("start", ["08:00", "13:00", "13:30"])
def test_a_pin_to_a_time_at_which_the_site_is_shut_keeps_its_engineer(start: str) -> None:
    """Shut all day, from the start of the visit or from its middle: Ann comes once it is open again."""
    found = after(pinned(), SiteClosed(site="hq", start=f"2026-03-02T{start}", end="2026-03-03T12:00"))
    assert found.ticket["visit"].pin == Pin(engineer_id="ann")
    assert "visit" not in Context(found).facts


@pytest.mark.parametrize("start", [720, 5 * build.DAY])
def test_a_pin_outside_of_hours_keeps_its_time_too(start: int) -> None:
    """At 20:00 on Monday, and at 08:00 on Saturday: Ann is away all week."""
    pin = Pin(engineer_id="ann", start=build.at(start))
    ticket = build.ticket("visit", pin=pin)
    window = PlanningWindow(start=build.MONDAY, end=build.at(6 * build.DAY))
    people = (build.engineer("ann"), build.engineer("bob"))
    problem = build.problem(ticket, engineers=people, desk=build.desk(planning_window=window))
    found = after(problem, EngineerAbsent(engineer="ann", end="end"))
    assert found.ticket["visit"].pin == Pin(start=build.at(start))


@pytest.mark.parametrize(
    ("change", "pin", "left"),
    [
        (EngineerAbsent(engineer="ann"), Pin(latest=build.at(240)), Pin(latest=build.at(240))),
        (EngineerAbsent(engineer="ann"), Pin(engineer_id="ann", latest=build.at(240)), Pin(latest=build.at(240))),
        (TicketEscalates(ticket="a", tier=2), Pin(start=build.at(60)), Pin(start=build.at(60))),
    ],
)
def test_a_pin_loses_no_more_than_the_change_takes(change: Change, pin: Pin, left: Pin) -> None:
    """An agreed range and an agreed start stay, for whoever comes."""
    problem = build.problem(
        build.ticket("a", pin=pin),
        engineers=(build.engineer("ann"), build.engineer("bob", tier=2)),
        desk=build.desk(freeze_minutes=120),
        published=build.schedule(("a", "ann", 60, 120)),
    )
    found = after(problem, change)
    assert found.ticket["a"].pin == left
    assert Context(found).facts == {}


def test_what_a_change_does_not_touch_stays() -> None:
    """Ann away in the morning, or bob all week: the same problem as without letting anything go."""
    base = Situation(pinned())
    for change in (
        EngineerAbsent(engineer="ann", start="2026-03-02T08:00", end="2026-03-02T12:00"),
        EngineerAbsent(engineer="bob"),
    ):
        situation = changed(base, (change,))
        assert freed(base, situation) is situation
    assert freed(base, base) is base


def test_frozen_work_of_who_is_sick_goes_back_to_the_queue() -> None:
    """What was published for the next hour is frozen; it is no longer published, and bob may do it."""
    problem = build.problem(
        build.ticket("a"),
        build.ticket("b"),
        engineers=(build.engineer("ann"), build.engineer("bob")),
        desk=build.desk(freeze_minutes=120),
        published=build.schedule(("a", "ann", 60, 120), ("b", "bob", 60, 120)),
    )
    found = after(problem, EngineerAbsent(engineer="ann"))
    assert set(Context(found).facts) == {"b"}
    assert found.published
    assert [each.ticket_id for each in found.published.assignments] == ["b"]


def test_of_work_under_way_of_who_falls_sick_the_rest_is_left() -> None:
    """Ann has worked twenty minutes of the hour."""
    problem = build.problem(
        build.ticket("a"),
        engineers=(build.engineer("ann"), build.engineer("bob")),
        desk=build.desk(now=build.at(20)),
        published=build.schedule(("a", "ann", 0, 60)),
    )
    found = after(problem, EngineerAbsent(engineer="ann", start="now", end="2026-03-03T08:00"))
    assert found.ticket["a"].estimated_minutes == 40
    assert Context(found).facts == {}


def test_variants_are_planned_with_it_and_the_reverse_is_exact() -> None:
    """A what-if plans the freed situation; the change itself leaves the pin, so that it can be undone."""
    base = Situation(pinned())
    sick = {"change": "engineer_absent", "engineer": "ann", "reason": "sick"}
    (variant,) = variants_of(base, scenario_of({"name": "x", "changes": [sick]}, "x"))
    assert Context(variant.situation.problem).facts == {}
    told = changed(base, (EngineerAbsent(engineer="ann"),))
    assert told.problem.ticket["visit"].pin == PIN
