"""A desk compiled once, which answers many questions about open time: at once, then better, then with the proof."""

import time
from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from ..compile import compile_instance
from ..constraint import Rules
from ..context import Context
from ..cost import cost
from ..decode import decode
from ..domain.problem import Problem
from ..domain.schedule import Assignment, Schedule
from ..errors import UnknownId
from ..instance import Instance
from ..limits import FILL_SECONDS, IsStopped, Limits, never
from ..plan import Kind, Plan
from ..result import finish
from ..solvers.bound import gap
from ..solvers.day.solve import refusal, solve_day
from ..solvers.draft import Draft
from ..solvers.exact.scope import Scope
from ..solvers.exact.solve import Solved, solve_exact
from ..solvers.greedy import greedy
from ..solvers.insertion import Known, choose, optimistic
from ..timeline import ceil_minute, floor_minute, instant_at, overlap
from ..timing import Timed, timing
from .exchange import exchange
from .filled import Alternative, Elsewhere, Fill, FillChoice, SoFar
from .frozen import open_only, with_frozen
from .kept import keep_stated
from .known_dues import KnownDues
from .part import concerned, part_of
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


class WarmDesk:
    """A desk whose published work all stays, ready for questions about what else could be done.

    Parameters
    ----------
    problem : Problem
    rules : sequence of Constraint
    published : Schedule, optional
        Instead of the problem's own published schedule.
    """

    def __init__(self, problem: Problem, rules: Rules, published: Schedule | None = None) -> None:
        self.rules = rules
        self.context = Context(with_frozen(problem, published))
        self.context.clocks = KnownDues(self.context.problem)
        self.instance = compile_instance(self.context, rules)
        idle = timing(self.instance, Plan())
        assert idle is not None, "facts alone can always be timed"
        self.idle = idle

    @cached_property
    def draft(self) -> Draft:
        """The published plan, for what a ticket would cost elsewhere."""
        return Draft(self.instance)

    def fill(
        self,
        engineer_id: str,
        start: datetime,
        end: datetime,
        limits: Limits | None = None,
        seed: int = 0,
        on_answer: OnAnswer = quiet,
        is_stopped: IsStopped = never,
    ) -> Fill:
        """Return the best use of an engineer's open time.

        Unscheduled tickets compete for the span; work for several engineers does not, since one calendar cannot hold
        it.

        Parameters
        ----------
        start, end : datetime
            The open span.
        limits : Limits, optional
            For the whole answer. Nearly half of the seconds, or all but the last one, go to the best answer and its
            proof; then alternatives are made while there is time, as many as it allows. Prices and reasons take what
            they take: a fifth of a second for thirty chosen tickets.
        on_answer : callable
            Told of the first answer, and of every better one or better proof.
        is_stopped : callable
            Asked between steps, some hundredths of a second apart; the best answer so far is returned when it says yes.

        Raises
        ------
        UnknownId
            When the desk has no such engineer.
        """
        if engineer_id not in self.context.problem.engineer:
            raise UnknownId(f"the desk has no engineer {engineer_id!r}")
        asked = _Question(self, engineer_id, start, end, limits or Limits(seconds=FILL_SECONDS), seed)
        return asked.answer(on_answer, is_stopped)


class _Question:
    """One question, on its way to the answer."""

    def __init__(
        self, desk: WarmDesk, engineer_id: str, start: datetime, end: datetime, limits: Limits, seed: int
    ) -> None:
        self.began = time.monotonic()
        self.desk, self.context, self.limits, self.seed = desk, desk.context, limits, seed
        self.engineer_id, self.start, self.end = engineer_id, start, end
        instance, origin = desk.instance, desk.context.origin
        self.span = (max(ceil_minute(origin, start), 0), floor_minute(origin, end))
        shifts = tuple(
            shift
            for shift in instance.shifts_of[instance.engineers.index(engineer_id)]
            if instance.shifts[shift].start < self.span[1] and self.span[0] < instance.shifts[shift].hard_end
        )
        self.opened = open_only(instance, desk.idle, shifts, self.span)
        idle = timing(self.opened, Plan())
        assert idle is not None, "facts alone can always be timed"
        self.idle, self.nothing = idle, cost(self.opened, idle)
        tickets = (ticket for ticket in range(len(instance.tickets)) if len(self.opened.candidate_row(ticket)))
        self.scope = Scope(shifts, tuple(ticket for ticket in tickets if optimistic(self.opened, ticket)))

    def answer(self, on_answer: OnAnswer, is_stopped: IsStopped) -> Fill:
        """Return the answer."""
        shifts, tickets = self.scope.shifts, self.scope.tickets

        def tell(solved: Solved) -> None:
            on_answer(self._so_far(solved))

        if len(shifts) == 1 and not refusal(self.opened, shifts[0], tickets, self.idle):
            solved = solve_day(self.opened, shifts[0], tickets, self.idle, self._share(), tell, is_stopped)
            others = by_search(self.opened, self.scope, self.idle, solved.timed, self._left(1), is_stopped)
        else:
            solved = self._by_model(is_stopped)
            tell(solved)
            limits = self._left(3)
            others = by_model(self.opened, self.scope, self.idle, solved.timed, limits, self.seed)
        best, *others = sorted([solved.timed, *others], key=lambda timed: cost(self.opened, timed))
        return self._filled(solved, best, others)

    def _by_model(self, is_stopped: IsStopped) -> Solved:
        current = timing(self.opened, greedy(self.opened))
        assert current is not None, "the greedy plan can always be timed"
        solved = solve_exact(self.opened, self.scope, current, self._share(), self.seed, is_stopped)
        if solved.is_optimal:
            return solved
        better = exchange(self.opened, solved.timed, self.scope.tickets)
        return Solved(better, cost(self.opened, better), solved.bound, False, solved.deterministic)

    def _filled(self, solved: Solved, best: Timed, others: list[Timed]) -> Fill:
        opened, context, rules = self.opened, self.context, self.desk.rules
        reached = cost(opened, best)
        answer = finish(
            context,
            rules,
            opened,
            best,
            bound=solved.bound,
            is_optimal=solved.is_optimal,
            seed=self.seed,
            explain=False,
        )
        changed = {
            context.shifts[s]
            for s, sequence in best.plan.sequences.items()
            if any(t.kind is Kind.TASK for t in sequence)
        }
        kept = keep_stated(context, rules, answer, context.problem.published, changed)
        return Fill(
            self.engineer_id,
            self.start,
            self.end,
            kept.schedule,
            self._choices(answer.schedule, best),
            runners_up(opened, best, self.scope.tickets),
            tuple(Alternative(self._new(other), cost(opened, other) - reached) for other in others),
            len(self.scope.tickets),
            self.nothing - reached,
            sum(overlap(self.desk.instance.shifts[shift].free, *self.span) for shift in self.scope.shifts),
        )

    def _so_far(self, solved: Solved) -> SoFar:
        share = gap(solved.cost, solved.bound, self.nothing)
        gain = self.nothing - solved.cost
        return SoFar(time.monotonic() - self.began, self._new(solved.timed), gain, share, solved.is_optimal)

    def _new(self, timed: Timed) -> tuple[Assignment, ...]:
        return self._without_facts(decode(self.context, self.opened, timed))

    def _without_facts(self, schedule: Schedule) -> tuple[Assignment, ...]:
        facts = {self.opened.tickets[ticket] for ticket in self.opened.facts}
        return tuple(given for given in schedule.assignments if given.ticket_id not in facts)

    def _choices(self, schedule: Schedule, timed: Timed) -> tuple[FillChoice, ...]:
        chosen = chosen_in(self.opened, timed)
        part = part_of(self.context, *concerned(self.context, self.opened, self.engineer_id, chosen))
        parts = worths(part, self.desk.rules, self.opened, timed, sorted(chosen))
        index = {self.opened.tickets[ticket]: ticket for ticket in parts}
        found = []
        for assignment in self._without_facts(schedule):
            ticket = index[assignment.ticket_id]
            by_rule = parts[ticket]
            found.append(FillChoice(assignment, -sum(by_rule.values()), by_rule, self._elsewhere(ticket)))
        return tuple(found)

    def _elsewhere(self, ticket: int) -> Elsewhere | None:
        """Return where the ticket would go if not here, priced against the published schedule alone."""
        draft, context = self.desk.draft, self.context
        instance: Instance = draft.instance
        places = optimistic(instance, ticket)
        ranked = [entry for entry in places if entry[1] not in self.scope.shifts]
        here = [entry for entry in places if entry[1] in self.scope.shifts]
        options = choose(Known(draft), ticket, ranked, keep=1).options
        if not options or options[0].delta >= instance.drop[ticket]:
            return None
        best = options[0]
        own = choose(Known(draft), ticket, here, keep=1).options
        engineer = instance.engineers[instance.shifts[best.shift].engineer]
        extra = best.delta - own[0].delta if own else best.delta
        return Elsewhere(engineer, instant_at(context.origin, best.start, context.zone), extra)

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
