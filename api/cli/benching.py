"""A benchmark on the command line: whether it can be run, its course, and its tables."""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Self

from rich.table import Column

from engine.errors import DataError, Flaw

from .screen import err, say, say_files, show
from .tables import left, table

if TYPE_CHECKING:
    from benchmarks.bench import Outcome
    from benchmarks.peers.peer import Peer
    from benchmarks.result import Row


def require_benchmarks() -> None:
    """Do nothing where the benchmarks are there.

    Raises
    ------
    DataError
        When only the installed package is: they are not part of it.
    """
    # Another project's folder of that name may be importable too.
    if find_spec("benchmarks") is None or find_spec("benchmarks.bench") is None:
        message = "the benchmarks are not part of the installed package"
        raise DataError([Flaw("openday bench", 0, "", "", message, "clone the project and install it from there")])


def usable(peers: str, suite: str) -> "list[Peer]":
    """Return the solvers that are asked for and can be run here; say why others are left out."""
    from benchmarks.peers.registry import chosen

    found = []
    for peer in chosen(peers, suite):
        reason = peer.missing()
        if reason:
            err().print(f"{reason}.", markup=False)
        else:
            found.append(peer)
    return found


class Course:
    """Shows on standard error what is being solved, and what came of it, while it is open."""

    def __init__(self) -> None:
        self._console = err()
        self._status = self._console.status("starting") if self._console.is_terminal else None

    def __enter__(self) -> Self:
        """Start."""
        if self._status:
            self._status.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Take the line of what is being solved away."""
        if self._status:
            self._status.stop()

    def step(self, words: str) -> None:
        """Say what is being solved next."""
        if self._status:
            self._status.update(words)

    def row(self, row: "Row") -> None:
        """Say what a solver reached."""
        note = f"  {row.note}" if row.note else ""
        words = f"{row.instance}: {row.solver}, run {row.seed}: {row.cost:.2f} in {row.seconds:.1f} s{note}"
        self._console.print(words, markup=False, soft_wrap=True)
        self._console.file.flush()


def say_outcome(outcome: "Outcome", folder: Path) -> None:
    """Print the tables of a run, what peers cannot express, and the files written."""
    from benchmarks.report import cannot_lines, sentences, tables

    for each in tables(outcome.standings):
        columns = [left(each.head[0]), *(Column(name, justify="right") for name in each.head[1:])]
        show(table(each.title, columns, each.rows))
    say()
    for line in (*sentences(outcome.standings), *outcome.said):
        say(line)
    for line in cannot_lines(outcome.cannot):
        say(f"Not expressed by {line}")
    if outcome.improved:
        say(f"Better than the best known: {', '.join(instance for _, instance in outcome.improved)}")
    say_files(outcome.files, folder)
