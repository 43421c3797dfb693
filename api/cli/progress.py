"""How a solve goes, on standard error: a live bar in a terminal, a line every few seconds elsewhere."""

import time

from rich.progress import BarColumn, SpinnerColumn, Task, TextColumn
from rich.progress_bar import ProgressBar

from engine.limits import Limits, Progress

from .livebar import LiveBar
from .tables import cost_text, percent

_PAUSE = 3.0
"""Seconds between two plain lines."""
_PHASES = {
    "first": "first plan",
    "search": "searching",
    "master": "combining days",
    "neighbourhoods": "solving parts anew",
    "exact": "solved as a whole",
    "parts": "solving part by part",
    "bound": "proving how good it is",
}


class _TimeBar(BarColumn):
    """A bar that fills with the time allowed."""

    def render(self, task: Task) -> ProgressBar:
        task.completed = min(task.elapsed or 0.0, task.total or 0.0)
        return super().render(task)


class Watch(LiveBar):
    """Shows a solve's progress while it is open.

    Parameters
    ----------
    limits : Limits
        The bar fills with its seconds; without them it only moves.
    """

    def __init__(self, limits: Limits) -> None:
        self.is_stopped = False
        """Whether Ctrl-C has asked to stop."""
        self._last = -_PAUSE
        columns = (SpinnerColumn(), TextColumn("{task.description}"), _TimeBar(bar_width=24))
        words = TextColumn("{task.elapsed:.0f} s{task.fields[words]}")
        super().__init__(*columns, words)
        self._task = self._live.add_task("placing tickets", total=limits.seconds, words="")

    def progress(self, event: Progress) -> None:
        """Show a better plan."""
        words = f"cost {cost_text(event.cost)}, bound {cost_text(event.bound)}, gap {percent(event.gap)}"
        if self._console.is_terminal:
            if not self.is_stopped:
                self._live.update(self._task, description=_PHASES.get(event.phase, event.phase))
            self._live.update(self._task, words=f"  {words}")
        elif time.monotonic() - self._last >= _PAUSE:
            self._last = time.monotonic()
            self._line(f"{event.seconds:5.1f} s  {_PHASES.get(event.phase, event.phase)}: {words}")

    def stopping(self) -> None:
        """Say that Ctrl-C was heard."""
        self.is_stopped = True
        self._live.update(self._task, description="stopping")
        self._line("Stopping; the best plan so far is kept. (Ctrl-C again gives it up.)")

    def _line(self, words: str) -> None:
        self._console.print(words, markup=False)
        self._console.file.flush()
