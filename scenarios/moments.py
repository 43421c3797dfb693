"""Instants as people write them in a scenario, for any week: ``tue 13:00``, ``workday 2 08:00``, ``now``."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import GetJsonSchemaHandler, StringConstraints
from pydantic_core import CoreSchema

from engine.domain.desk import Desk
from engine.domain.hours import WEEKDAYS, midnight, parse_clock
from engine.files.cells import read_instant
from engine.timeline import resolve_local

from .workdays import workdays


class Moment:
    """The mark of a field that holds an instant."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Say in the field's JSON Schema how an instant may be written."""
        examples = ["now", "start", "end", "tue 13:00", "day 2 08:00", "workday 2 08:00"]
        return {**handler(core), "x-moment": True, "examples": examples}


When = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64), Moment()]
"""An instant in ISO 8601 (without an offset in the desk's zone), or one of the forms that `instant` reads."""
_YEARS = range(1970, 2201)
"""Years in which an instant may lie."""
_RELATIVE = re.compile(
    r"^(?:day (?P<day>[1-9]\d?)|workday (?P<workday>[1-9]\d?)|(?P<weekday>[a-z]{3}))(?: (?P<clock>\d{1,2}:\d{2}))?$"
)


def instant(text: str, desk: Desk) -> dt.datetime:
    """Return the instant that a text names at a desk.

    ``now`` is the desk's; ``start`` and ``end`` are those of its planning window; ``day 2 08:00`` is in the window's
    second calendar day, ``workday 2 08:00`` in the second of its days on which the desk works (see `workdays`), ``tue
    13:00`` in its first Tuesday; a day without a time is its midnight, and 24:00 the one with which it ends.

    Raises
    ------
    ValueError
        When the text is none of these, its year is not from 1970 to 2200, or the window has not so many working days.
    """
    zone, window = ZoneInfo(desk.time_zone), desk.planning_window
    fixed = {"now": desk.now, "start": window.start, "end": window.end}
    if text.lower() in fixed:
        return fixed[text.lower()]
    found = _RELATIVE.match(text.lower())
    if found is None or (found["weekday"] and found["weekday"] not in WEEKDAYS):
        _require_year(text)
        try:
            return read_instant(text, zone)
        except ValueError as error:
            examples = "2026-03-02T09:00, 'tue 13:00', 'day 2 08:00', 'workday 2 08:00' or 'now'"
            raise ValueError(f"{text!r} {error}; write for example {examples}") from None
    clock = parse_clock(found["clock"]) if found["clock"] else 0
    return resolve_local(midnight(_day(found, desk, window.start.astimezone(zone).date()), clock), zone)


def _day(found: re.Match[str], desk: Desk, first: dt.date) -> dt.date:
    """Return the day that a text names, in a window whose first day is given."""
    if found["day"]:
        return first + dt.timedelta(days=int(found["day"]) - 1)
    if found["weekday"]:
        return first + dt.timedelta(days=(WEEKDAYS.index(found["weekday"]) - first.weekday()) % 7)
    days, number = workdays(desk), int(found["workday"])
    if number > len(days):
        works = f"the desk works on {len(days)} day{'s' * (len(days) != 1)} of the planning window from now on"
        hint = "give an earlier one, or plan a longer window"
        raise ValueError(f"'workday {number}' is none: {works}, {window_words(desk)}; {hint}")
    return days[number - 1]


def _require_year(text: str) -> None:
    """Refuse years that are a slip: the first and the last that there are cannot be told in every zone."""
    try:
        year = dt.datetime.fromisoformat(text).year
    except ValueError:
        return
    if year not in _YEARS:
        first, last = _YEARS[0], _YEARS[-1]
        raise ValueError(f"{text!r} lies in the year {year}; give an instant in the years {first} to {last}")


def require_in_window(instants: Sequence[dt.datetime], desk: Desk) -> None:
    """Refuse instants all of which the planning window leaves out: what they tell would change nothing.

    A single one may lie before it: what came in, or lapsed, before the window is there in it.

    Raises
    ------
    ValueError
        With the window.
    """
    window = desk.planning_window
    is_over = len(instants) > 1 and all(each <= window.start for each in instants)
    if instants and (is_over or all(each > window.end for each in instants)):
        # Of a time that is over it is the end that somebody got wrong; a start that nobody gave is the window's.
        before = [each for each in instants if each < window.start]
        meant = min(instants) if not is_over else max(before) if before else instants[-1]
        given = dated_words(meant, desk)
        raise ValueError(f"{given} lies outside the planning window, {window_words(desk)}; give an instant inside it")


def window_words(desk: Desk) -> str:
    """Return a desk's planning window as people say it, from its start to its end."""
    window = desk.planning_window
    return f"{dated_words(window.start, desk)} to {dated_words(window.end, desk)}"


def dated_words(moment: dt.datetime, desk: Desk) -> str:
    """Return an instant as people say it with its year, for example ``Tue 3 Mar 2026 13:00``."""
    local = moment.astimezone(ZoneInfo(desk.time_zone))
    return f"{local:%a} {local.day} {local:%b %Y %H:%M}"


def clock_words(text: str, desk: Desk) -> str:
    """Return an instant as people say it, for example ``Tue 3 Mar 13:00``."""
    local = instant(text, desk).astimezone(ZoneInfo(desk.time_zone))
    return f"{local:%a} {local.day} {local:%b %H:%M}"
