"""Errors that people see.

The tree::

    OpendayError
    ├── DataError        a desk, a schedule or an event log that cannot be read; holds every Flaw found
    ├── UnknownId        a question that names an engineer or ticket the desk does not have
    ├── ClusterError     a cluster that cannot be reached, or cannot solve anything
    └── SolverFault      a solver broke a rule it was told; never expected, always reported
"""

import traceback
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Flaw:
    """One error in the input: where it is, what stands there, and what to do.

    Parameters
    ----------
    file : str
        File name inside the desk's folder, or the file given.
    line : int
        Line in the file, 0 when the file as a whole is meant.
    field : str
        Column or key, empty when none is meant.
    value : str
        What stands there.
    message : str
        What is wrong with it.
    hint : str
        What to do, without the leading "Maybe".
    """

    file: str
    line: int
    field: str
    value: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = self.file + (f", line {self.line}" if self.line else "") + (f", {self.field}" if self.field else "")
        value = f" (found {self.value!r})" if self.value else ""
        hint = f"\n  Maybe {self.hint}" if self.hint else ""
        return f"{place}: {self.message}{value}{hint}"


class OpendayError(Exception):
    """Base of all errors that are the user's to mend or to report."""


class DataError(OpendayError):
    """Input that cannot be used; ``flaws`` lists every error found, sorted by place."""

    def __init__(self, flaws: list[Flaw]) -> None:
        self.flaws = sorted(set(flaws))
        super().__init__("\n".join(str(flaw) for flaw in self.flaws))

    def __reduce__(self) -> tuple[type["DataError"], tuple[list[Flaw]]]:
        # Exceptions are pickled by their message; this one is made of flaws.
        return type(self), (self.flaws,)


class UnknownId(OpendayError):
    """A question names something that the desk does not have."""


class ClusterError(OpendayError):
    """A cluster that cannot be reached, or cannot solve anything."""

    def __init__(self, message: str, address: str = "", hint: str = "") -> None:
        self.given = message, address, hint
        super().__init__(str(Flaw("command line", 0, "--cluster", address, message, hint)))

    def __reduce__(self) -> tuple[type["ClusterError"], tuple[str, str, str]]:
        # Exceptions are pickled by their message; this one is made of parts.
        return type(self), self.given


class SolverFault(OpendayError):
    """A solver's answer broke a rule that it had been told."""


def bug_text(error: Exception) -> str:
    """Return an unexpected error in a line, with the place that raised it."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}: {error}"
