"""Work under way: until when it still takes, and how much of it is done."""

from ..context import Context, Fact
from ..facts import paused_end
from ..shifts import work_minutes
from ..timeline import ceil_minute, floor_minute, intervals, union


def still_takes(context: Context, fact: Fact) -> int:
    """Return the end of work under way: the told one, unless its effort is another by now; and not before now.

    Pausable work for which no time is left is thought to take what it was told to, at least: it did not get shorter.
    """
    ticket, work = context.problem.ticket[fact.ticket_id], work_of(context, fact)
    if fact.end is not None and work_in(context, fact, fact.end) == work:
        return fact.end
    end = fact.start + work
    if ticket.pausable:
        told = Fact(fact.ticket_id, fact.engineer_ids, fact.start, None)
        end = paused_end(context, told, work) or max(end, fact.end or end)
    return max(end, min(context.now, fact.end or context.now))


def work_of(context: Context, fact: Fact) -> int:
    """Return the minutes of work that a fact takes who does it, the slowest of several."""
    people = context.problem.engineer
    return max(
        context.minutes_needed(people[each], context.problem.ticket[fact.ticket_id]) for each in fact.engineer_ids
    )


def work_in(context: Context, fact: Fact, end: int) -> int:
    """Return the minutes of work in a fact up to an end: pausable work also goes on after floating breaks."""
    if not context.problem.ticket[fact.ticket_id].pausable or len(fact.engineer_ids) > 1:
        return end - fact.start
    (name,), published = fact.engineer_ids, context.problem.published
    shift = context.shift_at(name, fact.start)
    breaks = (
        (floor_minute(context.origin, each.start), ceil_minute(context.origin, each.end))
        for each in (published.breaks if published else ())
        if each.engineer_id == name
    )
    return work_minutes(shift, fact.start, end, union(context.idle_in(shift), intervals(breaks)))
