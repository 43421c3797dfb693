"""An engineer does one thing at a time: work with its set-up, trips and appointments never overlap."""

from collections.abc import Iterable, Iterator
from typing import ClassVar, NamedTuple

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.problem import Problem
from engine.reading import Reading, ShiftReading
from engine.timeline import overlap


class Block(NamedTuple):
    """A stretch of an engineer's time; appointments without a place may interrupt it after ``pausable_from``."""

    start: int
    end: int
    ticket_id: str
    label: str
    pausable_from: int | None = None
    is_appointment: bool = False
    has_place: bool = False


class OneThingAtATime(Rule):
    """Hard: no overlaps, and every trip that the order of places calls for is as long as the way."""

    name: ClassVar[str] = "one_thing_at_a_time"
    topic: ClassVar[str] = "workload"
    words: ClassVar[str] = (
        "double booked, double-booked, overlap*, two things at once, in a meeting, meeting, appointment, tied up"
    )
    reads: ClassVar[tuple[str, ...]] = ("ticket.site_id", "ticket.pausable", "engineer.busy", "engineer.home_site")

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Lay the appointments on the shifts; that tasks exclude each other is in the forms themselves."""
        for at, shift in enumerate(builder.shifts):
            for busy in builder.context.appointments_in(shift):
                builder.appointment(at, busy.start, busy.end, busy.site_id)

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find overlaps, trips too short, trips that lead nowhere, and tickets planned twice."""
        yield from self._twice(reading)
        for each in reading.shifts:
            who, day = each.engineer, each.shift.day
            for first, second, minutes in _overlaps(each):
                words = f"{who.label} has {first.label} and {second.label} at once for {minutes} minutes on {day}"
                # Which of the two begins first may change with a set-up; what the finding is about does not.
                pair = f"{day} {min(first.label, second.label)}/{max(first.label, second.label)}"
                yield self.hard(minutes, max(first.ticket_id, second.ticket_id), who.id, words, pair)
            for leg in each.legs:
                short = leg.minutes - (leg.arrive - leg.depart)
                to = f"the trip from {leg.from_site} to {leg.to_site}"
                if not leg.is_clear:
                    words = f"{who.label} has no room for {to} ({leg.minutes} minutes) on {day}"
                    yield self.hard(leg.minutes, leg.ticket_id, who.id, words, f"{day} {leg.name}")
                elif short > 0:
                    words = f"{who.label} has {leg.arrive - leg.depart} minutes for {to} of {leg.minutes} on {day}"
                    yield self.hard(short, leg.ticket_id, who.id, words, f"{day} {leg.name}")
                elif leg.outside:
                    words = f"{to} of {who.label} on {day} does not lie between the work before and after it"
                    yield self.hard(leg.outside, leg.ticket_id, who.id, words, f"{day} {leg.name}")
            yield from self._closed(reading, each)
            for depart, arrive, origin, target in each.stray_trips:
                words = f"{who.label} has a trip from {origin} to {target} on {day} that no work calls for"
                yield self.hard(max(1, arrive - depart), "", who.id, words, f"{depart} {target}")

    def _closed(self, reading: Reading, each: ShiftReading) -> Iterator[Finding]:
        """Find work between facts that leave no time even for their own trips."""
        for work in each.works:
            inside = overlap(each.closed, work.start - work.setup_minutes, work.end)
            if inside and work.ticket.id not in reading.context.facts:
                way = f"that {each.engineer.label} needs for the way between fixed work"
                words = f"{work.ticket.id} takes {inside} minutes {way}"
                yield self.hard(inside, work.ticket.id, each.engineer.id, words, "way")

    def _twice(self, reading: Reading) -> Iterator[Finding]:
        seen: set[str] = set()
        for given in reading.schedule.assignments:
            if given.ticket_id in seen:
                yield self.hard(1, given.ticket_id, given.engineer_ids[0], f"{given.ticket_id} is planned twice")
            seen.add(given.ticket_id)


def _overlaps(each: ShiftReading) -> Iterator[tuple[Block, Block, int]]:
    blocks = sorted(_blocks(each), key=lambda block: block[:4])
    for at, first in enumerate(blocks):
        for second in blocks[at + 1 :]:
            if second.start >= first.end:
                break
            if first.is_appointment and second.is_appointment:
                continue
            if _pauses(first, second):
                continue
            minutes = overlap(((first.start, first.end),), second.start, second.end)
            if minutes:
                yield first, second, minutes


def _pauses(work: Block, meeting: Block) -> bool:
    """Whether pausable work runs on after an appointment, which needs no trip and lies inside it."""
    if work.pausable_from is None or not meeting.is_appointment or meeting.has_place:
        return False
    return work.pausable_from < meeting.start and meeting.end < work.end


def _blocks(each: ShiftReading) -> Iterator[Block]:
    for work in each.works:
        start = work.start - work.setup_minutes
        yield Block(start, work.end, work.ticket.id, work.ticket.id, work.start if work.ticket.pausable else None)
    for leg in each.legs:
        if leg.is_clear:
            yield Block(leg.depart, leg.arrive, leg.ticket_id, f"the trip to {leg.to_site}")
    for busy in each.appointments:
        yield Block(busy.start, busy.end, "", f"the appointment {busy.summary!r}", None, True, bool(busy.site_id))
