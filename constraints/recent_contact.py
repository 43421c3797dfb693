"""Recent contact: the engineer who has just spoken to the client about it takes it on."""

import datetime as dt
from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.base import Minutes
from engine.domain.problem import Problem
from engine.domain.ticket import Ticket
from engine.reading import Reading

_HOUR = dt.timedelta(hours=1)


class RecentContact(Rule):
    """Price: minutes for any other engineer, fading hour by hour to nothing over ``fade_hours``."""

    name: ClassVar[str] = "recent_contact"
    topic: ClassVar[str] = "continuity"
    words: ClassVar[str] = (
        "spoke, talk* to, talked, called, call with, on the phone, phone*, chatted, emailed, in contact, last "
        "contact, follow-up, follow up, yesterday's call, just been, already started, start* on, working on, work* on "
        "it, on it already, already on, picked up the phone, rang, answered, took the call, spoken, reached out, "
        "finish, first half, half done, picked it up, mid way, halfway, in the middle of"
    )
    reads: ClassVar[tuple[str, ...]] = ("ticket.recent_contact", "desk.now")
    default_weight: ClassVar[int | None] = 500
    factor: ClassVar[str] = "familiarity"
    minutes: Minutes = 30
    fade_hours: int = Field(default=72, ge=1, le=8760)

    def applies(self, problem: Problem) -> bool:
        """Whether anybody has spoken to a client."""
        return any(ticket.recent_contact for ticket in problem.tickets)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Price by contact and what is left of it."""

        def left(ticket: Ticket) -> tuple[str, int]:
            contact = ticket.recent_contact
            if contact is None:
                return "", 0
            hours = max(0, (problem.desk.now - contact.at) // _HOUR)
            return contact.engineer_id, self.minutes * max(0, self.fade_hours - hours) // self.fade_hours

        builder.assign(left, lambda key: builder.for_most(key[1], {key[0]: 0} if key[0] else {}))

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find work taken from the engineer who has the context."""
        for work in reading.all_works:
            contact = work.ticket.recent_contact
            if contact is None or contact.engineer_id == work.engineer.id:
                continue
            hours = int((problem.desk.now - contact.at).total_seconds() // 3600)
            share = self.fade_hours - min(max(hours, 0), self.fade_hours)
            amount = share * self.minutes // self.fade_hours
            if amount:
                spoke = f"{problem.engineer[contact.engineer_id].label} spoke to the client {max(hours, 0)} hours ago"
                words = f"{work.ticket.id} goes to {work.engineer.label}, {spoke}"
                yield self.price(amount, work.ticket.id, work.engineer.id, words)
