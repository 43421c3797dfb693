"""The lines of an ICS text: whether it is well formed, and where each property of each event stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.errors import Flaw

_PROPERTY = re.compile(r"([A-Za-z0-9-]+)(?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?:(.*)", re.DOTALL)


@dataclass
class Block:
    """An event: its first line, and the line and value of each of its own properties."""

    line: int
    lines: dict[str, int] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)


def blocks(text: str, file: str) -> tuple[list[Block], list[Flaw]]:
    """Return the events of an ICS text in its order, and what is wrong with its form."""
    events: list[Block] = []
    flaws: list[Flaw] = []
    open_parts: list[tuple[str, int]] = []
    for line, content in _unfolded(text):
        match = _PROPERTY.fullmatch(content)
        if not match:
            flaws.append(Flaw(file, line, "", content[:60], "this line is no ICS property", "it lacks its colon"))
            continue
        name, value = match[1].upper(), match[2]
        if name == "BEGIN":
            open_parts.append((value.strip().upper(), line))
            if open_parts[-1][0] == "VEVENT":
                events.append(Block(line))
        elif not open_parts:
            flaws.append(Flaw(file, line, "", content[:60], "the calendar does not begin with BEGIN:VCALENDAR"))
            break
        elif name == "END":
            if open_parts[-1][0] != value.strip().upper():
                break
            open_parts.pop()
        elif open_parts[-1][0] == "VEVENT":
            events[-1].lines.setdefault(name, line)
            events[-1].values.setdefault(name, value)
    if open_parts and not flaws:
        part, line = open_parts[-1]
        flaws.append(Flaw(file, line, "", part, f"this part has no END:{part}", "the file was cut off"))
    elif not text.strip():
        flaws.append(Flaw(file, 0, "", "", "the calendar is empty", "take the file away"))
    return events, flaws


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield each content line with the number of its first line; a line that starts with a blank continues one."""
    start, content = 0, ""
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if line[:1] in (" ", "\t") and content:
            content += line[1:]
        elif line.strip():
            if content:
                yield start, content
            start, content = number, line
    if content:
        yield start, content
