"""Work and trips lie inside a shift: working hours and the overtime allowed, on-call hours, days without visits."""

from collections.abc import Iterable
from typing import ClassVar

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.problem import Problem
from engine.reading import Reading, ShiftReading, Work
from engine.shifts import Shift
from engine.timeline import overlap


class WorkingHours(Rule):
    """Hard: nothing outside the hours; on call only the priorities it covers; no visit on a remote-only day."""

    name: ClassVar[str] = "working_hours"
    topic: ClassVar[str] = "workload"
    words: ClassVar[str] = (
        "vacation, holiday, on leave, off, day off, sick, not in, not working, out of office, on call, works from "
        "home, part time, part-time, is out, out today, gone home, leaves at, starts at, shift, pto, away today, back "
        "on"
    )
    reads: ClassVar[tuple[str, ...]] = (
        "ticket.priority",
        "ticket.site_id",
        "engineer.working_hours",
        "engineer.time_zone",
        "engineer.holiday_country",
        "engineer.holiday_subdivision",
        "engineer.on_call",
        "engineer.overtime_minutes",
        "engineer.remote_only_days",
    )

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Keep shifts inside their hours; gate by priority and by whether a site is visited."""
        for at, shift in enumerate(builder.shifts):
            builder.restrict_shift(at, shift.working)
        builder.gate(
            lambda ticket: (ticket.priority, ticket.site_id is not None),
            lambda key: builder.where_shift(lambda shift: _takes(shift, *key)),
        )

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find minutes outside the hours, and work that the shift does not take."""
        for each in reading.shifts:
            who = each.engineer
            for work in each.works:
                if work.ticket.priority not in each.shift.priorities:
                    words = (
                        f"{work.ticket.id} is priority {work.ticket.priority}; {who.label} is on call for others then"
                    )
                    yield self.hard(1, work.ticket.id, who.id, words, "priority")
                if work.site_id and each.shift.remote_only:
                    words = f"{work.ticket.id} is on-site, {who.label} works remotely on {each.shift.day}"
                    yield self.hard(1, work.ticket.id, who.id, words, "remote")
                outside = _outside(each.shift, work)
                if outside:
                    words = (
                        f"{work.ticket.id} lies {outside} minutes outside the hours of {who.label} on {each.shift.day}"
                    )
                    yield self.hard(outside, work.ticket.id, who.id, words)
            yield from self._trips(each)

    def _trips(self, each: ShiftReading) -> Iterable[Finding]:
        for leg in each.legs:
            outside = leg.arrive - leg.depart - overlap(each.shift.working, leg.depart, leg.arrive)
            if outside > 0:
                words = f"{each.engineer.label} travels {outside} minutes outside the hours on {each.shift.day}"
                yield self.hard(outside, leg.ticket_id, each.engineer.id, words, f"{each.shift.day} {leg.name}")


def _takes(shift: Shift, priority: int, is_visit: bool) -> bool:
    return priority in shift.priorities and not (is_visit and shift.remote_only)


def _outside(shift: Shift, work: Work) -> int:
    """Return minutes outside the hours; pausable work may run over a gap between them."""
    begin = work.start - work.setup_minutes
    if work.ticket.pausable and shift.spans:
        hull = ((shift.start, shift.hard_end),)
        starts_idle = 0 if overlap(shift.working, begin, work.start + 1) == work.start + 1 - begin else 1
        return max(work.end - begin - overlap(hull, begin, work.end), starts_idle)
    return work.end - begin - overlap(shift.working, begin, work.end)
