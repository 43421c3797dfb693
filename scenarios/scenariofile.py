"""Scenarios as YAML or JSON files."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from engine.errors import DataError
from engine.files.jsonfile import json_flaws

from .changes import AnyChange
from .datafile import read_data
from .scenario import Scenario


def read_scenario(path: Path) -> Scenario:
    """Return the scenario in a file; a bare list is one of changes, named after the file.

    Raises
    ------
    DataError
        When it cannot be read, with the line; every flaw of its content with the path to the value.
    """
    data = read_data(path)
    if isinstance(data, list):
        data = {"changes": data}
    if isinstance(data, dict):
        data.setdefault("name", path.stem)
    return scenario_of(data, path.name)


def scenario_of(data: Any, source: str) -> Scenario:
    """Return the scenario that plain data holds.

    Raises
    ------
    DataError
        With every flaw, and the path to it.
    """
    try:
        return Scenario.model_validate(data)
    except ValidationError as errors:
        raise DataError(json_flaws(source, errors)) from None


def scenario_text(scenario: Scenario) -> str:
    """Return a scenario as YAML, which `read_scenario` reads again; fields that hold their default are left out."""
    data = scenario.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
    _name_changes(scenario.changes, data)
    for variant, written in zip(scenario.variants, data.get("variants", ()), strict=True):
        _name_changes(variant.changes, written)
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True)


def _name_changes(changes: Sequence[AnyChange], written: dict[str, Any]) -> None:
    """Put the name of each change first: it is a default, and yet what tells it from the others."""
    if changes:
        written["changes"] = [
            {"change": change.change, **fields} for change, fields in zip(changes, written["changes"], strict=True)
        ]
