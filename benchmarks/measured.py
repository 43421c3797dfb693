"""A suite that measures by itself, because its question is not which solver is best."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol, runtime_checkable

from .result import Row
from .run import Options


@runtime_checkable
class Measured(Protocol):
    """What such a module offers in place of ``cases``."""

    def measure(self, options: Options, out: Path, on_step: Callable[[str], None]) -> Iterator[Row]:
        """Yield rows as they come; what does not fit into a row goes to files in the folder.

        Raises
        ------
        OpendayError
            When data is given that the suite has no use for.
        """

    def said(self, out: Path) -> list[str]:
        """Return sentences for the report, from the files in the folder and the rows so far."""
