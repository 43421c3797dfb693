"""Instants on the command line."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from engine.domain.desk import Desk, PlanningWindow
from engine.domain.schedule import Schedule
from engine.errors import DataError, Flaw
from engine.files.cells import read_instant

EXAMPLE = "2026-03-02T09:00"


def read_moment(option: str, text: str, zone: ZoneInfo, *, is_end: bool = False) -> datetime:
    """Read an instant; one without an offset is in the zone.

    Raises
    ------
    DataError
        When the text is no instant, or a local time that does not exist.
    """
    try:
        return read_instant(text, zone, is_end=is_end)
    except ValueError as error:
        raise refusal(option, text, str(error), f"write for example {EXAMPLE} ({zone.key}) or {EXAMPLE}Z") from None


def refusal(option: str, value: object, message: str, hint: str) -> DataError:
    """Return the error of an option whose value cannot be used."""
    return DataError([Flaw("command line", 0, option, str(value), message, hint)])


def require_window(schedule: Schedule, window: PlanningWindow, at: str) -> None:
    """Refuse a schedule that was made for another planning window; one made by hand may state none.

    Raises
    ------
    DataError
        Naming both windows.
    """
    stated = schedule.planning_window
    if stated is None or stated == window:
        return
    message = f"gives the planning window {_window_text(window)}, but the schedule is for {_window_text(stated)}"
    raise refusal("--at", at, message, "give the same --at and --days as for the import")


def _window_text(window: PlanningWindow) -> str:
    start, end = (instant.astimezone(UTC) for instant in (window.start, window.end))
    return f"{start:%Y-%m-%dT%H:%M} to {end:%Y-%m-%dT%H:%M} UTC"


def read_span(start: str, end: str, desk: Desk) -> tuple[datetime, datetime]:
    """Read ``--from`` and ``--to``, a span that touches the desk's planning window.

    Raises
    ------
    DataError
        When one is no instant, or the span is empty or lies elsewhere.
    """
    zone, window = ZoneInfo(desk.time_zone), desk.planning_window
    low, high = read_moment("--from", start, zone), read_moment("--to", end, zone, is_end=True)
    if high <= low:
        raise refusal("--to", end, f"is not after --from {start}", "the two are swapped")
    if high <= max(window.start, desk.now) or low >= window.end:
        left = f"{max(window.start, desk.now).astimezone(zone):%Y-%m-%dT%H:%M}"
        message = "nothing can be planned then"
        hint = f"choose a time from {left} to {window.end.astimezone(zone):%Y-%m-%dT%H:%M} ({zone.key})"
        raise refusal("--from", start, message, hint)
    return low, high


def read_now(option: str, text: str, desk: Desk) -> datetime:
    """Read the instant at which something has happened: in the planning window, and not before the desk's now.

    Raises
    ------
    DataError
        When it is no instant, or lies elsewhere.
    """
    zone, window = ZoneInfo(desk.time_zone), desk.planning_window
    now = read_moment(option, text, zone)
    first = max(window.start, desk.now)
    if not first <= now < window.end:
        low, high = (each.astimezone(zone) for each in (first, window.end))
        hint = f"choose a time from {low:%Y-%m-%dT%H:%M} to {high:%Y-%m-%dT%H:%M}"
        raise refusal(option, text, "nothing can be planned on from there", f"{hint} ({zone.key})")
    return now
