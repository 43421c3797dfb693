"""What a proposal would place that cannot be placed any more: tickets closed or deleted, people gone, days gone by.

The rules judge what stands in a schedule; they take it that the desk knows all of it, and that it lies ahead.
"""

from collections.abc import Iterable, Iterator

from engine.amendment import Moved
from engine.constraint import Finding
from engine.domain.problem import Problem

STATUS = "status"
"""Under which name such a finding is reported, beside those of the rules."""


def gone(changes: Iterable[Moved], problem: Problem) -> tuple[Finding, ...]:
    """Return a finding for each change that would place what cannot be placed any more."""
    return tuple(finding for each in changes if each.after for finding in _findings(each, problem))


def _findings(change: Moved, problem: Problem) -> Iterator[Finding]:
    given, ticket = change.after, problem.ticket.get(change.ticket_id)
    assert given is not None, "what is taken off the calendar needs nobody"
    if ticket is None:
        yield _finding(change, f"the desk has no ticket {change.ticket_id} any more")
    elif not ticket.is_schedulable:
        yield _finding(change, f"ticket {ticket.id} is {ticket.status.value.replace('_', ' ')}, not to be planned")
    if given.end <= problem.desk.planning_window.start:
        yield _finding(change, f"the day has gone by on which {change.ticket_id} was to be worked")
    for engineer in given.engineer_ids:
        if engineer not in problem.engineer:
            yield _finding(change, f"the desk has no engineer {engineer} any more", engineer)
    if given.site_id is not None and given.site_id not in problem.site:
        yield _finding(change, f"the desk has no site {given.site_id} any more")


def _finding(change: Moved, message: str, engineer_id: str = "") -> Finding:
    return Finding(STATUS, True, 1, change.ticket_id, engineer_id, message)
