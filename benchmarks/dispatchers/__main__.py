"""How well the engine learns hidden dispatchers: ``python -m benchmarks.dispatchers``."""

import argparse
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from constraints import RULES
from engine.learning.settings import USUAL
from scenarios.dispatchers import dispatchers

from .course import AFTER, Agreement, Course, course
from .guard import guard
from .waiting import pool

COUNT, TESTED = 500, 100
"""Tickets of a pool, and those of them that nothing is learned from."""


def main() -> None:
    """Let every kind of dispatcher decide under several seeds, and print what was learned of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--pools", type=int, default=2, help="sets of 500 tickets, dealt out among the seeds")
    parser.add_argument("--out", type=Path, default=Path("bench"), help="where the tickets are kept")
    given = parser.parse_args()
    weights = {rule.name: rule.default_weight for rule in RULES if rule.default_weight is not None}
    pools = [pool(number + 1, COUNT, given.out) for number in range(given.pools)]
    courses: dict[str, list[Course]] = {}
    for seed in range(1, given.seeds + 1):
        asked = random.Random(seed).sample(pools[seed % given.pools], COUNT)
        for person in dispatchers(weights, seed):
            made = course(person, asked[:-TESTED], asked[-TESTED:], weights, USUAL)
            courses.setdefault(person.name, []).append(made)
            print(f"{seed} {person.name}", *(f"{each.top1:.2f}" for each in made.agreements), flush=True)
    print("\n" + _table(courses, weights))
    contrary = next(reversed(courses.values()))
    print("\n" + guard(weights, [each.learned.weights for each in contrary[:2]]))


def _table(courses: Mapping[str, Sequence[Course]], defaults: Mapping[str, int]) -> str:
    head = ["dispatcher", *(f"{after}" for after in AFTER), "preferences confirmed", "factors, least and most"]
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for name, made in courses.items():
        cells = [_cell([each.agreements[at] for each in made]) for at in range(len(AFTER))]
        confirmed = _cell([each.confirmed for each in made])
        moved = [each.learned.weights[rule] / defaults[rule] for each in made for rule in each.learned.bounds]
        lines.append(f"| {name} | {' | '.join(cells)} | {confirmed} | {min(moved):.2f}, {max(moved):.2f} |")
    return "\n".join(lines)


def _cell(found: Sequence[Agreement]) -> str:
    """Return mean and spread of the first place, and the mean of the first three, in per cent."""
    first = 100 * np.array([each.top1 for each in found])
    third = 100 * np.array([each.top3 for each in found])
    return f"{first.mean():.0f} ± {first.std():.0f}, {third.mean():.0f}"


if __name__ == "__main__":
    main()
