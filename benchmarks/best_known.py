"""The best cost known to anybody per instance, kept in a file that only grows better."""

import csv
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_suffix(".csv")
EQUAL = 1e-6
"""Relative difference of costs below which two plans count as equally good."""


@dataclass(frozen=True)
class Best:
    """A cost that somebody has reached; none is proven to be the least."""

    cost: float
    source: str


def best_known(path: Path = FILE) -> dict[tuple[str, str], Best]:
    """Return the best cost by (suite, instance)."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["suite"], row["instance"]): Best(float(row["cost"]), row["source"]) for row in csv.DictReader(file)
        }


def update_best(found: dict[tuple[str, str], Best], path: Path = FILE) -> list[tuple[str, str]]:
    """Write what is new, or better than known and not just equal; return the (suite, instance) pairs that changed."""
    known = best_known(path)
    better = [key for key, best in found.items() if key not in known or best.cost < known[key].cost * (1 - EQUAL)]
    known.update({key: found[key] for key in better})
    if better:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["suite", "instance", "cost", "source"])
            writer.writerows([*key, f"{best.cost:.4f}", best.source] for key, best in sorted(known.items()))
    return better
