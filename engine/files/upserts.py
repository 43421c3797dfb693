"""One CSV file laid over a desk: its rows replace those of the same key, and new ones come at the end."""

import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from engine.domain.base import Frozen
from engine.domain.problem import Problem
from engine.errors import DataError, Flaw
from engine.flaws import closest
from engine.validate import is_zone

from .columns import CLIENTS, ENGINEERS, FAMILIARITY, SITES, SKILLS, TICKETS, TRAVEL, Sheet
from .intake import Intake, key_of

SHEETS = {
    sheet.file.removesuffix(".csv"): sheet
    for sheet in (TICKETS, ENGINEERS, CLIENTS, SITES, SKILLS, FAMILIARITY, TRAVEL)
}
"""The sheets by name: ``tickets``, ``engineers``, ``clients``, ``sites``, ``skills``, ``familiarity``, ``travel``."""
_FIELDS = {"ticket": "tickets", "engineer": "engineers", "client": "clients", "site": "sites"}
_PARTS = {"skill": ("engineers", "skills", "name"), "familiarity": ("clients", "familiarity", "engineer_id")}
"""Sheets whose rows are parts of other things: of which, in which field, told apart by what."""


def upsert(problem: Problem, sheet_name: str, data: bytes, most_rows: int) -> Problem:
    """Return a desk with the rows of a CSV file.

    Cells that a row leaves blank take the field's default, and columns that the file does not have keep nothing of the
    old row: a row says everything about its thing, but for skills, familiarity, preferences and busy time, which stand
    elsewhere.

    Raises
    ------
    DataError
        With every flaw of the file; whether the desk holds together with it is for `engine.validate` to say.
    """
    sheet = SHEETS[sheet_name]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / sheet.file).write_bytes(data)
        intake = Intake(Path(folder))
        if sheet.kind in _PARTS:
            changed = _with_parts(problem, sheet, intake, most_rows)
        else:
            changed = _with_rows(problem, sheet, intake, most_rows)
        if intake.flaws:
            raise DataError(intake.flaws)
    return changed


def _with_rows(problem: Problem, sheet: Sheet, intake: Intake, most_rows: int) -> Problem:
    """Return the problem with whole things replaced or added."""
    zone = _zone(problem)
    is_travel = sheet is TRAVEL
    old = problem.desk.travel_times if is_travel else getattr(problem, _FIELDS[sheet.kind])
    things = {_key(sheet, each): each for each in old}
    for row in _rows(intake, sheet, most_rows):
        key = key_of(sheet, row)
        model = intake.build(sheet, row, zone, _elsewhere(problem, sheet, things.get(key)))
        if model is not None:
            things[key] = model
    if is_travel:
        desk = problem.desk.model_copy(update={"travel_times": tuple(things.values())})
        return problem.model_copy(update={"desk": desk})
    return problem.model_copy(update={_FIELDS[sheet.kind]: tuple(things.values())})


def _with_parts(problem: Problem, sheet: Sheet, intake: Intake, most_rows: int) -> Problem:
    """Return the problem with the named owners' skills or familiarity as the file has them."""
    owners, field, name = _PARTS[sheet.kind]
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    there = {owner.id for owner in getattr(problem, owners)}
    for row in _rows(intake, sheet, most_rows):
        owner = row.cells.get(sheet.owner, "").strip()
        part = intake.build(sheet, row, _zone(problem), {})
        if owner not in there:
            hint = closest(owner, there)
            message = f"the desk has no such {owners.removesuffix('s')}"
            intake.flaws.append(Flaw(sheet.file, row.line, sheet.owner, owner, message, hint))
        elif part is not None:
            found[owner][getattr(part, name)] = part
    changed = []
    for owner in getattr(problem, owners):
        parts = {getattr(each, name): each for each in getattr(owner, field)} | found.get(owner.id, {})
        changed.append(owner.model_copy(update={field: tuple(parts.values())}) if owner.id in found else owner)
    return problem.model_copy(update={owners: tuple(changed)})


def _rows(intake: Intake, sheet: Sheet, most_rows: int) -> list[Any]:
    rows = intake.rows(sheet)
    if len(rows) > most_rows:
        message, hint = f"the file has {len(rows):,} rows, more than {most_rows:,}", "send it in parts"
        raise DataError([Flaw(sheet.file, 0, "", "", message, hint)])
    return rows


def _elsewhere(problem: Problem, sheet: Sheet, old: Any) -> dict[str, Any]:
    """Return the fields of a thing that its sheet does not hold."""
    if sheet is ENGINEERS:
        usual = {"time_zone": problem.desk.time_zone, "working_hours": problem.desk.business_hours}
        return usual | ({"skills": old.skills, "busy": old.busy} if old else {})
    return {"familiarity": old.familiarity, "preferences": old.preferences} if sheet is CLIENTS and old else {}


def _key(sheet: Sheet, thing: Frozen) -> str:
    return "/".join(str(getattr(thing, name)) for name in sheet.key)


def _zone(problem: Problem) -> ZoneInfo:
    name = problem.desk.time_zone
    return ZoneInfo(name) if is_zone(name) else ZoneInfo("UTC")
