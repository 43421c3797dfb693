"""Generated desks from 5 engineers and 50 tickets to 100 and 2,000, every rule on."""

from collections.abc import Iterator
from pathlib import Path

from constraints import by_name
from engine.files import read_problem
from engine.files.deskfile import FILE
from scenarios.generator import generate

from ..case import Case, Wanted, every
from ..desks import SEED, SIZES, desk_case, size_name

NAME = "desk"


def cases(data: Path | None, wanted: Wanted = every) -> Iterator[Case]:
    """Yield the generated desks, or the desks in a folder.

    Parameters
    ----------
    data : Path or None
        A desk's folder (or JSON file), or a folder of these.

    Raises
    ------
    DataError
        With every flaw of a desk that is not as it should be.
    """
    if data is not None:
        folders = sorted(each for each in data.iterdir() if (each / FILE).exists()) if data.is_dir() else []
        for folder in folders or [data]:
            if wanted(folder.name):
                yield desk_case(NAME, folder.name, read_problem(folder, by_name()))
        return
    for size in SIZES:
        if wanted(size_name(*size)):
            yield desk_case(NAME, size_name(*size), generate(*size, SEED))
