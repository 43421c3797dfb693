"""The generated desks cut down to what routing solvers express in full: ``prize/SIZE`` and ``most/SIZE``."""

from collections.abc import Iterator
from pathlib import Path

from scenarios.generator import generate

from ..case import Case, Wanted, every
from ..cores import CORES, core
from ..desks import SEED, SIZES, desk_case, size_name
from ..generated import require_no_data

NAME = "desk-core"


def cases(data: Path | None, wanted: Wanted = every) -> Iterator[Case]:
    """Yield the desks of both cores.

    Raises
    ------
    DataError
        When data is given: the cores are cut from generated desks alone.
    """
    require_no_data(NAME, data)
    for name in CORES:
        for size in SIZES:
            title = f"{name}/{size_name(*size)}"
            if wanted(title):
                yield desk_case(NAME, title, core(generate(*size, SEED), name))
