"""Breaks are kept: fixed ones where they are, floating ones somewhere inside their window."""

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.problem import Problem
from engine.reading import Reading
from engine.timeline import overlap


class Breaks(Rule):
    """Hard: no work, set-up or trip on a break, and room for every floating one; pausable work may run on after it."""

    name: ClassVar[str] = "breaks"
    topic: ClassVar[str] = "workload"
    words: ClassVar[str] = "break, breaks, lunch, give a break, pause"
    reads: ClassVar[tuple[str, ...]] = ("engineer.breaks", "engineer.time_zone", "ticket.pausable")

    def applies(self, problem: Problem) -> bool:
        """Whether anybody has breaks."""
        return any(engineer.breaks for engineer in problem.engineers)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Take fixed breaks out of the shift; ask for floating ones."""
        for at, shift in enumerate(builder.shifts):
            for low, high, minutes in builder.context.breaks_in(shift):
                if high - low == minutes:
                    builder.block_shift(at, ((low, high),))
                else:
                    builder.floating_break(at, low, high, minutes)

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find breaks without room, and work or trips on breaks."""
        for each in reading.shifts:
            who, day = each.engineer, each.shift.day
            for pause in each.pauses:
                if pause.is_crowded_out and not each.works:
                    continue
                name = f"the {pause.minutes} minute break"
                if pause.start is None:
                    words = f"{who.label} has no room for {name} in its window on {day}"
                    finding = self.hard(pause.minutes, "", who.id, words, f"{day} {pause.low}")
                    yield replace(finding, inherited=pause.is_crowded_out)
                    continue
                span = ((pause.start, pause.start + pause.minutes),)
                for work in each.works:
                    begin = work.start - work.setup_minutes
                    on_it = overlap(span, begin, work.start + 1 if work.ticket.pausable else work.end)
                    # Work that pauses goes on after the break; it neither begins nor ends on one.
                    if work.ticket.pausable and span[0][0] < work.end <= span[0][1]:
                        on_it = max(on_it, 1)
                    if on_it:
                        words = f"{work.ticket.id} takes {on_it} minutes of {name} of {who.label} on {day}"
                        yield self.hard(on_it, work.ticket.id, who.id, words)
                for leg in (leg for leg in each.legs if leg.is_clear):
                    if on_it := overlap(span, leg.depart, leg.arrive):
                        words = f"{who.label} travels for {on_it} minutes of {name} on {day}"
                        yield self.hard(on_it, leg.ticket_id, who.id, words, f"{day} {leg.name}")
