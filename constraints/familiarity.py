"""Familiarity: who knows the client finds the way faster."""

import datetime as dt
from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.base import Minutes
from engine.domain.problem import Problem
from engine.reading import Reading


class Familiarity(Rule):
    """Price: minutes for every visit that an engineer lacks to knowing the client in full.

    Visits count half, rounded down, when the last of them is more than ``stale_days`` ago.
    """

    name: ClassVar[str] = "familiarity"
    topic: ClassVar[str] = "continuity"
    words: ClassVar[str] = (
        "know* their, know* the client, know* them, know* the site, know* every, know* it, has been there, been "
        "there, was there, was out there, out there before, inside out, familiar*, history, built, installed, set it "
        "up, set up, did the migration, regular, his client, her client, client of, same client, knows the "
        "network, knows the place, remember*, documentation, wrote the doc*, handled, looks after, took care of, "
        "account, relationship, s site, s baby"
    )
    reads: ClassVar[tuple[str, ...]] = ("client.familiarity", "desk.now")
    default_weight: ClassVar[int | None] = 300
    factor: ClassVar[str] = "familiarity"
    full_visits: int = Field(default=5, ge=0, le=1000)
    minutes_per_visit: Minutes = 4
    stale_days: int = Field(default=180, ge=0, le=36_500)

    def applies(self, problem: Problem) -> bool:
        """Whether anybody is known to know any client."""
        return any(client.familiarity for client in problem.clients)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Price by client."""
        oldest = builder.context.problem.desk.now.astimezone(builder.context.zone).date() - dt.timedelta(
            self.stale_days
        )

        def known(client_id: str) -> dict[str, int]:
            return {
                each.engineer_id: each.visits // 2 if each.last is not None and each.last < oldest else each.visits
                for each in problem.client[client_id].familiarity
            }

        def missing(visits: int) -> int:
            return max(0, self.full_visits - visits) * self.minutes_per_visit

        visits_of = {client.id: known(client.id) for client in problem.clients}
        builder.assign(
            lambda ticket: ticket.client_id,
            lambda client_id: builder.for_most(
                missing(0), {engineer: missing(visits) for engineer, visits in visits_of[client_id].items()}
            ),
        )

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find work for clients whom the engineer does not know in full."""
        today = problem.desk.now.astimezone(reading.context.zone).date()
        for work in reading.all_works:
            client, visits, ago = problem.client[work.ticket.client_id], 0, ""
            for each in client.familiarity:
                if each.engineer_id == work.engineer.id:
                    visits = each.visits
                    if each.last is not None and (today - each.last).days > self.stale_days:
                        visits, ago = visits // 2, f" (the last was on {each.last}, so they count half)"
            if visits < self.full_visits and self.minutes_per_visit:
                amount = (self.full_visits - visits) * self.minutes_per_visit
                knows = f"{work.engineer.label} has {visits} visits to {client.label} to count on{ago}"
                yield self.price(amount, work.ticket.id, work.engineer.id, f"{work.ticket.id}: {knows}")
