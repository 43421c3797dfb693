"""Whether those recommended are those who resolved it, on a real desk's log: ``python -m benchmarks.resolvers``.

The incidents are taken in the order in which they came in. Whoever recommends knows an incident's first row, and of all
others what had been written when it came in. The last fifth is judged, and nothing was tuned on it.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from api.connectors.incidents.evidence import Arrived, Event, Resolved, evidence
from api.connectors.incidents.resolving import CHAINS, GROUP_CHAINS, Chains, Learner
from engine.errors import DataError
from engine.learning.reliability import Reliability, Said, reliability
from engine.learning.resolver import Ranked, Settings
from engine.plots import reliability_png

from .resolver_confidence import said_by_confidence
from .resolver_rules import MOST, Desk, MostFrequent
from .suites.incidents import DATA

FIRST = 0.8
"""Share of the incidents that comes before those that are judged."""
ALL = CHAINS + GROUP_CHAINS
TABLES = ((), ("opener",), ("category", "subcategory", "location"), ("group", "opener"))

Answers = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Split:
    """A log's events, who resolved what, and the incidents that are judged: the last ones whose resolver is known."""

    events: list[Event]
    resolver: dict[str, str]
    first: list[Arrived]
    judged: list[Arrived]

    @classmethod
    def of(cls, events: list[Event], share: float = FIRST) -> "Split":
        """Return the split after a share of the arrivals."""
        arrived = [event for event in events if isinstance(event, Arrived)]
        resolver = {event.number: event.resolver for event in events if isinstance(event, Resolved)}
        cut = int(share * len(arrived))
        return cls(events, resolver, arrived[:cut], [each for each in arrived[cut:] if each.number in resolver])


def frequent(split: Split, facts: tuple[str, ...]) -> Answers:
    """Answer by who is most frequent in the first part, all of whose outcomes are given, whenever they were known."""
    table = MostFrequent(facts)
    for each in split.first:
        if each.number in split.resolver:
            table.learn(each.facts, split.resolver[each.number])
    return {each.number: table.rank(each.facts) for each in split.judged}


def desk_rule(split: Split, skill: str, rule: Callable[[Desk, Arrived], list[str]]) -> Answers:
    """Answer by a rule of today's desks, with what the desk knew at that moment."""
    desk, answers = Desk(skill), dict[str, list[str]]()
    for event in split.events:
        if isinstance(event, Arrived):
            answers[event.number] = rule(desk, event)
        desk.tell(event)
    return answers


def learned(split: Split, settings: Settings) -> dict[str, tuple[Ranked, ...]]:
    """Answer by what was learned of the events before."""
    learner, answers = Learner(settings), {}
    for event in split.events:
        ranked = learner.tell(event)
        if isinstance(event, Arrived):
            answers[event.number] = ranked
    return answers


def agreement(split: Split, answers: Answers) -> list[float]:
    """Return how much of what is judged was resolved by the first, one of the first three, one of the first five."""
    hits = [
        list(answers[each.number]).index(split.resolver[each.number])
        if split.resolver[each.number] in answers[each.number]
        else MOST
        for each in split.judged
    ]
    return [sum(hit < most for hit in hits) / len(hits) for most in (1, 3, MOST)]


def contenders(split: Split, *, ablation: bool) -> Iterator[tuple[str, Answers, dict[str, tuple[Ranked, ...]] | None]]:
    """Yield everybody who answers, by name; what was learned with its probabilities."""
    for facts in TABLES:
        yield f"most frequent for {' + '.join(facts) or 'all'}", frequent(split, facts), None
    for skill in ("group", "category"):
        yield f"best skilled and free, by {skill}", desk_rule(split, skill, Desk.best_skilled), None
        yield f"best skilled, free or not, by {skill}", desk_rule(split, skill, Desk.best_of_all), None
        yield f"lowest workload, by {skill}", desk_rule(split, skill, Desk.lowest_workload), None
    for name, settings in configurations(ablation=ablation):
        ranked = learned(split, settings)
        yield name, {number: [each.engineer_id for each in ranks[:MOST]] for number, ranks in ranked.items()}, ranked


def configurations(*, ablation: bool) -> Iterator[tuple[str, Settings]]:
    """Yield what is learned with, the two that count first."""
    yield "learned, with the group", Settings(ALL)
    yield "learned, without the group", Settings(CHAINS)
    yield "learned, with the group and the first assignee", Settings((*ALL, *_of_assignee()))
    if ablation:
        yield "without who holds incidents", Settings(ALL, held_worth=0.0)
        yield "with weights as they start", Settings(ALL, step=0.0)
        yield "without the opener", Settings(_without("opener"))
        yield "without caller, location and symptom", Settings(_without("caller", "location", "symptom"))
        yield "without the hour", Settings(_without("hour"))


def main() -> None:
    """Replay the log, print what came of it, and draw the reliability curves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="the event log, .csv or .csv.gz")
    parser.add_argument("--plot", type=Path, help="where to draw the reliability curves, a .png")
    parser.add_argument("--ablation", action="store_true", help="also with parts left out")
    given = parser.parse_args()
    file = given.data or next(iter(sorted([*DATA.glob("*.csv"), *DATA.glob("*.csv.gz")])), None)
    if file is None:
        print("Skipped: there is no incident event log. Maybe fetch it and name it with --data FILE.")
        return
    try:
        split = Split.of(evidence(file))
    except DataError as error:
        sys.exit(str(error))
    print(
        f"{len(split.first)} incidents first, then {len(split.judged)} judged, from {split.judged[0].at:%Y-%m-%d %H:%M}"
    )
    print("| who recommends | first | of three | of five |\n|---|---|---|---|", flush=True)
    curves: dict[str, Reliability] = {}
    for name, answers, ranked in contenders(split, ablation=given.ablation):
        print(f"| {name} | {' | '.join(f'{share:.3f}' for share in agreement(split, answers))} |", flush=True)
        if ranked is not None and name.startswith("learned"):
            curves[f"{name}: its probability"] = reliability(said_by_itself(split, ranked))
            curves[f"{name}: confidence"] = reliability(said_by_confidence(split.events, split.judged, ranked))
    for name, curve in curves.items():
        print_curve(name, curve)
    if given.plot:
        reliability_png({name: each for name, each in curves.items() if "assignee" not in name}, given.plot)


def said_by_itself(split: Split, ranked: dict[str, tuple[Ranked, ...]]) -> list[Said]:
    """Return the probability of each first recommendation, and whether it came true."""
    return [
        Said(first.probability, first.engineer_id == split.resolver[each.number])
        for each in split.judged
        for first in ranked[each.number][:1]
    ]


def print_curve(name: str, curve: Reliability) -> None:
    """Print a reliability curve."""
    print(f"\n{name}: expected calibration error {curve.error:.3f}, Brier score {curve.brier:.3f}, {curve.count} times")
    print("| stated | mean stated | came true | nine times in ten | times |\n|---|---|---|---|---|")
    for each in curve.bins:
        span, between = f"{each.low:.1f} to {each.high:.1f}", f"{each.share_low:.2f} to {each.share_high:.2f}"
        print(f"| {span} | {each.stated:.2f} | {each.share:.2f} | {between} | {each.count} |")


def _without(*names: str) -> Chains:
    """Return the chains without some facts."""
    left = (tuple(each for each in chain if each not in names) for chain in ALL)
    return tuple(dict.fromkeys(chain for chain in left if chain))


def _of_assignee() -> Chains:
    return ("assignee", "opener"), ("assignee", "group"), ("assignee", "category", "subcategory")


if __name__ == "__main__":
    main()
