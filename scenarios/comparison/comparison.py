"""A comparison: a base, and variants of it beside it."""

from dataclasses import dataclass

from engine.domain.schedule import Schedule
from engine.limits import Limits

from ..situation import Situation
from .fate import Fate
from .figures import Compared
from .noise import Noise
from .shares import ClientShare, EngineerShare
from .verdict import Verdict


@dataclass(frozen=True)
class Side:
    """One of the things that are compared. Costs are in thousandths of an engineer-minute and in the base's prices.

    Parameters
    ----------
    name : str
    said : tuple of str
        The changes that lead to it, in words.
    situation : Situation
    schedule : Schedule
        The best of those that its seeds gave.
    costs : tuple of int
        By seed.
    cost : int
        Of the schedule.
    by_rule : dict
        The same per rule.
    bound : int or None
        No schedule costs less; None where its own rules have other prices than the base's.
    broken : tuple of str
        What the schedule breaks by the base's rules, each breach in words.
    engineers, clients : dict
        By id.
    """

    name: str
    said: tuple[str, ...]
    situation: Situation
    schedule: Schedule
    costs: tuple[int, ...]
    cost: int
    by_rule: dict[str, int]
    bound: int | None
    broken: tuple[str, ...]
    engineers: dict[str, EngineerShare]
    clients: dict[str, ClientShare]


@dataclass(frozen=True)
class Told:
    """What became of a ticket, what its own price is otherwise by rule (after less before), and why."""

    fate: Fate
    by_rule: dict[str, int]
    why: str


@dataclass(frozen=True)
class Beside:
    """A variant beside the base.

    Parameters
    ----------
    side : Side
    verdict : Verdict
        What may be said of the costs: beside the base, or beside the control where there is one.
    cost_noise : Noise
        Of the costs by seed, in thousandths.
    figures : tuple of Compared
    by_rule : dict
        Cost per rule after less before, in thousandths; zeros are left out.
    tickets : tuple of Told
        Those whose place differs.
    is_repriced : bool
        Whether the variant has rules or weights of its own. Its own cost is in its schedule's score.
    is_control : bool
        Whether it is the given base planned on without any change: what planning alone wins is no effect of a change.
    """

    side: Side
    verdict: Verdict
    cost_noise: Noise
    figures: tuple[Compared, ...]
    by_rule: dict[str, int]
    tickets: tuple[Told, ...]
    is_repriced: bool
    is_control: bool = False

    @property
    def cost_difference(self) -> int:
        """Cost of the best schedule after less before, in thousandths."""
        return sum(self.by_rule.values())

    def figure(self, name: str) -> Compared:
        """Return a figure by its name."""
        return next(each for each in self.figures if each.name == name)

    def count(self, *kinds: str) -> int:
        """Return how many tickets are of some kinds."""
        return sum(told.fate.kind in kinds for told in self.tickets)


@dataclass(frozen=True)
class Comparison:
    """The answer to "what if?".

    Parameters
    ----------
    name, purpose : str
        Of the scenario.
    base : Side
        As things are.
    is_given : bool
        Whether the base is a schedule that was there, and not solved.
    variants : tuple of Beside
        In the scenario's order, after the control where the base is given; those for which there was no time are
        missing.
    limits : Limits
        Of each solve.
    seeds : tuple of int
        Those that were done for everything that is compared.
    workers : int
    is_stopped : bool
        Whether it was stopped before all that was asked had been done.
    unrest : float or None
        In how many tickets' engineers two seeds of the base differ on average.
    """

    name: str
    purpose: str
    base: Side
    is_given: bool
    variants: tuple[Beside, ...]
    limits: Limits
    seeds: tuple[int, ...]
    workers: int
    is_stopped: bool
    unrest: float | None

    @property
    def control(self) -> Beside | None:
        """The given base planned on without any change, None where the base was solved itself."""
        return next((each for each in self.variants if each.is_control), None)

    @property
    def changed(self) -> tuple[Beside, ...]:
        """The variants that a scenario tells."""
        return tuple(each for each in self.variants if not each.is_control)
