"""The scoreboard: what became of recommendations, of tickets, and of what the engine did by itself.

What is not known is None, never nothing: a desk that keeps no responses has no response time, not one of zero.
"""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from ..domain.base import Frozen, Identifier, Instant
from ..domain.ticket import Ticket
from .agreement import Agreement, agreement
from .decision import Decision
from .flow import Change, Flow, flow


class Standing(Frozen):
    """The published schedule at the end of a local day."""

    day: str
    sla_targets: int
    sla_met: int
    utilization_spread_percent: float


class Lesson(Frozen):
    """A change of a rule's weight that decisions taught, in thousandths."""

    at: Instant
    rule: Identifier
    before: int
    after: int
    decision_ids: tuple[Identifier, ...] = ()
    """Those that spoke for it most."""
    is_undone: bool = False


class Automatic(Frozen):
    """What the engine did without a person."""

    placed: int
    """Tickets that it gave a place."""
    undone: int
    """Those of them that a person undid, or gave to another or for another time."""
    stopped: int
    """Suggestions that a person stopped."""
    noted: int
    """Tickets for which it only noted what it would have done, and the dispatcher has decided."""
    noted_agreed: int
    lowered: int
    """Times that a level lowered itself."""


class Scoreboard(Frozen):
    """Figures of a desk from one instant to another."""

    since: Instant
    until: Instant
    agreement: Agreement
    flow: Flow
    standings: tuple[Standing, ...]
    lessons: tuple[Lesson, ...] | None
    """None where no weights are learned."""
    taught: int | None
    """Decisions that some lesson which still holds rests on; None as above."""
    automatic: Automatic
    addon_minutes: int | None
    """Minutes of travel saved by add-on visits; None where nobody has written any down."""


def scoreboard(
    since: Instant,
    until: Instant,
    zone: ZoneInfo,
    *,
    decisions: Sequence[Decision],
    changes: Sequence[Change],
    tickets: Sequence[Ticket],
    standings: Sequence[Standing],
    lessons: Sequence[Lesson] | None,
    automatic: Automatic,
    addon_minutes: int | None,
) -> Scoreboard:
    """Return the figures of what lies between two instants, the later one not counted."""
    lately = None if lessons is None else tuple(each for each in lessons if since <= each.at < until)
    return Scoreboard(
        since=since,
        until=until,
        agreement=agreement([each for each in decisions if since <= each.at < until], zone),
        flow=flow([each for each in changes if since <= each.at < until], _of(tickets, since, until)),
        standings=tuple(standings),
        lessons=lately,
        taught=None
        if lately is None
        else len({id_ for each in lately if not each.is_undone for id_ in each.decision_ids}),
        automatic=automatic,
        addon_minutes=addon_minutes,
    )


def _of(tickets: Sequence[Ticket], since: Instant, until: Instant) -> list[Ticket]:
    return [each for each in tickets if since <= each.created < until]
