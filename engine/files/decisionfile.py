"""A file of decisions: a JSON list of them, as the service keeps them."""

import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from engine.errors import DataError, Flaw
from engine.learning.decision import Decision

from .jsonfile import json_flaws, read_json
from .names import replace_file

_DECISIONS = TypeAdapter(list[Decision])


def read_decisions(path: Path) -> list[Decision]:
    """Return the decisions of a file, in its order.

    Raises
    ------
    DataError
        With every flaw of the file; an id that stands twice is one.
    """
    given = read_json(path)
    if not isinstance(given, list):
        raise DataError([Flaw(path.name, 0, "", "", "is no JSON list", "it is not a file of openday decisions")])
    try:
        decisions = _DECISIONS.validate_python(given)
    except ValidationError as errors:
        raise DataError(json_flaws(path.name, errors)) from None
    seen, flaws = set[str](), []
    for at, each in enumerate(decisions):
        if each.id in seen:
            hint = "one of the two is a copy to take out"
            flaws.append(Flaw(path.name, 0, f"[{at}].id", each.id, "this decision is given twice", hint))
        seen.add(each.id)
    if flaws:
        raise DataError(flaws)
    return decisions


def write_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Put decisions in place of what a file held."""
    replace_file(path, decisions_text(decisions))


def decisions_text(decisions: Iterable[Decision]) -> str:
    """Return decisions as a file holds them."""
    return json.dumps([each.model_dump(mode="json") for each in decisions], indent=2, ensure_ascii=False) + "\n"
