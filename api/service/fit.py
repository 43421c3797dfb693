"""Whether what comes from outside can be kept: every text by every database, every instant in every time zone."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

REACH = range(2000, 2200)
"""Years of instants: far outside of them nothing is planned, clocks count for minutes, and zones have no such time."""


@dataclass(frozen=True)
class Unfit:
    """A value that cannot be kept: its path, what stands there as far as it can be shown, and why not."""

    path: str
    shown: str
    message: str


def unfit(value: Any, path: str = "") -> Iterator[Unfit]:
    """Find the texts and instants in a value that cannot be kept; models, mappings and sequences are looked through."""
    match value:
        case str():
            if not _can_be_kept(value):
                yield Unfit(path, repr(value)[1:40], "holds a character that cannot be kept")
        case dt.datetime():
            if value.year not in REACH:
                words = f"is out of reach; name a year from {REACH.start} to {REACH.stop - 1}"
                yield Unfit(path, value.isoformat(), words)
        case BaseModel():
            for name in type(value).model_fields:
                yield from unfit(getattr(value, name), f"{path}.{name}".lstrip("."))
        case Mapping():
            for name, each in value.items():
                yield from unfit(name, path)
                yield from unfit(each, f"{path}.{name}".lstrip("."))
        case list() | tuple():
            for at, each in enumerate(value):
                yield from unfit(each, f"{path}[{at}]")


def _can_be_kept(text: str) -> bool:
    """Whether a text has neither the zero character nor half of a character."""
    if "\0" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
