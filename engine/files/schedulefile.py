"""A schedule as JSON or CSV: read back, ours or made by hand, and written."""

import dataclasses
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from engine.domain.problem import Problem
from engine.domain.schedule import Assignment, Schedule
from engine.errors import DataError, Flaw
from engine.flaws import HOME
from engine.validate import check_schedule

from . import cells
from .cells import read_instant
from .columns import Column, Sheet
from .intake import Intake
from .jsonfile import json_flaws, read_json
from .table import write_table

PUBLISHED = "published.json"
ASSIGNMENTS = Sheet(
    "schedule.csv",
    "assignment",
    Assignment,
    ("ticket_id",),
    (
        Column("ticket_id", cells.NAME, required=True),
        Column("summary", cells.TEXT),
        Column("client", cells.TEXT),
        Column("engineer_ids", cells.NAMES, required=True),
        Column("engineers", cells.TEXT),
        Column("start", cells.INSTANT, required=True),
        Column("end", cells.END, required=True),
        Column("travel_minutes", cells.INTEGER),
        Column("site_id", cells.NAME),
        Column("site", cells.TEXT),
    ),
)
"""Summary, client, engineers and site are for people and are not read back."""
_STARTS, _ENDS = ("start", "depart"), ("end", "arrive")


def read_schedule(path: Path, problem: Problem) -> Schedule:
    """Read a schedule: schedule.json, a CSV file of assignments, or a folder that holds schedule.json.

    Instants without an offset are in the desk's zone. A CSV row without a site takes the ticket's.

    Raises
    ------
    DataError
        With every flaw, among them tickets, engineers and sites that the desk does not have.
    """
    path = schedule_path(path)
    zone = ZoneInfo(problem.desk.time_zone)
    lines: list[int] = []
    if path.suffix.lower() == ".csv":
        schedule, lines = _read_csv(path, problem, zone)
    else:
        schedule = parse_schedule(read_json(path), path.name, zone)

    def locate(kind: str, key: str, field: str, /, nth: int = 0) -> tuple[str, int]:  # noqa: ARG001
        if kind != "assignment":
            return HOME.get(kind, path.name), 0
        return path.name, lines[int(key)] if key and lines else 0

    flaws = check_schedule(schedule, problem, locate)
    if flaws:
        raise DataError(flaws)
    return schedule


def schedule_path(path: Path) -> Path:
    """Return the file of a schedule that is named by itself or by its folder.

    Raises
    ------
    DataError
        When the folder holds none.
    """
    if not path.is_dir():
        return path
    file = path / "schedule.json"
    if not file.is_file():
        hint = "name another folder, or the file itself"
        raise DataError([Flaw(str(path), 0, "", "", "this folder holds no schedule.json", hint)])
    return file


def parse_schedule(data: Any, file: str, zone: ZoneInfo) -> Schedule:
    """Return the schedule of a parsed JSON file.

    Raises
    ------
    DataError
        With every flaw of its form.
    """
    flaws: list[Flaw] = []
    data = _with_offsets(data, "", file, zone, flaws)
    try:
        schedule = Schedule.model_validate(data)
    except ValidationError as errors:
        seen = {flaw.field for flaw in flaws}
        raise DataError(flaws + [flaw for flaw in json_flaws(file, errors) if flaw.field not in seen]) from None
    return schedule


def schedule_csv(schedule: Schedule, problem: Problem) -> str:
    """Return a schedule's assignments as CSV, one row each, instants with the desk zone's offset."""
    zone = ZoneInfo(problem.desk.time_zone)
    rows = []
    for each in schedule.assignments:
        ticket = problem.ticket[each.ticket_id]
        client = problem.client.get(ticket.client_id)
        site = problem.site.get(each.site_id or "")
        rows.append(
            (
                each.ticket_id,
                ticket.summary,
                client.label if client else ticket.client_id,
                cells.join_list(each.engineer_ids),
                ", ".join(problem.engineer[engineer].label for engineer in each.engineer_ids),
                cells.write_instant(each.start, zone),
                cells.write_instant(each.end, zone),
                str(each.travel_minutes),
                each.site_id or "",
                (site.name or site.id) if site else "",
            )
        )
    return write_table([column.name for column in ASSIGNMENTS.columns], rows)


def _read_csv(path: Path, problem: Problem, zone: ZoneInfo) -> tuple[Schedule, list[int]]:
    sheet = dataclasses.replace(ASSIGNMENTS, file=path.name)
    intake = Intake(path.parent)
    assignments, lines = [], []
    for row in intake.rows(sheet):
        ticket = problem.ticket.get(row.cells.get("ticket_id", "").strip())
        more = {"site_id": ticket.site_id} if ticket else {}
        assignments.append(intake.build(sheet, row, zone, more))
        lines.append(row.line)
    if intake.flaws:
        raise DataError(intake.flaws)
    return Schedule(assignments=tuple(assignments)), lines


def _with_offsets(value: Any, path: str, file: str, zone: ZoneInfo, flaws: list[Flaw]) -> Any:
    """Return parsed JSON with its instants read in the zone; those that cannot be read become flaws."""
    if isinstance(value, list):
        return [_with_offsets(each, f"{path}[{at}]", file, zone, flaws) for at, each in enumerate(value)]
    if not isinstance(value, dict):
        return value
    found = {}
    for key, each in value.items():
        inner = f"{path}.{key}".lstrip(".")
        if key in (*_STARTS, *_ENDS) and isinstance(each, str):
            try:
                found[key] = read_instant(each, zone, is_end=key in _ENDS)
                continue
            except ValueError as error:
                flaws.append(Flaw(file, 0, inner, each, str(error), f"write for example {cells.INSTANT.example}"))
        found[key] = _with_offsets(each, inner, file, zone, flaws)
    return found
