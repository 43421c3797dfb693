"""A line of results, and the CSV file that collects them as they come."""

import csv
import math
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Self


@dataclass(frozen=True)
class Row:
    """What one solver reached on one instance in one run.

    Parameters
    ----------
    seed : int
        Number of the run; a single-threaded solver uses one seed per core in it.
    seconds : float
        Wall time from the instance to the solver's answer.
    cost : float
        By the suite's judge; not a number when there was no answer.
    bound : float
        What no plan can be below, in the same unit.
    gap : float
        (cost - bound) / (cost of doing nothing - bound).
    limit : float
        Seconds that were allowed.
    memory_mb : float
        Most memory that the solver's processes held at once.
    """

    suite: str
    instance: str
    solver: str
    seed: int
    seconds: float
    cost: float
    bound: float
    gap: float
    feasible: bool
    note: str
    limit: float
    memory_mb: float

    @property
    def counted(self) -> float:
        """The cost for comparisons: endless without a feasible answer."""
        return self.cost if self.feasible and not math.isnan(self.cost) else math.inf


COLUMNS = tuple(field.name for field in fields(Row))


class Results:
    """A CSV file that grows by a row at a time, so that a stopped run keeps what it has.

    Parameters
    ----------
    path : Path
        A file of that name which is there already is kept beside it as ``.previous.csv``.
    machine : str
        Written above the rows: what they were measured on.
    """

    def __init__(self, path: Path, machine: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            path.replace(path.with_suffix(".previous.csv"))
        self._file = path.open("w", encoding="utf-8", newline="")
        self._file.write(f"# {machine}\n")
        self._writer = csv.DictWriter(self._file, COLUMNS, lineterminator="\n")
        self._writer.writeheader()

    def __enter__(self) -> Self:
        """Start."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the file."""
        self._file.close()

    def add(self, row: Row) -> None:
        """Write a row at once."""
        rounded = {name: round(value, 4) for name, value in asdict(row).items() if isinstance(value, float)}
        self._writer.writerow(asdict(row) | rounded)
        self._file.flush()


def read_results(path: Path) -> list[Row]:
    """Return the rows of a file of results."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(line for line in file if not line.startswith("# "))
        return [_row(line) for line in lines]


def _row(line: dict[str, str]) -> Row:
    number = {name: float(line[name]) for name in ("seconds", "cost", "bound", "gap", "limit", "memory_mb")}
    words = {name: line[name] for name in ("suite", "instance", "solver", "note")}
    return Row(**words, **number, seed=int(line["seed"]), feasible=line["feasible"] == "True")  # type: ignore[arg-type]
