"""One engineer's day: the best plan for one shift, with a proven bound.

Multipliers first, then a quick search by the few best labels of each tick for a good day; both by turns, while what
costs too much is taken out of the day; at last a search that leaves out no label, which proves the best day.
"""

import copy
import time
from collections.abc import Callable, Collection, Sequence

import numpy as np

from ...compiled import preparing
from ...cost import cost
from ...instance import Instance
from ...limits import IsStopped, Limits, never
from ...plan import Kind, Plan
from ...timing import Timed, timing
from ..exact.solve import Solved
from . import kernel
from .build import Case, build, smaller
from .kernel.arrays import NEVER, Prices
from .kernel.board import COUNT, Board, new_board
from .kernel.exchange import stand_ins
from .kernel.labels import search
from .kernel.multipliers import ascend, knapsack_prices, priced
from .kernel.relaxed import to_go
from .kernel.through import drop_dear
from .plan import timed_day

ROOM = 2_000_000
"""Most labels of a search; memory is touched only as they come."""
FIRST_ROUNDS, EARLY_ROUNDS, ROUNDS, TURNS = 25, 8, 25, 12
PROMISING = 80
"""Tickets among which a first day is looked for."""
FIRST = ((0.02, 8), (0.06, 5), (0.2, 3), (1.0, 2))
"""Shares of what can be gained above the bound within which a first day is looked for, one after the other, and how
many labels of a tick are extended."""
NEXT = ((0.15, 20), (0.5, 20), (1.0, 20))
LAST = ((1.0, 150),)
"""The same between the bound and the best known plan, by turns, and before the proof."""
LEAST_PACE = 0.01
MOST_CELLS, MOST_BREAKS = 30_000_000, 4
STRIDE = 4
"""Ticks between two looks at the clock."""
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
    solver = DaySolver(instance, shift, tickets, current, limits, on_better, is_stopped)
    return solver.run()


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
        rest = current
        if any(token.kind is Kind.TASK for token in current.plan.sequences.get(shift, ())):
            without = timing(instance, _without(current.plan, shift, tickets))
            assert without is not None, "a shift without work can be timed"
            rest = without
        self.tickets = tuple(tickets)
        self._start(build(instance, shift, tickets, rest), current, limits, on_better, is_stopped)
        room = int((self.case.day.shift.free_run > 0).sum())
        with preparing("proof of a day", kernel.__file__):
            self.prices = knapsack_prices(self.case.day, len(self.case.tickets), room)
        self.whole, self.whole_prices = self.case, self.prices

    def _start(self, case: Case, current: Timed, limits: Limits, on_better: OnBetter, is_stopped: IsStopped) -> None:
        self.began = time.monotonic()
        self.limits, self.on_better, self.is_stopped = limits, on_better, is_stopped
        self.case, self.effort, self.bound = case, 0.0, -NEVER
        self.timed, self.cost = current, cost(case.instance, current)
        self.idle = self.cost if case.rest is current else cost(case.instance, case.rest)
        if self.idle < self.cost:
            self.timed, self.cost = case.rest, self.idle

    def without(self, banned: Collection[int], limits: Limits) -> "DaySolver":
        """Return a solver of the same shift without some tickets, which starts from what this one knows."""
        table = self.whole.day.work
        gone = [row for row, option in enumerate(self.whole.options) if self.whole.tickets[option.ticket] in banned]
        costs = (table.cost.copy(), table.cost_setup.copy())
        for each in costs:
            each[gone] = NEVER
        other = copy.copy(self)
        case, price = smaller(self.whole, costs, self.whole_prices.ticket)
        other._start(case, case.rest, limits, quiet, self.is_stopped)
        other.prices = priced(case.day, price, self.whole_prices.slope)
        other.whole, other.whole_prices = case, other.prices
        return other

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
        with preparing("proof of a day", kernel.__file__):
            return self._run()

    def _run(self) -> Solved:
        if not self.case.tickets:
            self.bound = self.cost
            return self.answer()
        self.first()
        pace, turn = 1.0, 0
        while turn < TURNS and pace >= LEAST_PACE and not self.is_over() and not self.is_done():
            pace, turn = self.rise(self.upper, ROUNDS if turn else EARLY_ROUNDS, pace), turn + 1
            if turn == 1:
                self.whole_prices = self.prices
            if turn % 2 and not self.is_done():
                self.shrink()
                self.look(NEXT)
            self.on_better(self.answer())
        if not self.is_over() and not self.is_done():
            self.look(LAST)
            self.shrink()
            self.prove()
        self.on_better(self.answer())
        return self.answer()

    def first(self) -> None:
        """Find a first good day among the tickets that are worth most for their minutes, and bound all days."""
        scout = self.without(self.case.beyond(PROMISING), self.limits)
        gain = self.idle - self.case.base
        scout.rise(gain // 10, 1, 1.0)
        gain -= scout.lower
        scout.rise(scout.lower + gain // 12, FIRST_ROUNDS, 1.0)
        scout.look(FIRST)
        self.effort += scout.effort
        if scout.cost < self.cost:
            self.timed, self.cost = scout.timed, scout.cost
        known = dict(zip(scout.case.tickets, scout.prices.ticket.tolist(), strict=True))
        price = np.array([known.get(ticket, 0) for ticket in self.case.tickets], dtype=np.int64)
        self.prices = priced(self.case.day, price, scout.prices.slope)
        self.rise(self.upper, 1, 1.0)
        self.on_better(self.answer())

    def rise(self, target: int, rounds: int, pace: float) -> float:
        """Better the multipliers; return the pace reached."""
        self.prices, reached, pace = ascend(self.case.day, self.prices, target, rounds, pace)
        self.bound = max(self.bound, min(self.cost, reached + self.case.base))
        self.effort += rounds * ROUND_EFFORT
        return pace

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
        for share, width in tries:
            upper = self.lower + int(share * (self.upper - self.lower)) + 1
            case, prices = self.within(upper)
            if not case.tickets:
                continue
            board = new_board(case.day, ROOM, upper)
            value, end = to_go(case.day, prices), case.day.shift.ticks + 1
            search(case.day, board, value, prices, width, 0, end, stand_ins(case.day))
            if self.take(case, board):
                break

    def prove(self) -> None:
        """Search through all labels; those that are not extended when a limit is reached bound the rest."""
        case, day, prices = self.case, self.case.day, self.prices
        if not case.tickets:
            self.bound = self.cost
            return
        board, value, swaps = new_board(day, ROOM, self.upper), to_go(day, prices), stand_ins(day)
        cut, end = NEVER, day.shift.ticks + 1
        for first in range(0, end, STRIDE):
            width = 1 if self.is_over(int(board.state[COUNT])) else 0
            cut = min(cut, search(day, board, value, prices, width, first, min(first + STRIDE, end), swaps))
        self.take(case, board)
        self.bound = max(self.bound, min(self.cost, cut + case.base))

    def take(self, case: Case, board: Board) -> bool:
        """Time the day that a board has found, and keep it if it is better; return whether there was one."""
        self.effort += int(board.state[COUNT]) * LABEL_EFFORT
        found = timed_day(case, board)
        if found is None:
            return False
        reached = cost(case.instance, found)
        if reached < self.cost:
            self.timed, self.cost = found, reached
        return True

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
