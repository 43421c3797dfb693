"""Calendars read in a process of their own."""

import multiprocessing
import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo

import build
import pytest
from loopback_calendars import MEETING, ics

from api.connectors.subscriptions.parse import parse_calendar
from engine.errors import DataError
from engine.files.calendars import Scope

SCOPE = Scope("calendar", ZoneInfo("UTC"), build.desk().planning_window, {"hq": 1}.keys())


@pytest.fixture(autouse=True)
def nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep temporary files in a folder of the test's own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def assert_nothing_left(folder: Path) -> None:
    """Check that neither a process nor a file stays behind."""
    assert not [each for each in multiprocessing.active_children() if each.name == "openday calendar"]
    assert not list(folder.iterdir())


def test_busy_time_comes_back(tmp_path: Path) -> None:
    """A calendar is read as the engine reads it, sites included, and nothing stays behind."""
    busy = parse_calendar(ics("DTSTART:20260303T090000Z DURATION:PT1H SUMMARY:Fair LOCATION:hq"), SCOPE)
    assert [(each.summary, each.site_id, each.start.isoformat()) for each in busy] == [
        ("Fair", "hq", "2026-03-03T09:00:00+00:00")
    ]
    assert_nothing_left(tmp_path)


def test_a_flawed_calendar_is_told(tmp_path: Path) -> None:
    """What is wrong with a calendar comes back from the process with its place."""
    with pytest.raises(DataError) as error:
        parse_calendar(MEETING.replace(b"T100000Z", b"T080000Z"), SCOPE)
    assert [(flaw.file, flaw.line, flaw.field) for flaw in error.value.flaws] == [("calendar", 7, "DTEND")]
    assert_nothing_left(tmp_path)


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"<html></html>", b"BEGIN:VCALENDAR", b"\x00" * 100, b"BEGIN:X\n" * 9]
)
def test_what_is_no_calendar_is_told(data: bytes) -> None:
    """Anything at all may be sent; it ends in flaws."""
    with pytest.raises(DataError):
        parse_calendar(data, SCOPE)


def test_a_rule_without_end_is_given_up(tmp_path: Path) -> None:
    """A rule that never comes true, which is looked for until the year 9999, ends with the time it has."""
    bomb = " ".join(
        ["DTSTART:00010101T000000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;BYHOUR=1,2,3;BYMINUTE=1,2,3"]
    )
    with pytest.raises(DataError, match="reading the calendar takes more than"):
        parse_calendar(ics(*[bomb] * 500), SCOPE, seconds=3)
    assert_nothing_left(tmp_path)


def test_a_rule_that_fills_the_memory_is_given_up(tmp_path: Path) -> None:
    """An event every second of a week, behind a rule that is allowed, ends with the memory it has."""
    numbers = ",".join(str(number) for number in range(60))
    bomb = f"DTSTART:20260302T000000Z RRULE:FREQ=HOURLY;BYMINUTE={numbers};BYSECOND={numbers}"
    with pytest.raises(DataError):
        parse_calendar(ics(bomb), SCOPE, megabytes=64)
    assert_nothing_left(tmp_path)
