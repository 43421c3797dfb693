"""Suites that measure on generated desks alone."""

from pathlib import Path

from engine.errors import DataError, Flaw


def require_no_data(suite: str, data: Path | None) -> None:
    """Raise DataError when other data is given: the suite makes its own desks."""
    if data is not None:
        message = f"{suite} measures on generated desks"
        raise DataError([Flaw("--data", 0, "", str(data), message, "leave it out")])
