"""What a person decides on when she gives a waiting ticket to somebody, or to nobody: what was shown, what she chose.

Nothing that a page says of prices is believed: all of them are made anew, on the desk as it is when she decides.
"""

from collections.abc import Sequence
from datetime import datetime

from api.warm.held import Held
from engine.compile import weights_of
from engine.domain.base import Frozen, Identifier
from engine.errors import DataError, UnknownId
from engine.learning.decision import Asked, Option, Outcome, TicketFacts
from engine.questions.evaluate import Move, evaluate
from engine.questions.recommend import MOST, price_with, recommend
from engine.questions.recommended import Recommended


class Priced(Frozen):
    """What makes a decision beside who decides, when and why; its fields are those of `Decision`."""

    outcome: Outcome
    ticket: TicketFacts
    weights_version: int
    weights: dict[Identifier, int]
    options: tuple[Option, ...]
    chosen: Option | None
    asked: Asked = Asked.RECOMMENDATION


def priced(
    held: Held, ticket_id: str, shown: Sequence[str], engineer_id: str = "", start: datetime | None = None
) -> Priced:
    """Price what was shown for a waiting ticket, and the place that was chosen.

    Parameters
    ----------
    shown : sequence of str
        Engineers in the order in which they were shown; empty takes those that are recommended now. Whoever has no
        place any more is left out.
    engineer_id, start : str, datetime
        The place that was chosen, her best one without a start; nobody's when the ticket is left waiting.

    Raises
    ------
    UnknownId, DataError
        As `recommend` does: nobody is recommended for such a ticket.
    """
    options = _shown(held, ticket_id, shown)
    chosen = _chosen(held, ticket_id, options, engineer_id, start) if engineer_id else None
    return Priced(
        outcome=_outcome(options, chosen),
        ticket=TicketFacts.of(held.problem.ticket[ticket_id]),
        weights_version=held.problem.desk.weights.version,
        weights=weights_of(held.context, held.rules),
        options=options,
        chosen=chosen,
    )


def _shown(held: Held, ticket_id: str, shown: Sequence[str]) -> tuple[Option, ...]:
    if not shown:
        return tuple(_option(each) for each in recommend(held.warm_desk, ticket_id, MOST).ranked)
    recommend(held.warm_desk, ticket_id, 1)
    options = []
    for engineer_id in dict.fromkeys(shown):
        try:
            options.append(_option(price_with(held.warm_desk, ticket_id, engineer_id)))
        except (DataError, UnknownId):
            continue
    return tuple(options)


def _option(place: Recommended) -> Option:
    return Option(engineer_id=place.engineer_id, start=place.assignment.start, amounts=place.amounts)


def _chosen(
    held: Held, ticket_id: str, options: tuple[Option, ...], engineer_id: str, start: datetime | None
) -> Option:
    shown = next((each for each in options if each.engineer_id == engineer_id), None)
    if shown and start in (None, shown.start):
        return shown
    if start is None:
        return _option(price_with(held.warm_desk, ticket_id, engineer_id))
    found = evaluate(held.context, held.rules, held.published, [Move(ticket_id, (engineer_id,), start)])
    return Option(engineer_id=engineer_id, start=start, amounts=found.amounts)


def _outcome(options: tuple[Option, ...], chosen: Option | None) -> Outcome:
    if chosen is None:
        return Outcome.REJECT
    return Outcome.ACCEPT if options[:1] == (chosen,) else Outcome.MODIFY
