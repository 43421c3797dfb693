"""What decisions would have met under other weights: how often the place that was taken would have been shown first."""

from collections.abc import Iterator, Mapping, Sequence

from ..domain.base import Frozen
from .decision import Decision, Option, on_recommendations


class Agreement(Frozen):
    """Of ``count`` decisions that took a place, those whose engineer would have been first, and in the first three.

    A decision on which nobody was shown agrees with nothing, and is none of them.
    """

    count: int
    top1: int
    top3: int


def price(place: Option, weights: Mapping[str, int]) -> int:
    """Return what a place costs at some weights, in thousandths of an engineer-minute."""
    return sum(weights.get(rule, 0) * amount for rule, amount in place.amounts.items())


def ranked(places: Sequence[Option], weights: Mapping[str, int]) -> list[Option]:
    """Return places as they would be shown: by price, start and engineer."""
    return sorted(places, key=lambda each: (price(each, weights), each.start, each.engineer_id))


def as_shown(decisions: Sequence[Decision]) -> Agreement:
    """Return how often the engineer who was taken was shown first, and among the first three."""
    return _counted([each.rank for each in on_recommendations(decisions) if each.chosen and each.options])


def replay(decisions: Sequence[Decision], weights: Mapping[str, int]) -> Agreement:
    """Return the same had the places been ranked by other weights, the place taken among them if it was not shown."""
    ranks: list[int | None] = []
    for _, taken, places in choices(decisions):
        engineers = [each.engineer_id for each in ranked(places, weights)]
        ranks.append(engineers.index(taken.engineer_id))
    return _counted(ranks)


def choices(decisions: Sequence[Decision]) -> Iterator[tuple[Decision, Option, tuple[Option, ...]]]:
    """Yield each decision that took one of the places shown to it or another, that place, and all of these places."""
    for each in decisions:
        if each.chosen is not None and each.options:
            yield each, each.chosen, (*each.options, *([] if each.chosen in each.options else [each.chosen]))


def _counted(ranks: Sequence[int | None]) -> Agreement:
    places = [each for each in ranks if each is not None]
    return Agreement(count=len(ranks), top1=sum(each < 1 for each in places), top3=sum(each < 3 for each in places))
