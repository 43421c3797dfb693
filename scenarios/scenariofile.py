"""Scenarios as YAML or JSON files; https://yaml.org/spec/1.2.2 of which JSON is a part."""

import re
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from engine.errors import DataError, Flaw
from engine.files.jsonfile import json_flaws
from engine.files.table import read_text

from .changes import AnyChange
from .scenario import Scenario


class _Texts(yaml.BaseLoader):
    """Reads nothing but texts: 13:00 is a time, and neither a number of minutes nor, in YAML 1.1, one of seconds.

    A key that is given twice is an error, as YAML says; PyYAML would take the last one without a word.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Return the mapping of a node; raise ConstructorError where a key stands twice."""
        seen = dict[str, int]()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                line = key.start_mark.line + 1
                if key.value in seen:
                    problem = f"the key {key.value!r} is given twice, first in line {seen[key.value]}"
                    raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
                seen[key.value] = line
        return super().construct_mapping(node, deep)


# JSON writes what is not given as null.
_Texts.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(?:null|~)$"), ["n", "~"])
_Texts.add_constructor("tag:yaml.org,2002:null", lambda _loader, _node: None)


def read_scenario(path: Path) -> Scenario:
    """Return the scenario in a file; a bare list is one of changes, named after the file.

    Raises
    ------
    DataError
        When it cannot be read, with the line; every flaw of its content with the path to the value.
    """
    data = read_yaml(path)
    if isinstance(data, list):
        data = {"changes": data}
    if isinstance(data, dict):
        data.setdefault("name", path.stem)
    return scenario_of(data, path.name)


def read_yaml(path: Path) -> Any:
    """Return what a YAML file holds: lists, mappings, texts, and None for null.

    Raises
    ------
    DataError
        When it cannot be read, with the line.
    """
    text, flaws = read_text(path, path.name)
    if text is None:
        raise DataError(flaws)
    try:
        return yaml.load(text, Loader=_Texts)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise DataError([Flaw(path.name, line, "", "", f"this is no YAML: {error.problem}")]) from None
    except yaml.reader.ReaderError as error:
        line, code = text.count("\n", 0, error.position) + 1, f"U+{ord(text[error.position]):04X}"
        message = f"this is no YAML: the character {code} cannot stand in it"
        raise DataError([Flaw(path.name, line, "", "", message, "delete it")]) from None
    except RecursionError:
        message = "this is nested too deeply to be read"
        raise DataError([Flaw(path.name, 0, "", "", message, "look for brackets that are not closed")]) from None


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
