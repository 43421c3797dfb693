"""desk.toml: the desk's zone, window, policies, weights and the rules' parameters; read and written."""

import datetime as dt
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from engine.domain.desk import Desk
from engine.domain.sla import SlaPolicy, SlaTarget
from engine.errors import Flaw
from engine.flaws import closest, describe
from engine.validate import is_zone

from .cells import INSTANT, read_instant, write_instant
from .intake import Intake
from .table import read_text

FILE = "desk.toml"
_UTC = ZoneInfo("UTC")
_EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
# What stands in for a key that could not be read, so that the rest of the desk can still be looked at.
_STAND_INS: Mapping[str, Any] = {
    "time_zone": "UTC",
    "now": _EPOCH,
    "planning_window": {"start": _EPOCH, "end": _EPOCH + dt.timedelta(days=1)},
}
_INSTANTS = (("now",), ("planning_window", "start"), ("planning_window", "end"))


def read_desk(intake: Intake) -> tuple[Desk, ZoneInfo]:
    """Read desk.toml; what is wrong is added to the intake, and stand-ins take its place."""
    text, flaws = read_text(intake.folder / FILE, FILE)
    intake.flaws += flaws
    data: dict[str, Any] = {}
    try:
        data = tomllib.loads(text or "")
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        reason = re.sub(r" \(at .*\)$", "", str(error))
        intake.flaws.append(Flaw(FILE, int(line[1]) if line else 0, "", "", f"this is no TOML: {reason}"))
        text = None
    if text is None:
        for key in Desk.model_fields:
            intake.miss("desk", key)
        return Desk.model_validate(_STAND_INS), _UTC
    intake.desk_lines = key_lines(text)
    zone = data.get("time_zone")
    zone_info = ZoneInfo(zone) if isinstance(zone, str) and is_zone(zone) else _UTC
    _resolve_instants(intake, data, zone_info)
    if isinstance(data.get("weights"), dict):
        values = {name: value for name, value in data["weights"].items() if name != "version"}
        data["weights"] = {"version": data["weights"].get("version", 1), "values": values}
    desk = _validated(intake, data)
    for number, policy in enumerate(desk.sla_policies):
        intake.place("SLA policy", policy.id, intake.desk_line(("sla_policies", number)))
    for number, profile in enumerate(desk.travel_profiles):
        intake.place("travel profile", profile.id, intake.desk_line(("travel_profiles", number)))
    return desk, zone_info


def _resolve_instants(intake: Intake, data: dict[str, Any], zone: ZoneInfo) -> None:
    for path in _INSTANTS:
        holder: Any = data
        for name in path[:-1]:
            holder = holder.get(name)
        value = holder.get(path[-1]) if isinstance(holder, dict) else None
        if value is None:
            continue
        text = value.isoformat() if isinstance(value, dt.date) else str(value)
        try:
            holder[path[-1]] = read_instant(text, zone, is_end=path[-1] == "end")
        except ValueError as error:
            hint = f"write for example {INSTANT.example}"
            intake.flaws.append(Flaw(FILE, intake.desk_line(path), ".".join(path), text, str(error), hint))
            intake.miss("desk", path[0])
            data[path[0]] = _STAND_INS[path[0]]
            return


def _validated(intake: Intake, data: dict[str, Any]) -> Desk:
    """Return the desk; keys with flaws are reported and replaced by their stand-ins or defaults."""
    if "travel_times" in data:
        hint = "put these rows into travel.csv"
        message = "is not a key of desk.toml"
        intake.flaws.append(Flaw(FILE, intake.desk_line(("travel_times",)), "travel_times", "", message, hint))
    sound = {key: value for key, value in data.items() if key != "travel_times"}
    try:
        return Desk.model_validate(sound)
    except ValidationError as errors:
        for error in errors.errors():
            path = tuple(part for part in error["loc"] if part != "values")
            intake.flaws.append(_flaw(intake, path, error["type"], describe(error), error["input"]))
            key = str(path[0])
            intake.miss("desk", key)
            sound.pop(key, None)
            if key in _STAND_INS:
                sound[key] = _STAND_INS[key]
    return Desk.model_validate(sound)


def _flaw(intake: Intake, path: tuple[str | int, ...], kind: str, message: str, value: object) -> Flaw:
    field = ".".join(str(part) for part in path)
    hint = closest(str(path[-1]), _keys()) if kind == "extra_forbidden" else ""
    if kind == "missing":
        hint = f"add a line with {path[-1]} = ..."
    shown = "" if isinstance(value, dict | list) or kind in ("missing", "extra_forbidden") else str(value)
    return Flaw(FILE, intake.desk_line(path), field, shown, message, hint)


def _keys() -> set[str]:
    return {*Desk.model_fields, *SlaPolicy.model_fields, *SlaTarget.model_fields, "start", "end", "version"}


def key_lines(text: str) -> dict[tuple[str | int, ...], int]:
    """Return the line of each key and table of a TOML text, which `tomllib` does not tell.

    Elements of an array of tables are counted from 0. Keys inside of inline values are not listed.
    """
    lines: dict[tuple[str | int, ...], int] = {}
    counts: dict[tuple[str | int, ...], int] = {}
    table: tuple[str | int, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        header = re.match(r"\s*(\[\[?)\s*(.+?)\s*\]", line)
        key = re.match(r"\s*([\w\-.\"']+(?:\s*\.\s*[\w\-\"']+)*)\s*=", line)
        if header:
            table = ()
            names = list(_names(header[2]))
            for at, name in enumerate(names):
                table = (*table, name)
                if header[1] == "[[" and at == len(names) - 1:
                    counts[table] = counts.get(table, -1) + 1
                if table in counts:
                    lines.setdefault(table, number)
                    table = (*table, counts[table])
            lines.setdefault(table, number)
        elif key:
            path = table
            for name in _names(key[1]):
                path = (*path, name)
                lines.setdefault(path, number)
    return lines


def _names(dotted: str) -> Iterator[str]:
    for match in re.finditer(r"\"([^\"]*)\"|'([^']*)'|([^.\s]+)", dotted):
        yield match[1] or match[2] or match[3] or ""


def desk_text(desk: Desk, zone: ZoneInfo) -> str:
    """Return a desk as desk.toml; its travel times stand in travel.csv."""
    data: dict[str, Any] = desk.model_dump(mode="json", exclude={"travel_times", "rules", "weights"}, exclude_none=True)
    data["now"] = write_instant(desk.now, zone)
    data["business_hours"] = desk.business_hours.text()
    window = desk.planning_window
    data["planning_window"] = {"start": write_instant(window.start, zone), "end": write_instant(window.end, zone)}
    data["weights"] = {"version": desk.weights.version, **desk.weights.values}
    data["rules"] = desk.rules
    return "\n".join(_table(data, ())).lstrip("\n") + "\n"


def _table(data: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of a table: its plain values, then the tables inside it."""
    nested = {name: value for name, value in data.items() if isinstance(value, dict) or _is_tables(value)}
    for name, value in data.items():
        if name not in nested and value is not None:
            yield f"{_key(name)} = {_value(value)}"
    for name, value in nested.items():
        dotted = ".".join(_key(part) for part in (*path, name))
        for each in value if isinstance(value, list | tuple) else [value]:
            if isinstance(value, dict):
                yield from ("", f"[{dotted}]")
            else:
                yield from ("", f"[[{dotted}]]")
            yield from _table(each, (*path, name))


def _is_tables(value: object) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(each, dict) for each in value)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _value(name)


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return f"[{', '.join(_value(each) for each in value)}]"
        case dict():
            return "{" + ", ".join(f"{_key(name)} = {_value(each)}" for name, each in value.items()) + "}"
        case dt.date() | dt.time():
            return value.isoformat()
    # JSON and TOML write strings and numbers alike, but for the one control character that JSON lets through.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f").replace("NaN", "nan")
