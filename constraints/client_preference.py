"""Confirmed preferences: whom a client's work should rather go to, or not, for as long as somebody stands by it."""

from collections.abc import Iterable
from typing import ClassVar

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.preference import Kind
from engine.domain.problem import Problem
from engine.reading import Reading


class ClientPreference(Rule):
    """Price: the minutes of each preference that has not expired, for anybody else, or for whom it would avoid."""

    name: ClassVar[str] = "client_preference"
    topic: ClassVar[str] = "personality"
    words: ClassVar[str] = (
        "get* along, like*, dislike*, hate*, can't stand, trust*, difficult, rude, patient, patience, friendly, "
        "personality, chemistry, complain*, fell out, had a row, argue*, fight, away from, good with people, good "
        "with difficult, people person, handle him, handle her, handle them, comfortable with, only want*, insist*, "
        "ador*, love*, rather not, blunt, safe with, every time, happy with, unhappy, tone, attitude, manner*, gets "
        "on, click*, awkward, scared, intimidat*, calm, polite, shy, respect*, tension, bad blood, annoy*, yell*, "
        "shout*, rapport"
    )
    reads: ClassVar[tuple[str, ...]] = ("client.preferences", "ticket.type", "desk.now")
    default_weight: ClassVar[int | None] = 1000
    factor: ClassVar[str] = "familiarity"

    def applies(self, problem: Problem) -> bool:
        """Whether any client has a preference."""
        return any(client.preferences for client in problem.clients)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Price by client and type of ticket."""
        today = problem.desk.now.astimezone(builder.context.zone).date()
        builder.assign(
            lambda ticket: (ticket.client_id, ticket.type),
            lambda key: builder.per_engineer(
                lambda engineer: sum(
                    each.minutes_of(engineer.id, key[1], today) for each in problem.client[key[0]].preferences
                )
            ),
        )

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find work that goes to others than those preferred, or to those to avoid."""
        now = reading.context.problem.desk.now.astimezone(reading.context.zone)
        for work in reading.all_works:
            client = problem.client[work.ticket.client_id]
            for wish in client.preferences:
                is_meant = wish.ticket_type is None or wish.ticket_type == work.ticket.type
                if not is_meant or not wish.minutes or now.date() > wish.expires:
                    continue
                is_she = work.engineer.id == wish.engineer_id
                if wish.kind is Kind.PREFER and not is_she:
                    says = f"prefers {problem.engineer[wish.engineer_id].label}"
                elif wish.kind is Kind.AVOID and is_she:
                    says = "would rather have somebody else"
                else:
                    continue
                words = f"{work.ticket.id} goes to {work.engineer.label}, {client.label} {says}"
                until = f" (until {wish.expires}, by {wish.owner})"
                yield self.price(wish.minutes, work.ticket.id, work.engineer.id, words + until)
