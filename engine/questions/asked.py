"""One question about open time, on its way from the first answer to the last."""

import time
from collections.abc import Callable, Mapping
from datetime import datetime

from ..compile import weights_of
from ..cost import cost
from ..errors import SolverFault
from ..limits import IsStopped, Limits
from ..solvers.bound import gap
from ..solvers.day.solve import refusal, solve_day
from ..solvers.draft import Draft
from ..solvers.exact.solve import Solved, solve_exact
from ..solvers.greedy import greedy
from ..solvers.insertion import Known, best_on, choose, optimistic
from ..timeline import instant_at
from ..timing import Timed, timing
from .exchange import exchange
from .filled import Alternative, Elsewhere, Fill, FillChoice, SoFar
from .frozen import starting
from .frozen_desk import FrozenDesk
from .lay import lay
from .open_time import OpenTime
from .part import part_of
from .runners_up import runners_up
from .ways import by_model, by_search, chosen_in
from .worth import worths

SOLVING, LATER = 0.45, 1.0
"""Share of the seconds by which the best answer is there, and the most seconds that it leaves to what comes later."""
OTHERS, LAST = 0.7, 0.25
"""The same of the alternatives, which leave the rest to the prices and reasons."""
LEAST = 0.01
"""Seconds that anything gets."""

OnAnswer = Callable[[SoFar], None]


def quiet(so_far: SoFar) -> None:
    """Take no notice of an answer on the way."""


class Question:
    """How to fill an engineer's open time; the parameters are those of `WarmDesk.fill`."""

    def __init__(
        self, desk: FrozenDesk, engineer_id: str, start: datetime, end: datetime, limits: Limits, seed: int
    ) -> None:
        self.began = time.monotonic()
        self.desk, self.limits, self.seed = desk, limits, seed
        self.engineer_id, self.start, self.end = engineer_id, start, end
        self.time = OpenTime(desk.context, desk.instance, desk.idle, engineer_id, start, end)

    def answer(self, on_answer: OnAnswer, is_stopped: IsStopped) -> Fill:
        """Return the answer."""
        instance, scope, idle = self.time.instance, self.time.scope, self.time.idle

        def tell(solved: Solved) -> None:
            on_answer(self._so_far(solved))

        if len(scope.shifts) == 1 and not refusal(instance, 0, scope.tickets, idle):
            solved = solve_day(instance, 0, scope.tickets, idle, self._share(), tell, is_stopped)
            others = by_search(instance, scope, idle, solved.timed, self._left(1), is_stopped)
        else:
            solved = self._by_model(is_stopped)
            tell(solved)
            others = by_model(instance, scope, idle, solved.timed, self._left(3), self.seed)
        best, *others = sorted([solved.timed, *others], key=lambda timed: cost(instance, timed))
        return self._filled(solved, best, others)

    def _by_model(self, is_stopped: IsStopped) -> Solved:
        instance, scope = self.time.instance, self.time.scope
        current = timing(instance, greedy(instance))
        assert current is not None, "the greedy plan can always be timed"
        solved = solve_exact(instance, scope, current, self._share(), self.seed, is_stopped)
        if solved.is_optimal:
            return solved
        better = exchange(instance, solved.timed, scope.tickets)
        return Solved(better, cost(instance, better), solved.bound, False, solved.deterministic)

    def _filled(self, solved: Solved, best: Timed, others: list[Timed]) -> Fill:
        here, desk = self.time, self.desk
        reached = cost(here.instance, best)
        chosen = sorted(chosen_in(here.instance, best))
        own = {here.ticket_of(ticket) for ticket in chosen}
        part = part_of(desk.context, here.whole, self.engineer_id, own)
        base = part.of(desk.unchanged.reading.schedule)
        priced = worths(part, desk.rules, base, here, best, chosen)
        if broken := priced.broken:
            raise SolverFault("the solver broke a rule: " + "; ".join(finding.message for finding in broken[:5]))
        gain = here.nothing - reached
        if priced.total != -gain:
            raise SolverFault(f"the solver states a gain of {gain}, the audit finds {-priced.total}")
        answer = lay(desk, part, here, best, priced)
        # The rest of the schedule costs the same whatever is chosen, so the bound moves with it.
        total, bound = answer.score.total, min(solved.bound, reached)
        said = {
            "score": answer.score,
            "bound": bound + total - reached,
            "gap": round(gap(reached, bound, here.nothing), 6),
            "status": "optimal" if solved.is_optimal or bound == reached else "feasible",
            "weights": weights_of(desk.context, desk.rules),
            "weights_version": desk.context.problem.desk.weights.version,
            "seed": self.seed,
        }
        return Fill(
            self.engineer_id,
            self.start,
            self.end,
            answer.own.model_copy(update=said),
            self._choices(best, priced.by_ticket),
            runners_up(here.instance, best, here.scope.tickets, here.waiting.values()),
            tuple(Alternative(here.work(other), cost(here.instance, other) - reached) for other in others),
            len(here.candidates),
            gain,
            here.free_minutes,
            lambda: answer.whole().model_copy(update=said),
        )

    def _so_far(self, solved: Solved) -> SoFar:
        nothing = self.time.nothing
        share, gain = gap(solved.cost, solved.bound, nothing), nothing - solved.cost
        return SoFar(time.monotonic() - self.began, self.time.work(solved.timed), gain, share, solved.is_optimal)

    def _choices(self, timed: Timed, parts: Mapping[int, dict[str, int]]) -> tuple[FillChoice, ...]:
        index = {self.time.instance.tickets[ticket]: ticket for ticket in parts}
        found = []
        for assignment in self.time.work(timed):
            ticket = index[assignment.ticket_id]
            by_rule = parts[ticket]
            here = self._here(timed, ticket, by_rule)
            elsewhere = self._elsewhere(self.time.ticket_of(ticket), here)
            found.append(FillChoice(assignment, -sum(by_rule.values()), by_rule, elsewhere))
        return tuple(found)

    def _here(self, timed: Timed, ticket: int, by_rule: Mapping[str, int]) -> int:
        """Return what a chosen ticket costs where it is, leaving it out not counted: alone, as it is priced elsewhere.

        Where it has no room there alone, it is what it costs beside the others.
        """
        start, _ = timed.span[ticket]
        (shift,) = timed.crew[ticket]
        instance = self.time.instance
        alone = best_on(Draft(starting(instance, ticket, ((start, start + 1),))), ticket, shift)
        return alone.delta if alone else instance.drop[ticket] + sum(by_rule.values())

    def _elsewhere(self, ticket: int, here: int) -> Elsewhere | None:
        """Return where the ticket would go if not here, priced against the published schedule alone."""
        draft, context, inside = self.desk.draft, self.desk.context, self.time.shifts
        instance = draft.instance
        ranked = [entry for entry in optimistic(instance, ticket) if entry[1] not in inside]
        options = choose(Known(draft), ticket, ranked, keep=1).options
        if not options or options[0].delta >= instance.drop[ticket]:
            return None
        best = options[0]
        engineer = instance.engineers[instance.shifts[best.shift].engineer]
        return Elsewhere(engineer, instant_at(context.origin, best.start, context.zone), best.delta - here)

    def _share(self) -> Limits:
        """Return the limits of the best answer."""
        seconds = self.limits.seconds
        return self._until(None if seconds is None else max(seconds * SOLVING, seconds - LATER), 1)

    def _left(self, parts: int) -> Limits:
        """Return each of some parts of what is left for the alternatives."""
        seconds = self.limits.seconds
        return self._until(None if seconds is None else max(seconds * OTHERS, seconds - LAST), parts)

    def _until(self, seconds: float | None, parts: int) -> Limits:
        """Return each of some parts of the limits up to some seconds after the question."""
        if seconds is None:
            return self.limits
        return Limits(max(LEAST, (seconds - (time.monotonic() - self.began)) / parts), self.limits.deterministic)
