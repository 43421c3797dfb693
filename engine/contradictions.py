"""What a desk's own facts make impossible: circles of dependencies, clashing pins, windows that hold no work."""

import itertools
from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from .domain.engineer import Break
from .domain.hours import clock_text
from .domain.problem import Problem
from .domain.ticket import Ticket
from .errors import Flaw
from .flaws import Inspection
from .timeline import ceil_minute, floor_minute


def contradictions(inspection: Inspection) -> Iterator[Flaw]:
    """Find what no plan could ever keep."""
    yield from _now(inspection)
    yield from _breaks(inspection)
    yield from _circles(inspection)
    yield from _overlapping_pins(inspection)
    for ticket in inspection.problem.schedulable:
        yield from _pin(inspection, ticket)
        yield from _windows(inspection, ticket)


def least_minutes(problem: Problem, ticket: Ticket) -> int:
    """Return the minutes that the fastest engineer needs for a ticket."""
    types = {ticket.type, f"{ticket.type}/{ticket.subtype}"}
    speeds = (speed.percent for each in problem.engineers for speed in each.speeds if speed.type in types)
    return -(-ticket.estimated_minutes * min((100, *speeds)) // 100)


def _now(inspection: Inspection) -> Iterator[Flaw]:
    desk = inspection.problem.desk
    if inspection.gaps.excuse("desk", "now") or inspection.gaps.excuse("desk", "planning_window"):
        return
    if desk.now >= desk.planning_window.end:
        message = f"the planning window is already over, it ends at {desk.planning_window.end.isoformat()}"
        hint = "the window in [planning_window] or the instant of the export is an old one"
        yield inspection.flaw("desk", "", "now", desk.now.isoformat(), message, hint)


def _breaks(inspection: Inspection) -> Iterator[Flaw]:
    for engineer in inspection.problem.engineers:
        if not _can_all_be_taken(engineer.breaks):
            value = "; ".join(f"{clock_text(b.window_start)}-{clock_text(b.window_end)}" for b in engineer.breaks)
            yield inspection.flaw("engineer", engineer.id, "breaks", value, "the breaks overlap: not all can be taken")
        for duty in engineer.on_call:
            if not duty.priorities or not duty.hours.spans:
                message = "on-call duty needs its priorities and its hours"
                hint = "write for example P1,P2 mon-fri 17:00-22:00"
                yield inspection.flaw("engineer", engineer.id, "on_call", duty.hours.text(), message, hint)


def _can_all_be_taken(breaks: Sequence[Break]) -> bool:
    """Whether some order fits the breaks into their windows; past six, only the fixed ones are looked at."""
    looked_at = breaks if len(breaks) <= 6 else [each for each in breaks if each.is_fixed]
    if len(looked_at) > 6:
        ordered = sorted(looked_at, key=lambda each: each.window_start)
        return all(a.window_end <= b.window_start for a, b in itertools.pairwise(ordered))
    return any(_fits(order) for order in itertools.permutations(looked_at))


def _fits(order: Sequence[Break]) -> bool:
    end = 0
    for each in order:
        end = max(end, each.window_start) + each.minutes
        if end > each.window_end:
            return False
    return True


def _circles(inspection: Inspection) -> Iterator[Flaw]:
    before = {ticket.id: {each.ticket_id for each in ticket.depends_on} for ticket in inspection.problem.tickets}
    for ticket in sorted(before):
        if ticket in before[ticket]:
            before[ticket].discard(ticket)
            message = "the ticket depends on itself"
            yield inspection.flaw("ticket", ticket, "depends_on", ticket, message, "take it out of the cell")
    while circle := _circle(before):
        first = min(range(len(circle)), key=lambda at: circle[at])
        shown = [*circle[first:], *circle[: first + 1]]
        message = f"these tickets wait for each other: {' -> '.join(shown)}"
        yield inspection.flaw("ticket", shown[0], "depends_on", shown[1], message, "one of the dependencies is wrong")
        before = {ticket: others - set(circle) for ticket, others in before.items() if ticket not in circle}


def _circle(before: dict[str, set[str]]) -> list[str]:
    """Return one circle, each ticket followed by one it depends on; empty when there is none."""
    try:
        TopologicalSorter({ticket: sorted(others) for ticket, others in sorted(before.items())}).prepare()
    except CycleError as error:
        # graphlib lists the circle from predecessor to successor, with the first ticket again at the end.
        forward: list[str] = error.args[1]
        return forward[:0:-1]
    return []


def _overlapping_pins(inspection: Inspection) -> Iterator[Flaw]:
    start = inspection.problem.desk.planning_window.start
    pinned: dict[str, list[tuple[int, int, str]]] = {}
    for ticket in inspection.problem.schedulable:
        pin = ticket.pin
        if pin and pin.engineer_id and pin.start and ticket.engineers_needed == 1:
            minute = floor_minute(start, pin.start)
            pinned.setdefault(pin.engineer_id, []).append((minute, minute + ticket.estimated_minutes, ticket.id))
    for engineer, work in sorted(pinned.items()):
        ordered = sorted(work)
        last = ordered[0]
        for each in ordered[1:]:
            if each[0] < last[1]:
                message = f"ticket {last[2]!r} is pinned to engineer {engineer!r} at an overlapping time"
                at = inspection.problem.ticket[each[2]].pin
                value = at.start.isoformat() if at and at.start else ""
                yield inspection.flaw("ticket", each[2], "pin_start", value, message, "one of the two pins has to move")
            last = max(last, each, key=lambda item: item[1])


def _pin(inspection: Inspection, ticket: Ticket) -> Iterator[Flaw]:
    engineer = ticket.pin.engineer_id if ticket.pin else None
    if engineer is None:
        return
    if engineer in ticket.excluded_engineers:
        message = "the ticket is pinned to an engineer whom it excludes"
        yield inspection.flaw("ticket", ticket.id, "pin_engineer_id", engineer, message)
    elif ticket.required_engineers and engineer not in ticket.required_engineers:
        required = ", ".join(ticket.required_engineers)
        message = f"the ticket is pinned to an engineer who is not among those it requires: {required}"
        yield inspection.flaw("ticket", ticket.id, "pin_engineer_id", engineer, message)


def _windows(inspection: Inspection, ticket: Ticket) -> Iterator[Flaw]:
    if not ticket.time_windows:
        return
    earliest = ticket.earliest_start
    for window in ticket.time_windows if earliest else ():
        if earliest and window.end <= earliest:
            message = f"this window ends before the ticket's earliest start {earliest.isoformat()}"
            yield inspection.flaw("ticket", ticket.id, "time_windows", window.end.isoformat(), message)
    if inspection.gaps.touch("engineer") or ticket.pausable:
        return
    longest = max(floor_minute(w.start, w.end) - ceil_minute(w.start, w.start) for w in ticket.time_windows)
    least = least_minutes(inspection.problem, ticket)
    if longest < least:
        message = f"no window is as long as the work: the longest has {longest} minutes, the work takes {least}"
        hint = "the window is too short or estimated_minutes too long"
        yield inspection.flaw("ticket", ticket.id, "time_windows", longest, message, hint)
