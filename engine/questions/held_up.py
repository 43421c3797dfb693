"""What was to have begun, but for work under way that takes longer: the next work, the way there, a break."""

from collections import defaultdict
from collections.abc import Mapping

from ..context import Context, Fact
from ..domain.schedule import BreakTaken, Schedule
from ..domain.ticket import Status
from ..timeline import ceil_minute, floor_minute
from .under_way import still_takes


def is_held_up(context: Context, engineer_id: str, since: int) -> bool:
    """Whether work under way of an engineer lasts past the minute at which she was to go on to something else."""
    return any(
        each.start < context.now and each.start <= since < still_takes(context, each)
        for each in context.facts_of[engineer_id]
    )


def is_held_back(context: Context, fact: Fact) -> bool:
    """Whether work that was to have begun has not, as other work of its engineers, told to end before it, goes on.

    What is in progress by its own record has begun, whatever goes on beside it.
    """
    told = _told_ends(context)
    if context.problem.ticket[fact.ticket_id].status is Status.IN_PROGRESS:
        return False
    return fact.start < context.now and any(
        each.start < fact.start and told[each.ticket_id] <= fact.start and still_takes(context, each) > context.now
        for engineer_id in fact.engineer_ids
        for each in context.facts_of[engineer_id]
    )


def without_missed_breaks(context: Context, told: Schedule) -> Schedule:
    """Return what was told without the breaks that were to have begun, but for work that goes on over their start."""
    facts, tickets, ends = context.facts_of, context.problem.ticket, _told_ends(context)

    def is_missed(each: BreakTaken) -> bool:
        start = floor_minute(context.origin, each.start)
        return start < context.now and any(
            not tickets[fact.ticket_id].pausable and ends[fact.ticket_id] <= start < still_takes(context, fact)
            for fact in facts[each.engineer_id]
            if fact.start <= start
        )

    kept = tuple(each for each in told.breaks if not is_missed(each))
    return told if len(kept) == len(told.breaks) else told.model_copy(update={"breaks": kept})


def _told_ends(context: Context) -> Mapping[str, int]:
    """Return when the work of each ticket was told to end; what was not published ends now at the soonest."""
    found = context.memo.get(_told_ends)
    if not isinstance(found, dict):
        given = context.problem.published.assignments if context.problem.published else ()
        found = defaultdict(lambda: context.now, {t.ticket_id: ceil_minute(context.origin, t.end) for t in given})
        context.memo[_told_ends] = found
    return found
