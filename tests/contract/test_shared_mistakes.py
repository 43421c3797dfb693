"""Mistakes that both faces of a rule would share: the tables computed by hand catch each.

Audit and solver read the same clocks, shifts and trips, so that a bug there changes both alike and their comparison is
blind to it. Each of these bugs stands in for a function of the engine while one table is looked up.
"""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

import engine.calendar
import engine.legs
import engine.shifts
import engine.sla
import engine.slots
import engine.timing
import engine.travel
import engine.walk
from engine.legs import Stop
from engine.timeline import ALWAYS, FOREVER


class Mistake(NamedTuple):
    """A function replaced, and the table that must notice."""

    module: ModuleType
    name: str
    wrong: Callable[..., Any]
    tables: str
    table: str
    row: tuple[Any, ...] = ()


def _every_stop_sets_up(placed: Any, setup_of: Any) -> tuple[Stop, ...]:
    ordered = sorted(placed, key=lambda token: token.start)
    return tuple(Stop(t.start, t.end, t.site_id, t.ticket_id, setup_of(t.site_id)) for t in ordered)


_pausable, _fits, _resolve = engine.slots.pausable_slots, engine.walk.earliest_fit, engine.calendar.resolve_local
_late = engine.sla._passed
_ceil, _floor = engine.calendar.ceil_minute, engine.calendar.floor_minute

MISTAKES = {
    "the SLA clock never stops": Mistake(
        engine.sla, "after", lambda _calendar, start, minutes: start + minutes, "sla", "test_paused_minutes_are_added"
    ),
    "lateness has no cap": Mistake(
        engine.sla,
        "_passed",
        lambda due, points, _cap: _late(due, points, FOREVER),
        "sla",
        "test_lateness_as_steps",
        (0, {5: 0, 6: 103, 10: 115, 20: 115, 24: 127, 27: 136, 40: 136}),
    ),
    "holidays are worked": Mistake(
        engine.sla, "holiday_days", lambda *_: (), "sla", "test_holidays_stop_the_desks_clock"
    ),
    "an end on the overlap is its first": Mistake(
        engine.calendar,
        "resolve_local",
        lambda naive, zone, is_end=False: _resolve(naive, zone),  # noqa: ARG005
        "calendar",
        "test_hours_on_the_overlap_reach_to_its_second_end",
    ),
    "free time rounds outward": Mistake(
        engine.calendar, "floor_minute", _ceil, "calendar", "test_hours_rounded_inward"
    ),
    "starts round down": Mistake(engine.calendar, "ceil_minute", _floor, "calendar", "test_hours_rounded_inward"),
    "overtime runs into the next shift": Mistake(
        engine.shifts,
        "_ends_before",
        lambda shift, _follower: shift,
        "shifts",
        "test_overtime_ends_where_the_next_shift_begins",
    ),
    "pausable work runs over a fact": Mistake(
        engine.slots,
        "pausable_slots",
        lambda free, _barriers, *rest: _pausable(free, (), *rest),
        "slots",
        "test_a_barrier_is_not_run_over",
    ),
    "every ticket sets up": Mistake(
        engine.legs, "read_stops", _every_stop_sets_up, "legs", "test_a_visit_is_a_run_of_tickets_at_one_site"
    ),
    "trips do not look at meetings": Mistake(
        engine.walk,
        "earliest_fit",
        lambda _free, start, minutes: _fits(ALWAYS, start, minutes),
        "walk",
        "test_a_trip_goes_around_a_meeting",
    ),
    "together does not wait for the slowest": Mistake(
        engine.timing, "_longest", lambda *_: {}, "timing", "test_together_waits_for_the_last_and_takes_the_slowest"
    ),
    "links are not looked at": Mistake(
        engine.timing, "_raise", lambda *_: [], "timing", "test_orders_across_engineers_with_a_lag"
    ),
    "hold is forgotten": Mistake(
        engine.timing, "_held", lambda *_: {}, "timing", "test_hold_waits_for_the_published_start"
    ),
    "roads are not closed under shortest paths": Mistake(
        engine.travel,
        "_close",
        lambda matrix, _changed: matrix,
        "travel",
        "test_known_times_go_first_and_are_closed_under_shortest_paths",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_table_catches_the_mistake(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table holds as things are, and fails with the mistake."""
    mistake = MISTAKES[name]
    tables = _tables(mistake.tables)
    table = getattr(tables, mistake.table)
    table(*mistake.row)
    monkeypatch.setattr(mistake.module, mistake.name, mistake.wrong)
    if hasattr(tables, mistake.name):
        monkeypatch.setattr(tables, mistake.name, mistake.wrong)
    with pytest.raises(AssertionError):
        table(*mistake.row)


def _tables(name: str) -> ModuleType:
    path = Path(__file__).parents[1] / "engine" / f"test_{name}.py"
    spec = importlib.util.spec_from_file_location(f"tables_{name}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
