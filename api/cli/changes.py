"""A new plan beside the published one: which tickets have another place, and which are new."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from engine.domain.problem import Problem
from engine.domain.schedule import Assignment, Schedule

from .screen import say, show
from .tables import and_more, count, left, moment, table

_MOST = 15


@dataclass(frozen=True)
class Changed:
    """A published ticket that starts at another time or has other engineers; ``now`` is None when it has no place."""

    ticket_id: str
    was: Assignment
    now: Assignment | None


def changed(problem: Problem, schedule: Schedule) -> tuple[Changed, ...]:
    """Return what differs from the problem's published schedule, in its order of time; closed tickets do not count."""
    if not problem.published:
        return ()
    now = {each.ticket_id: each for each in schedule.assignments}
    found = (Changed(each.ticket_id, each, now.get(each.ticket_id)) for each in problem.published.assignments)
    moved = [each for each in found if problem.ticket[each.ticket_id].is_schedulable and _differs(each)]
    return tuple(sorted(moved, key=lambda each: (each.was.start, each.ticket_id)))


def say_changes(problem: Problem, schedule: Schedule) -> None:
    """Print the changes against the published schedule; nothing when there is none."""
    if not problem.published:
        return
    found, zone = changed(problem, schedule), ZoneInfo(problem.desk.time_zone)
    rows = [(each.ticket_id, place(problem, each.was, zone), place(problem, each.now, zone)) for each in found]
    if found:
        more = and_more(_MOST, len(rows))
        show(table("Changed against the published plan", (left("ticket"), left("was"), left("is")), rows[:_MOST], more))
    known = {each.ticket_id for each in problem.published.assignments}
    new = count(sum(each.ticket_id not in known for each in schedule.assignments), "ticket")
    say()
    say(f"Against the published plan: {count(len(found), 'ticket')} changed, {new} newly placed.")


def _differs(each: Changed) -> bool:
    if each.now is None:
        return True
    return each.was.start != each.now.start or set(each.was.engineer_ids) != set(each.now.engineer_ids)


def place(problem: Problem, given: Assignment | None, zone: ZoneInfo) -> str:
    """Return who has a ticket from when, in words."""
    if given is None:
        return "unassigned"
    return f"{' and '.join(problem.engineer[each].label for each in given.engineer_ids)}, {moment(given.start, zone)}"
