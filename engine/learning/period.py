"""The period that a text names: "yesterday", "until Friday", "this week", "on Mondays"."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "couple": 2}
_UNTIL = ("until", "till", "til", "through", "by", "before")
_FROM = ("from", "since", "starting", "after")
_COUNTED = ("days", "weeks", "day", "week", "months", "month")
_TODAY = ("today", "tonight")
_PARTS = ("morning", "afternoon", "evening")


@dataclass(frozen=True)
class Period:
    """First and last day, either of which may be open, and the weekdays on which it recurs (0 is Monday).

    ``is_until`` where the text says the last day as one: "until Friday".
    """

    first: dt.date | None = None
    last: dt.date | None = None
    weekdays: tuple[int, ...] = ()
    is_until: bool = False


def period(words: Sequence[str], today: dt.date) -> Period:
    """Return the first period that words in lower case name; an empty one where they name none."""
    recurring = tuple(sorted({_DAYS.index(each[:-1]) for each in words if each[:-1] in _DAYS and each[-1] == "s"}))
    if recurring:
        return Period(weekdays=recurring)
    for at in range(len(words)):
        found = _span(words, at, today)
        if found is None:
            continue
        first, last = found
        before = words[at - 1] if at else ""
        if before in ("next", "this", "last", "the", "end"):
            before = words[at - 2] if at > 1 else ""
        if before in _UNTIL and last >= today:
            return Period(today, last, is_until=True)
        if before in _FROM:
            return Period(first, today if last < today else None)
        is_lasting = words[at] in _COUNTED and before not in ("this", "next", "last") and first == today
        return Period(first, last, is_until=is_lasting)
    return Period()


def _span(words: Sequence[str], at: int, today: dt.date) -> tuple[dt.date, dt.date] | None:
    """Return the days that the word at a place names, with the words around it."""
    word, before = words[at], words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if word in _TODAY or (word in _PARTS and before == "this"):
        return today, today
    if word in ("yesterday", "tomorrow"):
        day = today + dt.timedelta(1 if word == "tomorrow" else -1)
        return day, day
    if word in ("week", "month") and before in ("this", "next", "last"):
        return _week_or_month(word, ("last", "this", "next").index(before) - 1, today)
    if word in _COUNTED:
        return _counted(words, at, today)
    if word in _DAYS or (word[:3] in {each[:3] for each in _DAYS} and len(word) == 3 and word not in ("sun", "sat")):
        return _weekday(next(n for n, each in enumerate(_DAYS) if each[:3] == word[:3]), before, today)
    if word in _MONTHS and (word != "may" or before.isdecimal() or after.isdecimal()):
        return _date(_MONTHS.index(word) + 1, before if before.isdecimal() else after, today)
    return None


def _week_or_month(word: str, offset: int, today: dt.date) -> tuple[dt.date, dt.date]:
    if word == "week":
        monday = today - dt.timedelta(today.weekday()) + dt.timedelta(weeks=offset)
        return monday, monday + dt.timedelta(6)
    months = today.year * 12 + today.month - 1 + offset
    first = dt.date(months // 12, months % 12 + 1, 1)
    return first, dt.date((months + 1) // 12, (months + 1) % 12 + 1, 1) - dt.timedelta(1)


def _counted(words: Sequence[str], at: int, today: dt.date) -> tuple[dt.date, dt.date] | None:
    """Return ``two days ago`` or ``for the next three weeks``."""
    before = words[at - 1] if at else ""
    count = int(before) if before.isdecimal() and len(before) < 4 else _NUMBERS.get(before, 0)
    days = count * {"d": 1, "w": 7, "m": 30}[words[at][0]]
    if not days:
        return None
    if at + 1 < len(words) and words[at + 1] == "ago":
        return today - dt.timedelta(days), today - dt.timedelta(days)
    if {"for", "next"} & set(words[max(0, at - 3) : at - 1]):
        return today, today + dt.timedelta(days - 1)
    return None


def _weekday(number: int, before: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """Return the weekday to come, today included; the last one, or that of the next week where the text says so."""
    ahead = (number - today.weekday()) % 7
    if before == "last":
        ahead = number - today.weekday() - 7
    elif before == "next":
        ahead = number - today.weekday() + 7
    day = today + dt.timedelta(ahead)
    return day, day


def _date(month: int, day: str, today: dt.date) -> tuple[dt.date, dt.date] | None:
    """Return a day of a month, the nearest in time; without a day none, since a month alone may be a name."""
    digits = day.removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
    if not digits.isdecimal() or len(digits) > 2:
        return None
    near = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            near.append(dt.date(year, month, int(digits)))
        except ValueError:
            continue
    if not near:
        return None
    best = min(near, key=lambda each: abs((each - today).days))
    return best, best
