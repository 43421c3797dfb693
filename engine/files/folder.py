"""A desk's folder, or one JSON file of the same content, as a Problem."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from engine.constraint import Rule
from engine.domain.desk import Desk
from engine.domain.engineer import Engineer
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.errors import DataError, Flaw
from engine.flaws import HOME, closest
from engine.validate import check_rules, is_zone, validate

from .calendars import Scope, read_calendar
from .columns import CLIENTS, ENGINEERS, FAMILIARITY, PREFERENCES, SITES, SKILLS, TICKETS, TRAVEL, Sheet
from .deskfile import read_desk
from .intake import Intake, key_of
from .jsonfile import json_flaws, read_json
from .schedulefile import PUBLISHED, parse_schedule
from .table import Row


def read_problem(path: Path, rules: Mapping[str, type[Rule]]) -> Problem:
    """Read a desk and check it as a whole.

    Parameters
    ----------
    path : Path
        A desk's folder (see engine/files/README.md), or a JSON file that holds a Problem.
    rules : mapping of str to Rule class
        Every rule there is, by name; their fields are the parameters that desk.toml may set.

    Raises
    ------
    DataError
        With every flaw of the whole set; nothing is read in part.
    """
    if path.is_dir():
        return _read_folder(path, rules)
    if path.is_file():
        return _read_file(path, rules)
    raise DataError([Flaw(str(path), 0, "", "", "there is no such folder or file", "the path has a slip")])


def _read_file(path: Path, rules: Mapping[str, type[Rule]]) -> Problem:
    def locate(kind: str, key: str, field: str, /, nth: int = 0) -> tuple[str, int]:  # noqa: ARG001
        return path.name, 0

    try:
        problem = Problem.model_validate(read_json(path))
    except ValidationError as errors:
        raise DataError(json_flaws(path.name, errors)) from None
    _refuse(validate(problem, locate) + check_rules(problem.desk, rules, locate))
    return problem


def _read_folder(path: Path, rules: Mapping[str, type[Rule]]) -> Problem:
    intake = Intake(path)
    desk, zone = read_desk(intake)
    skill_rows, familiarity_rows, wish_rows = (intake.rows(sheet) for sheet in (SKILLS, FAMILIARITY, PREFERENCES))
    skills = _owned(intake, SKILLS, skill_rows, zone)
    familiarity = _owned(intake, FAMILIARITY, familiarity_rows, zone)
    wishes = _owned(intake, PREFERENCES, wish_rows, zone)
    usual = {"time_zone": desk.time_zone, "working_hours": desk.business_hours}
    engineers = _all(intake, ENGINEERS, zone, lambda key: usual | {"skills": skills[key]})
    clients = _all(intake, CLIENTS, zone, lambda key: {"familiarity": familiarity[key], "preferences": wishes[key]})
    sites, tickets, travel = (_all(intake, sheet, zone) for sheet in (SITES, TICKETS, TRAVEL))
    _orphans(intake, SKILLS, skill_rows, "engineer", {engineer.id for engineer in engineers})
    for sheet, rows in ((FAMILIARITY, familiarity_rows), (PREFERENCES, wish_rows)):
        _orphans(intake, sheet, rows, "client", {client.id for client in clients})
    problem = Problem(
        desk=desk.model_copy(update={"travel_times": tuple(travel)}),
        engineers=_with_calendars(intake, engineers, desk, zone, {site.id for site in sites}),
        clients=clients,
        sites=sites,
        tickets=tickets,
        published=_published(intake, zone),
    )
    intake.flaws += validate(problem, intake.locate, intake.gaps)
    intake.flaws += check_rules(problem.desk, rules, intake.locate)
    _refuse(intake.flaws)
    return problem


def _refuse(flaws: list[Flaw]) -> None:
    if flaws:
        raise DataError(flaws)


def _all(
    intake: Intake, sheet: Sheet, zone: ZoneInfo, more: Callable[[str], dict[str, Any]] = lambda _: {}
) -> list[Any]:
    """Return the models of a sheet's rows; ``more`` gives the fields that stand elsewhere, by the row's key."""
    built = [intake.build(sheet, row, zone, more(key_of(sheet, row))) for row in intake.rows(sheet)]
    return [each for each in built if each is not None]


def _owned(intake: Intake, sheet: Sheet, rows: list[Row], zone: ZoneInfo) -> dict[str, list[Any]]:
    """Return the models of rows that are parts of other things, by their owner's id."""
    owned: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        part = intake.build(sheet, row, zone, {})
        if part is not None:
            owned[row.cells[sheet.owner].strip()].append(part)
    return owned


def _orphans(intake: Intake, sheet: Sheet, rows: list[Row], kind: str, owners: Collection[str]) -> None:
    for row in rows:
        owner = row.cells.get(sheet.owner, "").strip()
        if owner and owner not in owners and not intake.gaps.excuse(kind, owner):
            hint = closest(owner, owners) or f"it is missing from {HOME[kind]}"
            intake.flaws.append(Flaw(sheet.file, row.line, sheet.owner, owner, f"the desk has no such {kind}", hint))


def _with_calendars(
    intake: Intake, engineers: list[Engineer], desk: Desk, zone: ZoneInfo, sites: Collection[str]
) -> list[Engineer]:
    """Return the engineers with the busy time of their calendars."""
    paths = sorted((intake.folder / "calendars").glob("*.ics"))
    calendars = {unicodedata.normalize("NFC", unquote(path.stem)): path for path in paths}
    by_id = {unicodedata.normalize("NFC", engineer.id): engineer for engineer in engineers}
    busy = {}
    for stem, path in calendars.items():
        file = f"calendars/{path.name}"
        engineer = by_id.get(stem)
        if engineer:
            own = ZoneInfo(engineer.time_zone) if is_zone(engineer.time_zone) else zone
            busy[engineer.id], flaws = read_calendar(path, Scope(file, own, desk.planning_window, sites))
            intake.flaws += flaws
        elif not intake.gaps.excuse("engineer", stem):
            hint = closest(stem, by_id) or "it is missing from engineers.csv"
            intake.flaws.append(Flaw(file, 0, "", stem, "the desk has no such engineer", hint))
    return [
        engineer.model_copy(update={"busy": tuple(busy[engineer.id])}) if engineer.id in busy else engineer
        for engineer in engineers
    ]


def _published(intake: Intake, zone: ZoneInfo) -> Schedule | None:
    path = intake.folder / PUBLISHED
    if not path.is_file():
        return None
    try:
        return parse_schedule(read_json(path), PUBLISHED, zone)
    except DataError as error:
        intake.flaws += error.flaws
        return None
