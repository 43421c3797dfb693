"""File names made of ids, and files put in place whole."""

import os
import unicodedata
from pathlib import Path


def calendar_name(engineer_id: str) -> str:
    """Return the name of an engineer's calendar file."""
    return file_name(engineer_id) + ".ics"


def file_name(name: str) -> str:
    """Return a name as one of a file or folder; what that cannot hold is percent-encoded."""
    kept = unicodedata.normalize("NFC", name)
    plain = "".join(each if each.isalnum() or each in " -_.@+" else _percent(each) for each in kept)
    return _percent(plain[0]) + plain[1:] if plain.startswith((".", " ")) else plain


def replace_file(path: Path, content: str | bytes) -> None:
    """Write a file beside its place, then move it there, so that nobody ever reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content if isinstance(content, bytes) else content.encode())
    os.replace(part, path)


def _percent(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())
