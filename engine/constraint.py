"""The rule with two faces: the Rule base, its protocol, and the Finding that an audit reports."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from .domain.base import Frozen
from .domain.problem import Problem

if TYPE_CHECKING:
    from .builder import Builder
    from .reading import Reading


@dataclass(frozen=True, order=True)
class Finding:
    """What a rule has to say about one place of a schedule.

    Parameters
    ----------
    constraint : str
        Name of the rule.
    is_hard : bool
        Whether the schedule breaks the rule; otherwise the finding is a price.
    amount : int
        Engineer-minute equivalents, free of weights; for a hard finding the size of the breach.
    ticket_id, engineer_id : str
        Whom it is about, empty where nobody is meant.
    message : str
        The finding in words.
    other : str
        The second party where the finding is about two: a ticket, an appointment, a site.
    inherited : bool
        Whether facts (appointments, pins, frozen work) alone already break the rule here.
    """

    constraint: str
    is_hard: bool
    amount: int
    ticket_id: str
    engineer_id: str
    message: str
    other: str = ""
    inherited: bool = False

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What the finding is about, whatever its amount and words."""
        return self.constraint, self.ticket_id, self.engineer_id, self.other


FACTORS = ("skills", "availability", "familiarity", "workload")
"""What a dispatcher weighs when she gives work to somebody; a rule may speak of one of them."""


TOPICS = ("continuity", "skill", "workload", "travel", "personality", "priority", "other")
"""What a reason in a person's own words may be about; a rule speaks of one of them."""


class Constraint(Protocol):
    """What the engine asks of a rule."""

    name: ClassVar[str]
    reads: ClassVar[tuple[str, ...]]
    factor: ClassVar[str]
    topic: ClassVar[str]
    words: ClassVar[str]
    default_weight: ClassVar[int | None]
    yields_to_pin: ClassVar[bool]

    def applies(self, problem: Problem) -> bool:
        """Whether the data needs the rule at all."""

    def compile(self, problem: Problem, builder: "Builder") -> None:
        """Write the rule into the instance's forms."""

    def audit(self, problem: Problem, reading: "Reading") -> Iterable[Finding]:
        """Find the same rule, by its own means, in a finished schedule."""


class Rule(Frozen, ABC):
    """Base of the rules: a frozen model whose fields are the rule's parameters.

    ``name`` is file name, weight key and JSON key; ``reads`` names the fields of the domain that the rule depends on,
    as ``ticket.tier``: for the table of the rules, and so that a question asked of the same desk with other facts lets
    only those write again that name ``problem.published`` or ``ticket.pin``. ``default_weight`` is in
    thousandths; None marks a rule that only gates (all its findings are hard), which no weight can switch off.
    ``yields_to_pin`` marks a gate on who may take a ticket, over which a person's pin to an engineer goes. ``factor``
    is which of the four things that a dispatcher weighs the rule speaks of, one of `FACTORS`; empty where it is none.
    ``topic`` is which of `TOPICS` a reason that names the rule is about, and ``words`` are those by which people name
    it, in lower case with commas between them: a ``*`` ends a word that may go on, and several words stand side by
    side in the text.
    """

    name: ClassVar[str]
    reads: ClassVar[tuple[str, ...]] = ()
    default_weight: ClassVar[int | None] = None
    yields_to_pin: ClassVar[bool] = False
    factor: ClassVar[str] = ""
    topic: ClassVar[str] = "other"
    words: ClassVar[str] = ""

    def applies(self, problem: Problem) -> bool:  # noqa: ARG002
        """Whether the data needs the rule at all."""
        return True

    @abstractmethod
    def compile(self, problem: Problem, builder: "Builder") -> None:
        """Write the rule into the instance's forms."""

    @abstractmethod
    def audit(self, problem: Problem, reading: "Reading") -> Iterable[Finding]:
        """Find the same rule, by its own means, in a finished schedule."""

    def hard(self, amount: int, ticket_id: str, engineer_id: str, message: str, other: str = "") -> Finding:
        """Return a hard finding of this rule."""
        return Finding(self.name, True, amount, ticket_id, engineer_id, message, other)

    def price(self, amount: int, ticket_id: str, engineer_id: str, message: str) -> Finding:
        """Return a priced finding of this rule."""
        return Finding(self.name, False, amount, ticket_id, engineer_id, message)


Rules = Sequence[Constraint]
