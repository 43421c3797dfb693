"""Every change as whoever writes it wants to know it: what it does, and the JSON Schema of its fields."""

import inspect
from dataclasses import dataclass
from typing import Any

from .changes import CHANGES


@dataclass(frozen=True)
class Entry:
    """A change of the catalogue.

    Parameters
    ----------
    change : str
        Its name.
    title, description : str
        In words.
    schema : dict
        JSON Schema; a field with ``x-names`` holds an id of such a thing, or one of its examples, and a field with
        ``x-moment`` an instant.
    """

    change: str
    title: str
    description: str
    schema: dict[str, Any]


def catalogue() -> tuple[Entry, ...]:
    """Return every change, by name."""
    return tuple(
        Entry(
            name := str(kind.model_fields["change"].default),
            name.replace("_", " ").capitalize(),
            inspect.getdoc(kind) or "",
            kind.model_json_schema(),
        )
        for kind in CHANGES
    )
