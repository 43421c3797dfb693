"""The log's events told to what learns who resolves a ticket, one after the other."""

import datetime as dt
from collections.abc import Iterable, Iterator

import pandas as pd

from engine.learning.resolver import Ranked, Resolvers, Settings

from .evidence import Arrived, Event, Held, Resolved
from .people import link_labels

Chains = tuple[tuple[str, ...], ...]

CHAINS: Chains = (
    ("opener", "category", "subcategory"),
    ("opener", "location"),
    ("opener", "hour"),
    ("category", "subcategory", "symptom"),
    ("category", "subcategory", "location"),
    ("location", "caller"),
    ("location", "category"),
    ("symptom",),
    ("hour",),
    ("contact",),
)
"""Facts that tell together who resolves an incident, whatever its group; tried on the first 80 % of the log alone."""
GROUP_CHAINS: Chains = (
    ("group", "opener", "subcategory"),
    ("group", "opener", "location"),
    ("group", "category", "subcategory", "location"),
    ("group", "symptom"),
    ("group", "location"),
    ("group", "caller"),
    ("group", "hour"),
)
"""Those that it takes the assignment group for."""

_DAY = 86_400.0


class Links:
    """The label of resolvers that belongs to one of assignees: the log numbers the two differently.

    They are matched anew whenever a day begins, from the resolutions known by then.
    """

    def __init__(self) -> None:
        self._pairs: list[tuple[str, str | None]] = []
        self._resolver_of: dict[str, str] = {}
        self._matched_on: dt.date | None = None

    def add(self, event: Resolved) -> None:
        """Take in who resolved what somebody held."""
        self._pairs.append((event.resolver, event.assignee))

    def resolver(self, event: Held) -> str | None:
        """Return who holds an incident, None where nobody does or no match is known yet."""
        if event.at.date() != self._matched_on:
            self._matched_on = event.at.date()
            resolved = pd.DataFrame(self._pairs, columns=["resolver", "assignee"])
            self._resolver_of = {assignee: resolver for resolver, assignee in link_labels(resolved).items()}
        return self._resolver_of.get(event.assignee or "")


class Learner:
    """Who resolves what, as far as the events told so far say; people are named by the labels of resolvers."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.model = Resolvers(settings or Settings(CHAINS + GROUP_CHAINS))
        self._links = Links()

    def tell(self, event: Event) -> tuple[Ranked, ...]:
        """Learn from an event; the answer to an arrival is who may resolve it, the likeliest first."""
        day = day_of(event.at)
        if isinstance(event, Arrived):
            return self.model.arrive(event.number, event.facts, day)
        if isinstance(event, Held):
            self.model.hold(event.number, self._links.resolver(event), day)
        elif isinstance(event, Resolved):
            self._links.add(event)
            self.model.resolve(event.number, event.resolver, day)
        return ()


def day_of(at: dt.datetime) -> float:
    """Return an instant in days."""
    return at.timestamp() / _DAY


def replay(events: Iterable[Event], learner: Learner) -> Iterator[tuple[Arrived, tuple[Ranked, ...]]]:
    """Yield every arrival with who may resolve it, by what was known when it came in."""
    for event in events:
        ranked = learner.tell(event)
        if isinstance(event, Arrived):
            yield event, ranked
