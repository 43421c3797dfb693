"""What goes where: answers to standard output, progress and errors to standard error."""

import json
import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

from rich.console import Console, RenderableType
from rich.text import Text

_PLAIN_WIDTH = 100
"""Columns where the output is no terminal and the environment names none."""


def out() -> Console:
    """Return the console of answers."""
    return _console(sys.stdout)


def err() -> Console:
    """Return the console of progress and errors."""
    return _console(sys.stderr)


def say(text: str = "", style: str = "", *, whole: bool = False) -> None:
    """Print a line of the answer as it is, without reading any mark-up in it; a whole one is not wrapped."""
    out().print(Text(text, style), soft_wrap=whole)


def show(*parts: RenderableType) -> None:
    """Print parts of the answer, a blank line before each."""
    for part in parts:
        out().print()
        out().print(part)


def say_files(paths: Iterable[Path], folder: Path) -> None:
    """Print which files were written; calendars are counted."""
    paths = list(paths)
    calendars = [path for path in paths if path.suffix == ".ics"]
    names = [path.relative_to(folder).as_posix() for path in paths if path.suffix != ".ics"]
    if calendars:
        names.insert(2, f"calendars/ ({len(calendars)} ICS {'file' if len(calendars) == 1 else 'files'})")
    say(f"Written to {folder}: {', '.join(names)}")


def print_json(answer: Any, zone: ZoneInfo | None = None) -> None:
    """Print an answer as JSON: models and dataclasses as objects, instants with the zone's offset."""
    from pydantic import TypeAdapter

    from engine.files.jsonfile import plain

    found = plain(TypeAdapter(Any).dump_python(answer), zone or ZoneInfo("UTC"))
    is_ascii = not (sys.stdout.encoding or "").lower().startswith("utf")
    sys.stdout.write(json.dumps(found, indent=2, sort_keys=True, ensure_ascii=is_ascii) + "\n")


@cache
def _console(stream: IO[str]) -> Console:
    width = None if stream.isatty() or "COLUMNS" in os.environ else _PLAIN_WIDTH
    return Console(file=stream, width=width, highlight=False, soft_wrap=False)
