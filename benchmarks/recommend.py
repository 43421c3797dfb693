"""How long recommendations take on a warm desk, one ticket and bursts of them: ``python -m benchmarks.recommend``."""

import argparse
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from constraints import rules_for
from engine.errors import DataError
from engine.questions.burst import burst
from engine.questions.frozen_desk import FrozenDesk
from engine.questions.recommend import recommend
from engine.questions.slots import offers

from .load import desk


def main() -> None:
    """Ask about waiting tickets one after the other, several at once, and for times to offer; print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engineers", type=int, default=100)
    parser.add_argument("--tickets", type=int, default=2000)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--burst", type=int, default=20, help="tickets that come at once")
    given = parser.parse_args()
    problem = desk(given.engineers, given.tickets, 1)
    frozen = FrozenDesk(problem, rules_for(problem.desk))
    facts = frozen.context.facts
    names = [each.id for each in problem.schedulable if each.id not in facts and each.engineers_needed == 1]
    asked = np.random.default_rng(1).permutation(names)[: given.questions].tolist()
    # What all questions share is made for the first one.
    burst(frozen, asked[:2])
    recommend(frozen, asked[0])
    seconds, found = _timed(lambda name: recommend(frozen, name), asked)
    print(f"{len(asked)} tickets, {sum(len(each.ranked) for each in found)} places: {_percentiles(seconds)}")
    several = [asked[at : at + given.burst] for at in range(0, len(asked) - given.burst + 1, given.burst)]
    seconds, found = _timed(lambda names: burst(frozen, names), several)
    placed = [[each.place.engineer_id for each in one.placed if each.place] for one in found]
    people, first = sum(len(set(each)) for each in placed), sum(_alone(frozen, each) for each in several)
    print(f"{len(several)} bursts of {given.burst}: {_percentiles(seconds)}")
    print(f"  {sum(map(len, placed))} places with {people} engineers; each ticket alone, {first} engineers")
    seconds, found = _timed(lambda name: _offers(frozen, name), asked)
    print(f"{sum(found)} times offered: {_percentiles(seconds)}")


def _timed(question: Callable[[Any], Any], about: Sequence[Any]) -> tuple[list[float], list[Any]]:
    """Return the seconds of each question, and its answer."""
    seconds, answers = [], []
    for each in about:
        began = time.perf_counter()
        answers.append(question(each))
        seconds.append(time.perf_counter() - began)
    return seconds, answers


def _alone(frozen: FrozenDesk, names: Sequence[str]) -> int:
    """Return how many engineers come first when each ticket is asked about as if it were the only one."""
    ranked = (recommend(frozen, name, 1).ranked for name in names)
    return len({each[0].engineer_id for each in ranked if each and each[0].cost < 0})


def _offers(frozen: FrozenDesk, name: str) -> int:
    """Return how many times are offered for a ticket; none for one that waits for another."""
    try:
        return len(offers(frozen, name).offers)
    except DataError:
        return 0


def _percentiles(seconds: Sequence[float]) -> str:
    p50, p95, p99 = np.percentile(seconds, [50, 95, 99])
    return f"p50 {p50:.3f} s, p95 {p95:.3f} s, p99 {p99:.3f} s"


if __name__ == "__main__":
    main()
