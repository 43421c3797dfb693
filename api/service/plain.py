"""Values of the engine as JSON holds them, dataclasses and models included."""

import dataclasses
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from engine.files.jsonfile import plain as plain_values


def plain(value: Any, zone: ZoneInfo) -> Any:
    """Return a value with text keys, lists, and instants with the zone's offset."""
    if isinstance(value, BaseModel):
        return plain_values(value.model_dump(), zone)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name), zone) for each in dataclasses.fields(value)}
    if isinstance(value, list | tuple):
        return [plain(each, zone) for each in value]
    return plain_values(value, zone)
