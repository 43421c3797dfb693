"""A way to free a time that is turned down for one of its moves: what the ticket was to have and what it keeps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..audit import Audit
from ..constraint import Finding, Rules
from ..context import Context
from ..learning.decision import Option
from .evaluate import Move, evaluate
from .relief import Relief


@dataclass(frozen=True)
class TurnedDown:
    """The two places of the ticket, as weights learn from them.

    Parameters
    ----------
    options : tuple of Option
        The place that it was to have, at the price of the way that was shown; none where it was to go back to waiting,
        for waiting has no place that could be compared.
    kept : Option
        The place that it keeps, at the price of the best way that is left, or of leaving everything where it is where
        none is left.
    broken : tuple of Finding
        Rules that the way would break by now; empty unless it was shown on another schedule.
    """

    options: tuple[Option, ...]
    kept: Option
    broken: tuple[Finding, ...]


def turned_down(
    context: Context, rules: Rules, before: Audit, shown: Sequence[Move], ticket_id: str, left: Relief
) -> TurnedDown:
    """Price what is said by "no, this one stays".

    Parameters
    ----------
    before : Audit
        Of the schedule as it is now, where the ticket has its place.
    shown : sequence of Move
        The whole way, with the move that is turned down.
    left : Relief
        The ways that leave the ticket where it is.
    """
    was = next(each for each in before.reading.schedule.assignments if each.ticket_id == ticket_id)
    move = next(each for each in shown if each.ticket_id == ticket_id)
    best = [each.move for each in left.options[0].moved] if left.options else []
    way = evaluate(context, rules, before, shown)
    without = evaluate(context, rules, before, [Move(ticket_id)]).amounts
    stays = evaluate(context, rules, before, best).amounts if best else {}

    def place(who: str, start: datetime | None, amounts: Mapping[str, int]) -> Option:
        assert start is not None, "who has work begins it at a time"
        more = {rule: amounts.get(rule, 0) - without.get(rule, 0) for rule in sorted({*amounts, *without})}
        return Option(engineer_id=who, start=start, amounts={rule: each for rule, each in more.items() if each})

    return TurnedDown(
        options=(place(move.engineer_ids[0], move.start, way.amounts),) if move.engineer_ids else (),
        kept=place(was.engineer_ids[0], was.start, stays),
        broken=way.broken,
    )
