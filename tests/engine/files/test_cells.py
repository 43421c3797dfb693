"""Cells: what people write, what is read."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.domain.engineer import Break, Certificate, OnCall
from engine.domain.hours import WeeklyHours
from engine.domain.ticket import Dependency, SkillNeed
from engine.files import cells

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (cells.YES_NO, "Yes", True),
        (cells.YES_NO, "0", False),
        (cells.SKILLS, "firewall:3; m365", [SkillNeed(name="firewall", min_level=3), SkillNeed(name="m365")]),
        (cells.DEPENDENCIES, "T-1+30;T-2", [Dependency(ticket_id="T-1", lag_minutes=30), Dependency(ticket_id="T-2")]),
        (cells.DEPENDENCIES, "A+B", [Dependency(ticket_id="A+B")]),
        (cells.CERTIFICATES, "CCNA:2026-12-31", [Certificate(name="CCNA", expires=dt.date(2026, 12, 31))]),
        (cells.CERTIFICATES, "ISO:27001:", [Certificate(name="ISO:27001")]),
        (cells.BREAKS, "12:00-12:30 paid", [Break(window_start=720, window_end=750, minutes=30, paid=True)]),
        (cells.BREAKS, "11:30-14:00 30", [Break(window_start=690, window_end=840, minutes=30)]),
        (
            cells.ON_CALL,
            "p1,P2 mon-fri 17:00-22:00; sat 08:00-20:00 | P1 sun 08:00-20:00",
            [
                OnCall(hours=WeeklyHours.parse("mon-fri 17:00-22:00; sat 08:00-20:00"), priorities=(1, 2)),
                OnCall(hours=WeeklyHours.parse("sun 08:00-20:00"), priorities=(1,)),
            ],
        ),
        (cells.NAMES, r"a\;b; DOMAIN\user ;;", ["a;b", r"DOMAIN\user"]),
        (cells.HOURS, "none", WeeklyHours()),
    ],
)
def test_forms_that_people_write(kind: cells.Kind, text: str, value: Any) -> None:
    """Each form of cell is read as documented, and what it writes reads back."""
    assert kind.read(text, BERLIN) == value
    assert kind.read(kind.write(value, BERLIN), BERLIN) == value


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-03-02T09:00", "2026-03-02T08:00:00+00:00"),
        ("2026-03-02 09:00:30", "2026-03-02T08:00:30+00:00"),
        ("2026-03-02T09:00Z", "2026-03-02T09:00:00+00:00"),
        ("2026-07-02T09:00-05:00", "2026-07-02T14:00:00+00:00"),
    ],
)
def test_instants(text: str, utc: str) -> None:
    """An instant has its own offset or the desk's zone."""
    assert cells.read_instant(text, BERLIN).astimezone(dt.UTC).isoformat() == utc


def test_instants_that_the_autumn_change_shows_twice() -> None:
    """02:30 is the first occurrence (00:30 UTC) as a start, the second (01:30 UTC) as an end."""
    text = "2026-10-25T02:30"
    assert cells.INSTANT.read(text, BERLIN).astimezone(dt.UTC).hour == 0
    assert cells.END.read(text, BERLIN).astimezone(dt.UTC).hour == 1


@given(st.lists(st.text(st.sampled_from("ab;\\ ,")).map(str.strip).filter(bool)))
def test_lists_read_back(items: list[str]) -> None:
    """Whatever the items, the list comes back."""
    assert cells.split_list(cells.join_list(items)) == items
