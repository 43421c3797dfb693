"""JSON files: read with the place of what is wrong, written the same way every time."""

import datetime as dt
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from engine.domain.base import Frozen
from engine.errors import DataError, Flaw
from engine.flaws import describe

from .table import read_text


def read_json(path: Path) -> Any:
    """Return what a JSON file holds.

    Raises
    ------
    DataError
        When it is missing, not UTF-8 or not JSON; with the line.
    """
    text, flaws = read_text(path, path.name)
    if text is None:
        raise DataError(flaws)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        reason = error.msg[0].lower() + error.msg[1:]
        raise DataError([Flaw(path.name, error.lineno, "", "", f"this is no JSON: {reason}")]) from None


def json_flaws(file: str, errors: ValidationError) -> list[Flaw]:
    """Return pydantic's errors as flaws whose field is the path to the value, for example ``tickets[3].priority``."""
    flaws = []
    for error in errors.errors():
        path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error["loc"]).lstrip(".")
        value = error["input"]
        shown = "" if isinstance(value, dict | list) or error["type"] == "missing" else str(value)
        flaws.append(Flaw(file, 0, path, shown, describe(error)))
    return flaws


def json_text(model: Frozen, zone: ZoneInfo) -> str:
    """Return a model as JSON with sorted keys, its instants with the zone's offset."""
    return json.dumps(plain(model.model_dump(), zone), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def plain(value: Any, zone: ZoneInfo) -> Any:
    """Return a value as JSON can hold it: text keys, lists, instants with the zone's offset."""
    match value:
        case dict():
            return {str(key): plain(each, zone) for key, each in value.items()}
        case list() | tuple():
            return [plain(each, zone) for each in value]
        case dt.datetime():
            return value.astimezone(zone).isoformat()
        case dt.date():
            return value.isoformat()
    return value
