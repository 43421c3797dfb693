"""Who is likely to resolve a ticket, learned online from who had and who resolved the earlier ones.

Two layers. For each combination of facts (`Settings.chains`), faded counts of who resolved such tickets, each backed
off to a wider combination; and how lately and how much everybody was at work. A softmax over the engineers puts them
together (a conditional logit: McFadden, "Conditional logit analysis of qualitative choice behavior", 1974), with
weights that learn from every outcome by a gradient step (AdaGrad: Duchi, Hazan and Singer, JMLR 12, 2011). A step takes
what was known when its ticket came in, never what was counted since: the weights learn from what a question sees.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..domain.base import Frozen, Identifier
from .counts import Counts, Shares

Facts = Mapping[str, str]
Features = NDArray[np.float32]

_EXTRAS = 2
_LONGEST_DAYS = 60.0
_SHORTEST_DAYS = 1.0 / 24.0


@dataclass(frozen=True)
class Settings:
    """What is counted, and how fast it fades.

    Parameters
    ----------
    chains : tuple of tuples of str
        Names of facts, from wide to narrow: of ("group", "category") the second is counted within the first.
    half_life_days, recent_half_life_days : float
        After so many days a case counts half; the recent one is for counts beside those of everybody and of each
        chain's first fact.
    strength : float
        Cases that a combination needs to weigh as much as the wider one.
    held_worth : float
        What it counts that somebody has a ticket that is not resolved yet.
    step : float
        Length of the first gradient step.
    first_weight : float
        Weight of every combination before there is an outcome; what everybody resolves has 1.
    most : int
        Engineers in an answer.
    """

    chains: tuple[tuple[str, ...], ...]
    half_life_days: float = 30.0
    recent_half_life_days: float = 3.0
    strength: float = 2.0
    held_worth: float = 0.5
    step: float = 0.05
    first_weight: float = 0.3
    most: int = 10


class Ranked(Frozen):
    """An engineer, and the probability that it is she who resolves the ticket."""

    engineer_id: Identifier
    probability: float


@dataclass
class _Open:
    """A ticket without an outcome: what it is counted under, what was known when it came, who has it since when."""

    keys: list[Hashable]
    features: Features
    holder: int | None = None
    since: float = 0.0


class Resolvers:
    """The state after some events; they come in the order of time, in days since any origin."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        # Parents come before their children, so that shares can be backed off in one pass.
        self._prefixes = sorted(
            {chain[:size] for chain in settings.chains for size in range(len(chain) + 1)},
            key=lambda each: (len(each), each),
        )
        self._parents = [self._prefixes.index(each[:-1]) if each else None for each in self._prefixes]
        self._wide = sum(len(each) <= 1 for each in self._prefixes)
        self._slow = Counts(settings.half_life_days, settings.strength)
        self._recent = Counts(settings.recent_half_life_days, settings.strength)
        self._index: dict[str, int] = {}
        self._seen: list[float] = []
        self._in_hand: list[int] = []
        self._open: dict[str, _Open] = {}
        size = len(self._prefixes) + self._wide + _EXTRAS
        self.weights = np.zeros(size)
        self.weights[: len(self._prefixes)] = settings.first_weight
        self.weights[0] = 1.0
        self._squares = np.full(size, 1e-2)

    def arrive(self, ticket_id: str, facts: Facts, day: float) -> tuple[Ranked, ...]:
        """Return the engineers for a new ticket, the likeliest first, and remember what was known.

        One that is open already, and arrives anew, is nobody's again.
        """
        if ticket_id in self._open:
            self._release(self._open[ticket_id])
        keys = self._keys(facts)
        features = self._features(keys, day)
        self._open[ticket_id] = _Open(keys, features)
        return self._ranked(features)

    def rank(self, facts: Facts, day: float) -> tuple[Ranked, ...]:
        """Return the engineers for a ticket, the likeliest first; the probabilities of all of them sum to one."""
        return self._ranked(self._features(self._keys(facts), day))

    def hold(self, ticket_id: str, engineer_id: str | None, day: float) -> None:
        """Learn who has a ticket now; one that is resolved already, or never arrived, is passed over."""
        ticket = self._open.get(ticket_id)
        if ticket is None:
            return
        self._release(ticket)
        if engineer_id is not None:
            ticket.holder, ticket.since = self._number(engineer_id, day), day
            self._count(ticket.keys, ticket.holder, day, self.settings.held_worth)
            self._in_hand[ticket.holder] += 1

    def resolve(self, ticket_id: str, engineer_id: str, day: float) -> None:
        """Learn who resolved a ticket; one that never arrived is passed over."""
        ticket = self._open.pop(ticket_id, None)
        if ticket is None:
            return
        self._release(ticket)
        who = self._number(engineer_id, day)
        if who < len(ticket.features):
            self._step(ticket.features, who)
        self._count(ticket.keys, who, day, 1.0)

    def _number(self, engineer_id: str, day: float) -> int:
        who = self._index.setdefault(engineer_id, len(self._index))
        if who == len(self._seen):
            self._seen.append(day)
            self._in_hand.append(0)
        self._seen[who] = day
        return who

    def _release(self, ticket: _Open) -> None:
        """Take back what counted because somebody had the ticket."""
        if ticket.holder is not None:
            self._count(ticket.keys, ticket.holder, ticket.since, -self.settings.held_worth)
            self._in_hand[ticket.holder] -= 1
            ticket.holder = None

    def _keys(self, facts: Facts) -> list[Hashable]:
        """Return what a ticket is counted under, in the order of the prefixes."""
        return [(at, *(facts.get(name, "") for name in prefix)) for at, prefix in enumerate(self._prefixes)]

    def _count(self, keys: Sequence[Hashable], who: int, day: float, worth: float) -> None:
        for key in keys:
            self._slow.add(key, who, day, worth)
        for key in keys[: self._wide]:
            self._recent.add(key, who, day, worth)

    def _features(self, keys: Sequence[Hashable], day: float) -> Features:
        """Return what each combination adds to the wider one for everybody, as logarithms of shares; and the extras."""
        people = len(self._index)
        uniform = np.full(people, 1.0 / max(people, 1))
        shares: list[Shares] = []
        columns: list[Shares] = []
        for key, parent in zip(keys, self._parents, strict=True):
            wider = uniform if parent is None else shares[parent]
            shares.append(self._slow.shares(key, day, wider))
            columns.append(_beyond(shares[-1], wider))
        for key, wider in zip(keys[: self._wide], shares, strict=False):
            columns.append(_beyond(self._recent.shares(key, day, wider), wider))
        idle = np.clip(day - np.array(self._seen), _SHORTEST_DAYS, _LONGEST_DAYS)
        columns += [np.log(idle), np.log1p(np.array(self._in_hand, dtype=float))]
        return np.stack(columns, axis=1).astype(np.float32)

    def _ranked(self, features: Features) -> tuple[Ranked, ...]:
        chances = _softmax(features @ self.weights)
        # Among equals whoever was met first, so that the order never hangs on names or hashes.
        names = list(self._index)
        order = np.argsort(-chances, kind="stable")
        return tuple(
            Ranked(engineer_id=names[who], probability=float(chances[who])) for who in order[: self.settings.most]
        )

    def _step(self, features: Features, who: int) -> None:
        gradient = _softmax(features @ self.weights) @ features - features[who]
        self._squares += gradient**2
        self.weights -= self.settings.step * gradient / np.sqrt(self._squares)


def _beyond(shares: Shares, wider: Shares) -> Shares:
    return np.zeros(len(wider)) if shares is wider else np.log(shares / wider)


def _softmax(scores: Shares) -> Shares:
    grown = np.exp(scores - scores.max(initial=0.0))
    return np.asarray(grown / grown.sum())
