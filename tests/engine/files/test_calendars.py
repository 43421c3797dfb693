"""Calendars as people's programs write them."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from engine.domain.desk import PlanningWindow
from engine.domain.engineer import Busy
from engine.errors import Flaw
from engine.files.calendars import Scope, read_calendar

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = PlanningWindow(start=dt.datetime(2026, 3, 2, tzinfo=BERLIN), end=dt.datetime(2026, 3, 7, tzinfo=BERLIN))
SPRING = PlanningWindow(start=dt.datetime(2026, 3, 27, tzinfo=BERLIN), end=dt.datetime(2026, 4, 1, tzinfo=BERLIN))
AUTUMN = PlanningWindow(start=dt.datetime(2026, 10, 24, tzinfo=BERLIN), end=dt.datetime(2026, 10, 27, tzinfo=BERLIN))


def read(tmp_path: Path, *events: str, window: PlanningWindow = WEEK) -> tuple[list[Busy], list[Flaw]]:
    """Return what is read of a calendar of these events."""
    parts = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    path = tmp_path / "ann.ics"
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y\n{parts}END:VCALENDAR\n", newline="\r\n")
    return read_calendar(path, Scope("calendars/ann.ics", BERLIN, window, {"acme-hq"}))


def spans(tmp_path: Path, *events: str, window: PlanningWindow = WEEK) -> list[str]:
    """Return busy time as UTC texts."""
    busy, flaws = read(tmp_path, *events, window=window)
    assert not flaws
    return [f"{each.start.astimezone(dt.UTC):%d %H:%M}-{each.end.astimezone(dt.UTC):%d %H:%M}" for each in busy]


DAILY = (
    "UID:a\nDTSTART;TZID=Europe/Berlin:20260302T090000\nDTEND;TZID=Europe/Berlin:20260302T100000\n"
    "RRULE:FREQ=DAILY;COUNT=3"
)


def test_recurring_with_an_excluded_day(tmp_path: Path) -> None:
    """A daily meeting is busy on each of its days but the one that EXDATE takes out; 09:00 in Berlin is 08:00 UTC."""
    event = f"{DAILY}\nEXDATE;TZID=Europe/Berlin:20260303T090000"
    assert spans(tmp_path, event) == ["02 08:00-02 09:00", "04 08:00-04 09:00"]


def test_moved_and_cancelled_instances(tmp_path: Path) -> None:
    """An instance moved by RECURRENCE-ID is busy at its new time, a cancelled one is free."""
    moved = (
        "UID:a\nRECURRENCE-ID;TZID=Europe/Berlin:20260303T090000\n"
        "DTSTART;TZID=Europe/Berlin:20260305T140000\nDTEND;TZID=Europe/Berlin:20260305T150000"
    )
    cancelled = (
        "UID:a\nRECURRENCE-ID;TZID=Europe/Berlin:20260304T090000\nSTATUS:CANCELLED\n"
        "DTSTART;TZID=Europe/Berlin:20260304T090000\nDTEND;TZID=Europe/Berlin:20260304T100000"
    )
    assert spans(tmp_path, DAILY, moved, cancelled) == ["02 08:00-02 09:00", "05 13:00-05 14:00"]


def test_instance_moved_into_the_window(tmp_path: Path) -> None:
    """An instance of a series before the window that was moved into it is found."""
    series = DAILY.replace("20260302", "20260216")
    moved = (
        "UID:a\nRECURRENCE-ID;TZID=Europe/Berlin:20260217T090000\n"
        "DTSTART;TZID=Europe/Berlin:20260305T140000\nDTEND;TZID=Europe/Berlin:20260305T150000"
    )
    assert spans(tmp_path, series, moved) == ["05 13:00-05 14:00"]


def test_all_day_is_the_local_day(tmp_path: Path) -> None:
    """Two all-day days run from local midnight to local midnight, without DTEND it is one day."""
    leave = "UID:a\nDTSTART;VALUE=DATE:20260303\nDTEND;VALUE=DATE:20260305"
    assert spans(tmp_path, leave) == ["02 23:00-04 23:00"]
    assert spans(tmp_path, "UID:a\nDTSTART;VALUE=DATE:20260303") == ["02 23:00-03 23:00"]


def test_all_day_on_the_day_of_the_change(tmp_path: Path) -> None:
    """The day on which the clocks go forward is 23 hours long: 29 March, 23:00 UTC to 22:00 UTC."""
    assert spans(tmp_path, "UID:a\nDTSTART;VALUE=DATE:20260329", window=SPRING) == ["28 23:00-29 22:00"]


def test_recurring_across_the_change_of_clocks(tmp_path: Path) -> None:
    """A meeting at 09:00 in Berlin is 08:00 UTC before the change and 07:00 UTC after it."""
    event = DAILY.replace("20260302", "20260328")
    assert spans(tmp_path, event, window=SPRING) == ["28 08:00-28 09:00", "29 07:00-29 08:00", "30 07:00-30 08:00"]


def test_time_that_the_change_leaves_out(tmp_path: Path) -> None:
    """02:30 on the day of the change moves forward to 03:30, which is 01:30 UTC."""
    event = "UID:a\nDTSTART;TZID=Europe/Berlin:20260329T023000\nDTEND;TZID=Europe/Berlin:20260329T040000"
    assert spans(tmp_path, event, window=SPRING) == ["29 01:30-29 02:00"]


def test_time_that_the_change_shows_twice(tmp_path: Path) -> None:
    """02:30 in autumn is the first occurrence as a start (00:30 UTC) and the second as an end (01:30 UTC)."""
    event = "UID:a\nDTSTART;TZID=Europe/Berlin:20261025T023000\nDTEND;TZID=Europe/Berlin:20261025T023000"
    assert spans(tmp_path, event, window=AUTUMN) == ["25 00:30-25 01:30"]


def test_floating_time_is_in_the_engineers_zone(tmp_path: Path) -> None:
    """A time without a zone is the engineer's own, 09:00 in Berlin."""
    assert spans(tmp_path, "UID:a\nDTSTART:20260302T090000\nDTEND:20260302T100000") == ["02 08:00-02 09:00"]


def test_other_zones(tmp_path: Path) -> None:
    """UTC, another IANA zone and a zone by its Windows name are understood."""
    utc = "UID:a\nDTSTART:20260302T090000Z\nDTEND:20260302T100000Z"
    chicago = "UID:b\nDTSTART;TZID=America/Chicago:20260302T090000\nDURATION:PT1H"
    windows = "UID:c\nDTSTART;TZID=W. Europe Standard Time:20260302T090000\nDURATION:PT1H"
    assert spans(tmp_path, utc, chicago, windows) == ["02 09:00-02 10:00", "02 15:00-02 16:00", "02 08:00-02 09:00"]


def test_transparent_and_cancelled_are_free_tentative_is_busy(tmp_path: Path) -> None:
    """Only what blocks time does."""
    event = "DTSTART:20260302T090000Z\nDTEND:20260302T100000Z"
    free = [f"UID:a\n{event}\nTRANSP:TRANSPARENT", f"UID:b\n{event}\nSTATUS:CANCELLED"]
    assert spans(tmp_path, *free, f"UID:c\n{event}\nSTATUS:TENTATIVE") == ["02 09:00-02 10:00"]


def test_location_that_is_a_site(tmp_path: Path) -> None:
    """An appointment has a place when its location is the id of a site, otherwise none."""
    event = "DTSTART:20260302T090000Z\nDTEND:20260302T100000Z\nSUMMARY:Visit"
    busy, _ = read(tmp_path, f"UID:a\n{event}\nLOCATION:acme-hq", f"UID:b\n{event}\nLOCATION:Room 7")
    assert [(each.summary, each.site_id) for each in busy] == [("Visit", "acme-hq"), ("Visit", None)]


def test_long_leave_and_what_lies_outside(tmp_path: Path) -> None:
    """Leave that covers the window is found whole, an event weeks away is not, a moment without length neither."""
    leave = "UID:a\nDTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:20260601"
    away = "UID:b\nDTSTART:20260402T090000Z\nDTEND:20260402T100000Z"
    moment = "UID:c\nDTSTART:20260302T090000Z"
    assert spans(tmp_path, leave, away, moment) == ["31 23:00-31 22:00"]


def test_our_own_plans_are_not_busy_time(tmp_path: Path) -> None:
    """An event that was exported from a schedule and came back with a calendar is skipped."""
    event = "UID:work-1234@schedule.openday\nDTSTART:20260302T090000Z\nDTEND:20260302T100000Z"
    assert spans(tmp_path, event) == []


def test_empty_calendar(tmp_path: Path) -> None:
    """A calendar without events is no busy time."""
    assert spans(tmp_path) == []


def test_too_many_events(tmp_path: Path) -> None:
    """A calendar that explodes into events is one flaw at the event that does it."""
    often = "UID:a\nDTSTART:20260101T000000Z\nDURATION:PT1M\nRRULE:FREQ=HOURLY;BYMINUTE=" + ",".join(
        map(str, range(60))
    )
    busy, flaws = read(tmp_path, often)
    assert not busy
    assert [(flaw.line, flaw.field) for flaw in flaws] == [(4, "RRULE")]


@pytest.mark.parametrize(
    ("event", "line", "field"),
    [
        ("UID:a\nDTEND:20260302T100000Z", 4, "DTSTART"),
        ("UID:a\nDTSTART:20260302T090000Z\nDURATION:soon", 7, "DURATION"),
        ("UID:a\nDTSTART:20260302T090000Z\nRRULE:FREQ=OFTEN", 7, "RRULE"),
        ("UID:a\nDTSTART:20260302T090000Z\nRRULE:BANANA", 7, "RRULE"),
        ("UID:a\nDTSTART:20260302T090000Z\nDTSTART:20260303T090000Z", 6, "DTSTART"),
        ("UID:a\nDTSTART;VALUE=DATE:20260302\nDTEND:20260302T100000Z", 7, "DTEND"),
        ("UID:a\nDTSTART:20260302T090000Z\nSUMMARY", 7, ""),
        ("UID:a\nDTSTART:20260302T090000Z\nBEGIN:VALARM", 7, ""),
    ],
)
def test_broken_events_name_their_line(event: str, line: int, field: str, tmp_path: Path) -> None:
    """Each way to break an event gives one flaw at its line."""
    busy, flaws = read(tmp_path, event)
    assert not busy
    assert [(flaw.file, flaw.line, flaw.field) for flaw in flaws] == [("calendars/ann.ics", line, field)]


def test_folded_lines_keep_their_numbers(tmp_path: Path) -> None:
    """A long line folded over three counts as three, so the error after it is at the right one."""
    busy, flaws = read(tmp_path, "UID:a\nSUMMARY:one\n  two\n  three\nDTSTART:20260302T090000Z\nDTEND:never")
    assert [(flaw.line, flaw.value) for flaw in flaws] == [(10, "never")]
    assert not busy
