"""How far autopilot goes, and how soon it notices that it should not: ``python -m benchmarks.autopilot``.

A simulated month of a hidden dispatcher, of whom the engine knows her decisions alone. The weights are learned anew
every evening, and the confidence in a recommendation rests on the decisions before it.
"""

import argparse
import datetime as dt
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from constraints import rules_for
from engine.compile import weights_of
from engine.context import Context
from engine.learning.confidence import Confidence, Question, confidence, confidences
from engine.learning.decision import Decision
from engine.learning.ladder import Ladder, Level, Policy, Step, decide
from engine.learning.learn import learn
from engine.learning.past import Past
from engine.learning.preview import preview
from engine.learning.watch import lower
from scenarios.dispatchers import Dispatcher, dispatchers
from scenarios.generator import generate

from .dispatchers.course import A_DAY, START, moment
from .dispatchers.course import decide as ask
from .dispatchers.waiting import Waiting, pool

BEFORE, MONTH = 100, 400
"""Tickets before the month begins, from which it first learns, and tickets of the month."""
THRESHOLDS = (0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
NOTICED = dt.timedelta(hours=1)
"""How long after it was done she looks at what was done without her, and undoes what she would have done otherwise."""
FLIP = BEFORE + MONTH // 2
"""The ticket from which on she wants something else: the first of a day in the middle of the month."""
KINDS = ("continuity first", "travel first", "even load, 20% noise", "favourites for clients")
TURNS = ("continuity first", "contrary")
"""What she turns to: the first wants the same still of most tickets, the second of none."""
UTC = ZoneInfo("UTC")
_BEFORE = dt.timedelta(microseconds=1)


@dataclass
class Course:
    """A month, ticket by ticket.

    Parameters
    ----------
    ladder : Ladder
        By which it acts; in the end as it has lowered itself.
    past : list of Past
        What became of each ticket of the month on which it could say how sure it was.
    acted : list of tuple
        Number of the ticket, and whether she wanted the same, of what was done without her.
    lowered : int or None
        Number of the ticket before which it lowered itself.
    """

    ladder: Ladder
    past: list[Past] = field(default_factory=list)
    acted: list[tuple[int, bool]] = field(default_factory=list)
    lowered: int | None = None


def shadow(person: Dispatcher, asked: Sequence[Waiting], defaults: Mapping[str, int]) -> list[Past]:
    """Return a dispatcher's month in which she decides everything, with how sure the engine was of each ticket."""
    made: list[Decision] = []
    learned = learn(defaults, made, START)
    for number, waiting in enumerate(asked):
        made.append(ask(person, waiting, number, learned.weights))
        if (number + 1) % A_DAY == 0:
            learned = learn(defaults, made, moment(number))
    month = made[BEFORE:]
    said = confidences(made, [(Question.of(each), each.at - _BEFORE) for each in month])
    found = (Past.of(each, sure.probability, sure.count) for each, sure in zip(month, said, strict=True))
    return [each for each in found if each is not None]


def run(person: Dispatcher, asked: Sequence[Waiting], defaults: Mapping[str, int], ladder: Ladder) -> Course:
    """Return a dispatcher's month by a ladder; before the month she decides everything."""
    course = Course(ladder)
    made: list[Decision] = []
    stood: list[Decision] = []
    learned = learn(defaults, made, START)
    for number, waiting in enumerate(asked):
        at = moment(number)
        wanted = ask(person, waiting, number, learned.weights)
        if number >= BEFORE:
            sure = confidence([*made, *stood], Question.of(wanted), at - _BEFORE)
            _one(course, number, at, wanted, sure, made, stood)
        else:
            made.append(wanted)
        if (number + 1) % A_DAY == 0:
            learned = learn(defaults, made, at)
    return course


def _one(
    course: Course,
    number: int,
    at: dt.datetime,
    wanted: Decision,
    sure: Confidence,
    made: list[Decision],
    stood: list[Decision],
) -> None:
    """Take one ticket of the month: lower what agreement speaks against, then act or leave it to her."""
    known = [each for each in course.past if each.at <= at]
    course.ladder, found = lower(course.ladder, known)
    if found and course.lowered is None:
        course.lowered = number
    does = decide(course.ladder, wanted.ticket, sure, 0).step is Step.ACT
    past = Past.of(wanted, sure.probability, sure.count)
    assert past is not None, "every ticket of the pool has places"
    if does:
        course.acted.append((number, past.is_agreed))
        past = past.model_copy(update={"at": at + NOTICED, "is_automatic": True})
    course.past.append(past)
    # Weights learn from what people decide; silence counts for the confidence alone.
    if does and past.is_agreed:
        stood.append(wanted.model_copy(update={"at": at + NOTICED}))
    else:
        made.append(wanted.model_copy(update={"at": past.at}))


def pilot(level: Level, threshold: float) -> Ladder:
    """Return a ladder of one policy for all tickets, without a limit."""
    return Ladder(daily_limit=10_000, policies=(Policy(level=level, threshold=threshold),))


def flipping(one: Dispatcher, other: Dispatcher) -> Dispatcher:
    """Return a dispatcher who wants something else from one day on."""
    return Dispatcher(
        f"{one.name}, then {other.name}",
        True,
        lambda ticket, places, at, number: (one if number < FLIP else other).choose(ticket, places, at, number),
    )


def months(pools: Sequence[Sequence[Waiting]], defaults: Mapping[str, int]) -> None:
    """Print share and precision by threshold, of shadow months: all thresholds look at the same tickets."""
    print("| dispatcher | " + " | ".join(f"{each}" for each in THRESHOLDS) + " |")
    print("|---|" + "---|" * len(THRESHOLDS))
    for kind in KINDS:
        found: dict[float, list[tuple[float, float | None]]] = {each: [] for each in THRESHOLDS}
        for seed, asked in enumerate(pools, 1):
            person = next(each for each in dispatchers(defaults, seed) if each.name == kind)
            past = shadow(person, asked, defaults)
            for each in THRESHOLDS:
                seen = preview(pilot(Level.SHADOW, each), past, UTC)
                found[each].append((len(seen.acted) / len(past), seen.precision))
        print(f"| {kind} | " + " | ".join(_cell(found[each]) for each in THRESHOLDS) + " |", flush=True)


def flips(pools: Sequence[Sequence[Waiting]], defaults: Mapping[str, int], threshold: float) -> None:
    """Print how soon it lowers itself once she wants something else, and what that costs."""
    print("| from travel first to | seed | acted before, right | lowered after | acted on by then, wrong | hours |")
    print("|---|---|---|---|---|---|")
    for kind in TURNS:
        for seed, asked in enumerate(pools, 1):
            people = {each.name: each for each in dispatchers(defaults, seed)}
            person = flipping(people["travel first"], people[kind])
            course = run(person, asked, defaults, pilot(Level.AUTOPILOT, threshold))
            print(f"| {kind} | {seed} | {' | '.join(_flip(course))} |", flush=True)


def _flip(course: Course) -> tuple[str, ...]:
    """Return what was done before the flip and after it, and when it lowered itself."""
    before = [agreed for number, agreed in course.acted if number < FLIP]
    after = [agreed for number, agreed in course.acted if number >= FLIP]
    right = f"{len(before)}, {sum(before) / len(before):.0%}" if before else "0"
    cost = f"{len(after)}, {len(after) - sum(after)}"
    if course.lowered is None:
        return right, "not in the month", cost, ""
    if course.lowered < FLIP:
        return right, "lowered before", cost, ""
    hours = (moment(course.lowered) - moment(FLIP)).total_seconds() / 3600
    return right, f"{course.lowered - FLIP} tickets", cost, f"{hours:.1f}"


def _cell(found: Sequence[tuple[float, float | None]]) -> str:
    """Return the median share acted on and precision, the precision's range over the seeds beside it."""
    shares = [share for share, _ in found]
    right = [precision for _, precision in found if precision is not None]
    if not right:
        return f"{statistics.median(shares):.0%}"
    spread = f"{min(right):.0%} to {max(right):.0%}"
    return f"{statistics.median(shares):.0%}, {statistics.median(right):.0%} ({spread})"


def main() -> None:
    """Simulate months, and print the two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--threshold", type=float, default=0.8, help="Of the months in which she changes her mind.")
    parser.add_argument("--folder", type=Path, default=Path("bench"), help="Where the waiting tickets are kept.")
    given = parser.parse_args()
    problem = generate(2, 4, 1, 1)
    defaults = weights_of(Context(problem), rules_for(problem.desk))
    pools = [pool(seed, BEFORE + MONTH, given.folder) for seed in range(1, given.seeds + 1)]
    months(pools, defaults)
    print()
    flips(pools, defaults, given.threshold)


if __name__ == "__main__":
    main()
