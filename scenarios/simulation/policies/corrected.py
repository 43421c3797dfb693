"""A policy whose plans a dispatcher corrects each morning, and that learns its weights from what she does."""

import random
from collections.abc import Sequence

from constraints import rules_for
from engine.compile import weights_of
from engine.context import Context
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.domain.weights import Weights
from engine.learning.decision import Decision, Option, Outcome, TicketFacts
from engine.learning.learn import learn
from engine.learning.replay import ranked
from engine.learning.settings import Settings
from engine.questions.frozen_desk import FrozenDesk
from engine.questions.recommend import best_with, recommend
from engine.questions.recommended import Recommendation
from engine.questions.taken import taken

from ...dispatchers import Dispatcher, dispatchers
from ..seen import Seen
from .nightly import MORNING, Nightly
from .policy import Policy

A_DAY = 10
"""Tickets that she looks at in a morning, of those that nobody has been told of yet."""
SHOWN = 5


class Corrected(Policy):
    """A policy with a dispatcher whose tastes nobody has told it.

    In the morning, before anybody is told, she looks at some of the new places. She sees who could take each ticket,
    ranked by the weights of the day, and takes whom she likes. At night weights are learned from all she has done.

    Parameters
    ----------
    policy : Nightly
        Whose plans she corrects; its weights are those learned.
    seed : int
        Which of the dispatchers whom weights can express she is, and what she looks at.
    """

    def __init__(self, policy: Nightly, seed: int) -> None:
        self._policy, self._seed = policy, seed
        self._person: Dispatcher | None = None
        self._defaults: dict[str, int] = {}
        self._told: set[str] = set()
        self._decisions: list[Decision] = []

    @property
    def decisions(self) -> Sequence[Decision]:
        """What she has decided so far."""
        return self._decisions

    def decide(self, seen: Seen) -> Schedule | None:
        """Return the policy's calendar, in the morning with her corrections."""
        is_morning = seen.is_working_day and seen.clock == MORNING
        if is_morning:
            self._learn(seen)
        schedule = self._policy.decide(seen)
        if schedule is not None:
            if is_morning:
                schedule = self._with_corrections(seen, schedule)
            self._told |= {each.ticket_id for each in seen.todays(schedule).assignments}
        return schedule

    def _learn(self, seen: Seen) -> None:
        """Learn the weights of the day from every decision so far."""
        if not self._defaults:
            problem = seen.problem(0, self._policy.weights(seen))
            self._defaults = weights_of(Context(problem), rules_for(problem.desk))
            able = [each for each in dispatchers(self._defaults, self._seed) if each.expressible]
            self._person = able[self._seed % len(able)]
        found = learn(self._defaults, self._decisions, seen.now, Settings(time_zone=str(seen.now.tzinfo)))
        self._policy.learned = Weights(values=found.weights)

    def _with_corrections(self, seen: Seen, schedule: Schedule) -> Schedule:
        problem = seen.problem(0, self._policy.weights(seen))
        chosen = self._looked_at(seen, problem, schedule)
        if not chosen:
            return schedule
        kept = tuple(each for each in schedule.assignments if each.ticket_id not in chosen)
        stays = Schedule(planning_window=schedule.planning_window, assignments=kept)
        desk = FrozenDesk(problem, rules_for(problem.desk), stays)
        for ticket_id in chosen:
            desk = self._taken(seen, desk, ticket_id)
        return desk.base

    def _looked_at(self, seen: Seen, problem: Problem, schedule: Schedule) -> list[str]:
        """Return the tickets that she looks at: new ones, for one engineer, on which no other depends."""
        linked = {each.ticket_id for ticket in problem.tickets for each in ticket.depends_on}
        new = [
            each.ticket_id
            for each in seen.todays(schedule).assignments
            if each.ticket_id not in self._told | linked and _is_plain(problem, each.ticket_id)
        ]
        rng = random.Random(f"{self._seed} looks {seen.now.date().isoformat()}")
        return rng.sample(new, min(A_DAY, len(new)))

    def _taken(self, seen: Seen, desk: FrozenDesk, ticket_id: str) -> FrozenDesk:
        """Return the desk with the place that she takes; what cannot be placed any more waits."""
        found = recommend(desk, ticket_id, len(desk.instance.engineers))
        if not found.ranked:
            return desk
        weights = weights_of(desk.context, desk.rules)
        decision = self._decision(seen, TicketFacts.of(desk.context.problem.ticket[ticket_id]), found, weights)
        self._decisions.append(decision)
        assert decision.chosen is not None
        return taken(desk, best_with(desk, ticket_id, decision.chosen.engineer_id))

    def _decision(self, seen: Seen, ticket: TicketFacts, found: Recommendation, weights: dict[str, int]) -> Decision:
        assert self._person is not None
        places: Sequence[Option] = ranked(
            [
                Option(engineer_id=each.engineer_id, start=each.assignment.start, amounts=each.amounts)
                for each in found.ranked
            ],
            weights,
        )
        chosen = self._person.choose(ticket, places, seen.now, len(self._decisions))
        return Decision(
            id=f"{len(self._decisions):04}",
            at=seen.now,
            actor=self._person.name,
            outcome=Outcome.ACCEPT if chosen == places[0] else Outcome.MODIFY,
            ticket=ticket,
            weights_version=1,
            weights=weights,
            options=tuple(places[:SHOWN]),
            chosen=chosen,
        )


def _is_plain(problem: Problem, ticket_id: str) -> bool:
    ticket = problem.ticket[ticket_id]
    return ticket.engineers_needed == 1 and ticket.pin is None and not ticket.depends_on
