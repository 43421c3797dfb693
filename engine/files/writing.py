"""A Problem as a desk's folder."""

import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from engine.domain.engineer import Engineer
from engine.domain.problem import Problem
from engine.errors import DataError, Flaw

from .columns import CLIENTS, ENGINEERS, FAMILIARITY, PREFERENCES, SITES, SKILLS, TICKETS, TRAVEL, Column, Sheet
from .deskfile import FILE, desk_text
from .jsonfile import json_text
from .names import calendar_name, replace_file
from .schedulefile import PUBLISHED
from .table import write_table

_SHEETS = (TICKETS, ENGINEERS, SKILLS, CLIENTS, SITES, FAMILIARITY, PREFERENCES, TRAVEL)
_OURS = (FILE, PUBLISHED, "calendars", *(sheet.file for sheet in _SHEETS))


def write_desk(problem: Problem, folder: Path) -> None:
    """Write a desk's folder from which `read_problem` gives back an equal problem.

    The folder is made beside its place and moved there whole. One that is there already is replaced when it is a
    desk; files in it that are not a desk's are kept. Busy time is kept to the second, and read back when it touches
    the planning window widened by a day.

    Raises
    ------
    DataError
        When something other than a desk is in the way.
    """
    folder = folder.resolve()
    _refuse_other(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        made.chmod(0o755)
        for name, content in desk_files(problem).items():
            replace_file(made / name, content)
        _keep_foreign(folder, made)
        _move(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def desk_files(problem: Problem) -> dict[str, str | bytes]:
    """Return the content of each file of a desk's folder by its path in the folder."""
    zone = ZoneInfo(problem.desk.time_zone)
    skills = [({"engineer_id": each.id}, skill) for each in problem.engineers for skill in each.skills]
    known = [({"client_id": each.id}, part) for each in problem.clients for part in each.familiarity]
    files: dict[str, str | bytes] = {
        FILE: desk_text(problem.desk, zone),
        TICKETS.file: _sheet(TICKETS, (({}, each) for each in problem.tickets), zone),
        ENGINEERS.file: _sheet(ENGINEERS, (({}, each) for each in problem.engineers), zone),
        SKILLS.file: _sheet(SKILLS, skills, zone),
        CLIENTS.file: _sheet(CLIENTS, (({}, each) for each in problem.clients), zone),
        SITES.file: _sheet(SITES, (({}, each) for each in problem.sites), zone),
        FAMILIARITY.file: _sheet(FAMILIARITY, known, zone),
    }
    wishes = [({"client_id": each.id}, wish) for each in problem.clients for wish in each.preferences]
    if wishes:
        files[PREFERENCES.file] = _sheet(PREFERENCES, wishes, zone)
    if problem.desk.travel_times:
        files[TRAVEL.file] = _sheet(TRAVEL, (({}, each) for each in problem.desk.travel_times), zone)
    for engineer in problem.engineers:
        if engineer.busy:
            files[f"calendars/{calendar_name(engineer.id)}"] = _calendar(engineer, problem.desk.now)
    if problem.published:
        files[PUBLISHED] = json_text(problem.published, zone)
    return files


def _sheet(sheet: Sheet, rows: Iterable[tuple[dict[str, str], Any]], zone: ZoneInfo) -> str:
    """Return a sheet; each row is the cells of its owner and the thing itself."""
    return write_table(
        [column.name for column in sheet.columns],
        ([owner.get(column.name) or _cell(column, thing, zone) for column in sheet.columns] for owner, thing in rows),
    )


def _cell(column: Column, thing: Any, zone: ZoneInfo) -> str:
    value = thing
    for name in column.path:
        value = getattr(value, name, None)
    return "" if value is None else column.kind.write(value, zone)


def _calendar(engineer: Engineer, now: dt.datetime) -> bytes:
    calendar = icalendar.Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//Openday//Desk//EN")
    for number, busy in enumerate(engineer.busy, start=1):
        event = icalendar.Event()
        event.add("UID", f"busy-{number}@desk.openday")
        event.add("DTSTAMP", now.astimezone(dt.UTC))
        event.add("DTSTART", busy.start.astimezone(dt.UTC))
        event.add("DTEND", busy.end.astimezone(dt.UTC))
        event.add("SUMMARY", busy.summary)
        if busy.site_id:
            event.add("LOCATION", busy.site_id)
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text


def _refuse_other(folder: Path) -> None:
    if folder.is_dir():
        if (folder / FILE).is_file() or not any(folder.iterdir()):
            return
        message = f"the folder is not empty and no desk: it has no {FILE}"
    elif folder.exists():
        message = "a file of this name is in the way"
    else:
        return
    raise DataError([Flaw(folder.name, 0, "", "", message, "another folder is meant; nothing was written")])


def _keep_foreign(folder: Path, made: Path) -> None:
    """Copy what is not a desk's from the old folder into the new one."""
    for other in folder.iterdir() if folder.is_dir() else ():
        if other.name not in _OURS:
            copy = shutil.copytree if other.is_dir() else shutil.copy2
            copy(other, made / other.name)


def _move(made: Path, folder: Path) -> None:
    if not folder.exists():
        os.replace(made, folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    os.replace(folder, old / folder.name)
    try:
        os.replace(made, folder)
    except OSError:
        os.replace(old / folder.name, folder)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
