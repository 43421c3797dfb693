"""A schedule as files for people and other programs: schedule.json, schedule.csv, one calendar per engineer."""

from pathlib import Path
from zoneinfo import ZoneInfo

from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.errors import DataError, Flaw

from .entries import entries
from .jsonfile import json_text
from .names import calendar_name, replace_file
from .schedulecalendar import calendar_bytes, is_ours, read_events
from .schedulefile import schedule_csv


def write_schedule(schedule: Schedule, problem: Problem, folder: Path) -> list[Path]:
    """Write schedule.json, schedule.csv and calendars/<engineer>.ics, and return their paths.

    The files depend on the schedule, the problem and the calendars already there, on nothing else. An event that
    moved or vanished since the calendar was last written has the next SEQUENCE, so that calendar programs update it.

    Raises
    ------
    DataError
        When a calendar in the folder was not written by this function; nothing is written then.
    """
    zone = ZoneInfo(problem.desk.time_zone)
    files: dict[Path, str | bytes] = {
        folder / "schedule.json": json_text(schedule, zone),
        folder / "schedule.csv": schedule_csv(schedule, problem),
    }
    planned = {calendar_name(engineer): work for engineer, work in entries(schedule, problem).items()}
    refuse_foreign(folder)
    there = {path.name: path for path in (folder / "calendars").glob("*.ics")}
    for name in sorted({*planned, *there}):
        old = read_events(there[name]) if name in there else {}
        files[folder / "calendars" / name] = calendar_bytes(planned.get(name, []), old, problem.desk.now)
    for path, content in files.items():
        replace_file(path, content)
    return list(files)


def refuse_foreign(folder: Path) -> None:
    """Raise DataError when a folder holds calendars that `write_schedule` did not write, such as a desk's own."""
    foreign = sorted(path.name for path in (folder / "calendars").glob("*.ics") if not is_ours(path))
    if foreign:
        message = "this calendar is not a schedule that was written here before"
        hint = "another output folder is meant; nothing was written"
        raise DataError([Flaw(f"calendars/{name}", 0, "", "", message, hint) for name in foreign])
