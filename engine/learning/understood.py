"""What was understood of a reason in a person's own words."""

from enum import StrEnum

from ..domain.base import Frozen, Identifier, Instant
from ..domain.preference import Kind


class Effect(StrEnum):
    """What confirming a reason does."""

    PREFERENCE = "preference"
    """It becomes a preference of the client, with an owner and a last day."""
    EVIDENCE = "evidence"
    """It counts for the weight of the rule that it speaks of."""
    NOTE = "note"
    """It is kept beside the decision."""


class Understood(Frozen):
    """A reason as far as it was understood; nothing is done with it before a person has confirmed it.

    ``topic`` is one of `engine.constraint.TOPICS`. ``rule`` is the rule that the reason speaks of, empty where it names
    none, and ``words`` are the words that told it. ``start`` and ``end`` are the period it names, the end not included,
    ``weekdays`` the days (0 is Monday) on which it recurs; ``is_until`` where the end is said as one ("until Friday"),
    and is no time at which something happened. ``kind`` is which way it points where it is a preference;
    ``sentence`` says all of it for a click of confirmation, with what that would do.
    """

    topic: str = "other"
    rule: str = ""
    engineer_ids: tuple[Identifier, ...] = ()
    client_ids: tuple[Identifier, ...] = ()
    start: Instant | None = None
    end: Instant | None = None
    weekdays: tuple[int, ...] = ()
    is_until: bool = False
    words: tuple[str, ...] = ()
    effect: Effect = Effect.NOTE
    kind: Kind = Kind.PREFER
    sentence: str = ""
