"""A live bar on standard error while something long goes on; nothing of it stays, and only a terminal shows it."""

from types import TracebackType
from typing import Self

from rich.progress import Progress, ProgressColumn

from .screen import err


class LiveBar:
    """Shows its columns while it is open.

    Parameters
    ----------
    columns : ProgressColumn
    """

    def __init__(self, *columns: ProgressColumn) -> None:
        self._console = err()
        self._live = Progress(*columns, console=self._console, transient=True)

    def __enter__(self) -> Self:
        """Show the bar."""
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        if self._console.is_terminal:
            self._live.stop()
