"""How far work lies from its service level."""

from ..context import Context
from ..domain.schedule import Assignment
from ..domain.ticket import Ticket
from ..timeline import ceil_minute, floor_minute, overlap
from ..words import minutes_text


def sla_margin(context: Context, ticket: Ticket, given: Assignment) -> int | None:
    """Return the minutes from work to its nearest due; of those past a due, only the minutes of the SLA's clock.

    Targets that had passed at now already do not count. None without any.
    """
    start, end = floor_minute(context.origin, given.start), ceil_minute(context.origin, given.end)
    margins = []
    for target, moment in (("respond", start), ("plan", start), ("resolve", end)):
        due = context.clocks.due(ticket, target)  # type: ignore[arg-type]
        if due is not None and due.minute >= context.now:
            late = overlap(due.calendar, due.minute, moment) if moment > due.minute else 0
            margins.append(-late if late else max(0, due.minute - moment))
    return min(margins, default=None)


def margin_text(margin: int) -> str:
    """Return ``2 h before its SLA is due``, or after."""
    return f"{minutes_text(abs(margin))} {'before' if margin >= 0 else 'after'} its SLA is due"
