"""Sweeps as YAML or JSON files, and those that come with Openday by name."""

from pathlib import Path

from pydantic import ValidationError

from engine.errors import DataError, Flaw
from engine.files.jsonfile import json_flaws

from ..datafile import read_data
from .definition import Sweep

_LIBRARY = Path(__file__).parent / "library"


def library() -> dict[str, Path]:
    """Return the files of the sweeps that fit any desk, by name."""
    return {path.stem: path for path in sorted(_LIBRARY.glob("*.yaml"))}


def find_sweep(given: Path) -> Path:
    """Return the file of a sweep, given as a path or by a name of the library.

    Raises
    ------
    DataError
        When it is neither.
    """
    found = given if given.is_file() else library().get(str(given))
    if found is None:
        hint = f"name a YAML file, or one of: {', '.join(library())}"
        raise DataError([Flaw(str(given), 0, "", "", "there is no such sweep", hint)])
    return found


def read_sweep(path: Path) -> Sweep:
    """Return the sweep in a file; without a name of its own it has the file's.

    Raises
    ------
    DataError
        When it cannot be read, with the line; every flaw of its content with the path to the value.
    """
    data = read_data(path)
    if isinstance(data, dict):
        data.setdefault("name", path.stem)
    try:
        return Sweep.model_validate(data)
    except ValidationError as errors:
        raise DataError(json_flaws(path.name, errors)) from None
