"""One engineer's day: the best plan for one shift, with a proven bound.

The search that makes large plans finds a good day in a moment. Multipliers then bound all days, and by turns what can
be in no better day is taken out; at last labels go through what is left, and prove the best day.
"""

import math
import time
from collections.abc import Callable, Sequence

import numpy as np

from ...cost import cost
from ...instance import Instance
from ...limits import IsStopped, Limits, never
from ...plan import Kind, Plan
from ...preparing import preparing
from ...timing import Timed, timing
from ..exact.solve import Solved
from . import kernel
from .build import Case, build, smaller
from .kernel.arrays import NEVER, Prices
from .kernel.board import BUCKET, COUNT, Board, new_board
from .kernel.exchange import stand_ins
from .kernel.labels import search
from .kernel.multipliers import ascend, knapsack_prices, priced
from .kernel.relaxed import to_go
from .kernel.through import drop_dear
from .knapsack import knapsack_bound
from .plan import timed_day
from .start import searched
from .twins import by_id

PROOF = "proof of a day"
"""What its machine code is called."""
ROOM = 2_000_000
"""Most labels of a search; memory is touched only as they come."""
FIRST_ROUNDS, ROUNDS = 40, 60
PACES = (2.0, 0.7, 0.4, 0.3)
"""Of the multipliers, turn by turn; after each one the day shrinks."""
PROMISING = 80
"""Tickets that are worth most for their minutes, whose multipliers come first; the others start without."""
HURRIED = 0.03
"""Seconds below which there is no time for multipliers: then the first day is the answer."""
FIRST_SECONDS, TICKET_SECONDS, FIRST_SHARE, LEAST_SECONDS = 0.1, 0.0005, 0.3, 0.02
"""Seconds, real or deterministic, of the search for a first day, and more for each ticket; its share of the limits at
most; and its least."""
FIRST, LAST = ((0.2, 3), (1.0, 2)), ((0.5, 20), (1.0, 50))
"""Shares of what can be gained above the bound within which a day is looked for, one after the other, and how many
labels of a tick are extended: where the search has found no first day, and before the proof."""
MOST_CELLS, MOST_BREAKS = 30_000_000, 4
STRIDE = 200_000
"""Options that are tried between two looks at the clock: some hundredths of a second."""
ROUND_EFFORT, LABEL_EFFORT = 0.005, 2e-6
"""Deterministic seconds of a round of multipliers, and of a label."""

OnBetter = Callable[[Solved], None]


def quiet(solved: Solved) -> None:
    """Take no notice of a better answer."""


def refusal(instance: Instance, shift: int, tickets: Sequence[int], current: Timed) -> str:
    """Return why labels cannot solve a shift, in words; empty if they can."""
    form, scope = instance.shifts[shift], set(tickets)
    planned = {instance.task_ticket[t.item] for t in current.plan.sequences.get(shift, ()) if t.kind is Kind.TASK}
    if planned - scope:
        return "other work on the shift keeps its start"
    if any(len(instance.ticket_tasks[ticket]) > 1 for ticket in tickets):
        return "a ticket needs several engineers"
    if any(set(current.crew.get(ticket, ())) - {shift} for ticket in tickets):
        return "a ticket is planned on another shift"
    sites = {instance.ticket_place[ticket] for ticket in tickets}
    cells = (form.hard_end - form.start) * (1 << len(form.breaks)) * (4 * len(sites) + 8)
    if len(form.breaks) > MOST_BREAKS or cells > MOST_CELLS:
        return "the shift has too many ticks, breaks and places"
    return ""


def solve_day(
    instance: Instance,
    shift: int,
    tickets: Sequence[int],
    current: Timed,
    limits: Limits,
    on_better: OnBetter = quiet,
    is_stopped: IsStopped = never,
) -> Solved:
    """Return the best plan that differs from the current one by the work on one shift.

    Parameters
    ----------
    tickets : sequence of int
        Those that compete for the shift, those that are on it now included; `refusal` has nothing against them.
    limits : Limits
        With a deterministic limit alone the answer is the same every time.
    on_better : callable
        Told of every better plan or bound.
    is_stopped : callable
        Asked between steps.
    """
    with preparing(PROOF, kernel.__file__):
        return DaySolver(instance, shift, tickets, current, limits, on_better, is_stopped).run()


def prove_day(instance: Instance, shift: int, tickets: Sequence[int], current: Timed) -> Solved:
    """Return the best plan as `solve_day` does, by the proof alone: quicker where few tickets compete."""
    with preparing("quick proof of a day", kernel.__file__):
        solver = DaySolver(instance, shift, tickets, current, Limits())
        solver.prove()
    return solver.answer()


class DaySolver:
    """The state of one solve; ``case`` shrinks on the way.

    Parameters
    ----------
    instance, shift, tickets, current, limits, on_better, is_stopped
        As for `solve_day`.
    """

    def __init__(
        self,
        instance: Instance,
        shift: int,
        tickets: Sequence[int],
        current: Timed,
        limits: Limits,
        on_better: OnBetter = quiet,
        is_stopped: IsStopped = never,
    ) -> None:
        began, rest = time.monotonic(), current
        if any(token.kind is Kind.TASK for token in current.plan.sequences.get(shift, ())):
            without = timing(instance, _without(current.plan, shift, tickets))
            assert without is not None, "a shift without work can be timed"
            rest = without
        self.case = case = build(instance, shift, tickets, rest)
        self.twins = case.twins
        self.began, self.limits, self.on_better, self.is_stopped = began, limits, on_better, is_stopped
        self.bound, self.effort, self.round_seconds = case.base + knapsack_bound(case.day), 0.0, 0.0
        self.timed, self.cost = current, cost(instance, current)
        self.idle = cost(instance, rest)
        self.keep(rest)
        self.prices = knapsack_prices(case.day, len(case.tickets), int((case.day.shift.free_run > 0).sum()))

    @property
    def upper(self) -> int:
        """The best known cost, without what the day does not count."""
        return self.cost - self.case.base

    @property
    def lower(self) -> int:
        """The bound, without what the day does not count."""
        return self.bound - self.case.base

    def run(self) -> Solved:
        """Return the best plan and what is proven of it."""
        if not self.case.tickets:
            self.bound = self.cost
            return self.answer()
        self.first()
        if self.is_hurried():
            return self.answer()
        for pace in PACES:
            if self.is_over() or self.is_done():
                break
            self.rise(self.upper, ROUNDS, pace)
            if not self.is_over() and not self.is_done():
                self.shrink()
            self.on_better(self.answer())
        if not self.is_over() and not self.is_done():
            self.look(LAST)
            self.shrink()
            self.prove()
        self.on_better(self.answer())
        return self.answer()

    def first(self) -> None:
        """Find a first good day, and multipliers among the tickets that are worth most for their minutes."""
        case = self.case
        self.keep(searched(case.instance, case.shift, case.tickets, case.rest, self.scouting(), self.is_stopped))
        self.on_better(self.answer())
        if self.is_hurried():
            return
        if beyond := case.beyond(PROMISING):
            self.prices = self.scouted(beyond)
        self.rise(self.upper, 1, 1.0)
        if self.cost >= self.idle:
            self.look(FIRST)
        self.on_better(self.answer())

    def scouted(self, beyond: set[int]) -> Prices:
        """Return multipliers that come of a day without some tickets; those have no price."""
        case = self.case
        table, out = case.day.work, [case.tickets[option.ticket] in beyond for option in case.options]
        costs = (table.cost.copy(), table.cost_setup.copy())
        for each in costs:
            each[out] = NEVER
        few, price = smaller(case, costs, self.prices.ticket)
        rounds = self.fitting(FIRST_ROUNDS)
        found, _ = ascend(few.day, priced(few.day, price, self.prices.slope), self.upper, rounds, PACES[0])
        self.effort += rounds * ROUND_EFFORT
        known = dict(zip(few.tickets, found.ticket.tolist(), strict=True))
        price = np.array([known.get(ticket, 0) for ticket in case.tickets], dtype=np.int64)
        return priced(case.day, price, found.slope)

    def scouting(self) -> Limits:
        """Return the limits of the search for a first day; what is deterministic of them counts as effort."""
        limits, wanted = self.limits, FIRST_SECONDS + TICKET_SECONDS * len(self.case.tickets)
        if limits.seconds is None:
            effort = min(wanted, FIRST_SHARE * (limits.deterministic or wanted / FIRST_SHARE))
            self.effort += effort
            return Limits(deterministic=effort)
        return Limits(max(LEAST_SECONDS, min(wanted, FIRST_SHARE * self.left())))

    def left(self) -> float:
        """Return the seconds that are left."""
        seconds = self.limits.seconds
        return math.inf if seconds is None else seconds - (time.monotonic() - self.began)

    def rise(self, target: int, rounds: int, pace: float) -> None:
        """Better the multipliers."""
        began, rounds = time.monotonic(), self.fitting(rounds)
        self.prices, reached = ascend(self.case.day, self.prices, target, rounds, pace)
        self.bound = max(self.bound, min(self.cost, reached + self.case.base))
        self.effort += rounds * ROUND_EFFORT
        self.round_seconds = (time.monotonic() - began) / rounds

    def fitting(self, rounds: int) -> int:
        """Return how many rounds of multipliers fit into the seconds that are left, if they take as long as before."""
        if self.limits.seconds is None or not self.round_seconds:
            return rounds
        return max(1, min(rounds, int(self.left() / self.round_seconds)))

    def shrink(self) -> None:
        """Take out of the day what no day that is better than the plan can hold."""
        self.case, self.prices = self.within(self.upper)

    def within(self, upper: int) -> tuple[Case, Prices]:
        """Return the case, and its prices, without what days below a cost cannot hold."""
        value = to_go(self.case.day, self.prices)
        case, price = smaller(self.case, drop_dear(self.case.day, value, self.prices, upper), self.prices.ticket)
        self.effort += 2 * ROUND_EFFORT
        return case, priced(case.day, price, self.prices.slope)

    def look(self, tries: Sequence[tuple[float, int]]) -> None:
        """Search by the best labels of each tick for a day, at first within a small share of what can be gained."""
        for each in tries:
            is_over = self.is_over()
            share, width = tries[-1] if is_over else each
            upper = self.lower + int(share * (self.upper - self.lower)) + 1
            case, prices = self.within(upper)
            if not case.tickets:
                continue
            board = new_board(case.day, ROOM, upper)
            self.sweep(case, board, prices, width)
            if self.take(case, board) or is_over:
                break

    def prove(self) -> None:
        """Search through all labels; those that are not extended when a limit is reached bound the rest."""
        case = self.case
        if not case.tickets:
            self.bound = self.cost
            return
        board = new_board(case.day, ROOM, self.upper)
        cut = self.sweep(case, board, self.prices, 0)
        self.take(case, board)
        self.bound = max(self.bound, min(self.cost, cut + case.base))

    def sweep(self, case: Case, board: Board, prices: Prices, width: int) -> int:
        """Search tick by tick until a limit is reached; return the least bound of the labels left out.

        A search for a first day goes on after the limit, by the best label of each tick.
        """
        day, cut = case.day, NEVER
        value, swaps = to_go(day, prices), stand_ins(day)
        late = 1 if self.cost >= self.idle else -1
        while board.state[BUCKET] < len(board.bucket):
            now = late if self.is_over(int(board.state[COUNT])) else width
            cut = min(cut, search(day, board, value, prices, now, STRIDE, swaps))
        return cut

    def take(self, case: Case, board: Board) -> bool:
        """Time the day that a board has found, and keep it if it is better; return whether there was one."""
        self.effort += int(board.state[COUNT]) * LABEL_EFFORT
        found = timed_day(case, board)
        if found is None:
            return False
        self.keep(found)
        return True

    def keep(self, found: Timed) -> None:
        """Keep a plan if it is better."""
        if cost(self.case.instance, found) < self.cost:
            self.timed = by_id(self.case.instance, self.case.shift, found, self.twins)
            self.cost = cost(self.case.instance, self.timed)

    def is_hurried(self) -> bool:
        """Whether there is a day to answer with, no multipliers yet, and no time for them."""
        return self.cost < self.idle and not self.round_seconds and self.left() < HURRIED

    def is_done(self) -> bool:
        """Whether nothing can be better."""
        return self.bound >= self.cost

    def is_over(self, labels: int = 0) -> bool:
        """Whether a limit is reached."""
        limits = self.limits
        if limits.seconds is not None and time.monotonic() - self.began >= limits.seconds:
            return True
        effort = self.effort + labels * LABEL_EFFORT
        return self.is_stopped() or (limits.deterministic is not None and effort >= limits.deterministic)

    def answer(self) -> Solved:
        """Return what is known."""
        return Solved(self.timed, self.cost, min(self.bound, self.cost), self.is_done(), self.effort)


def _without(plan: Plan, shift: int, tickets: Sequence[int]) -> Plan:
    """Return a plan without the work on a shift, which is some of the tickets'."""
    return Plan({s: sequence for s, sequence in plan.sequences.items() if s != shift}, plan.held.difference(tickets))
