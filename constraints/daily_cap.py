"""The daily cap: the most load that an engineer takes on a working day."""

from collections.abc import Iterable
from typing import ClassVar

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.problem import Problem
from engine.reading import Reading
from engine.shifts import ShiftKind
from engine.timeline import intersect, intervals, length, overlap


class DailyCap(Rule):
    """Hard: the load of a regular shift stays under the engineer's cap; appointments count if they are load."""

    name: ClassVar[str] = "daily_cap"
    topic: ClassVar[str] = "workload"
    words: ClassVar[str] = "cap, hours a day, too many hours, full, fully booked, no room, booked solid"
    reads: ClassVar[tuple[str, ...]] = ("engineer.daily_cap_minutes", "engineer.busy", "desk.appointments_are_load")

    def applies(self, problem: Problem) -> bool:
        """Whether anybody has a cap."""
        return any(engineer.daily_cap_minutes is not None for engineer in problem.engineers)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Cap the regular shifts, less the appointments that count."""
        for at, shift in enumerate(builder.shifts):
            cap = problem.engineer[shift.engineer_id].daily_cap_minutes
            if cap is None or shift.kind is not ShiftKind.REGULAR:
                continue
            if problem.desk.appointments_are_load:
                cap -= length(intersect(builder.context.busy_in(shift), shift.working))
            builder.load_cap(at, max(0, cap))

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find days above the cap."""
        for each in reading.shifts:
            who, cap = each.engineer, each.engineer.daily_cap_minutes
            if cap is None or each.shift.kind is not ShiftKind.REGULAR:
                continue
            meetings = 0
            if problem.desk.appointments_are_load:
                busy = intervals((appointment.start, appointment.end) for appointment in each.appointments)
                meetings = sum(overlap(busy, a, b) for a, b in each.shift.working)
            # Appointments alone may pass the cap; what is above it then is all the load.
            above = min(each.load, each.load + meetings - cap)
            if above > 0:
                and_meetings = f" and {meetings} minutes of appointments" if meetings else ""
                words = (
                    f"{who.label} has {each.load} minutes of load{and_meetings} on {each.shift.day}, the cap is {cap}"
                )
                yield self.hard(above, "", who.id, words, str(each.shift.day))
