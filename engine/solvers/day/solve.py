"""One engineer's day: the best plan for one shift, with a proven bound.

Multipliers first, then a quick search by the few best labels of each tick for a good day; both by turns, while what
costs too much is taken out of the day; at last a search that leaves out no label, which proves the best day.
"""

import time
from collections.abc import Callable, Sequence

from ...compiled import preparing
from ...cost import cost
from ...instance import Instance
from ...limits import IsStopped, Limits, never
from ...plan import Kind, Plan
from ...timing import Timed, timing
from ..exact.solve import Solved
from . import kernel
from .build import Case, build, smaller
from .kernel.arrays import NEVER, StandIns
from .kernel.board import COUNT, FULL, Board, new_board
from .kernel.exchange import stand_ins
from .kernel.labels import search
from .kernel.multipliers import ascend, knapsack_prices, priced
from .kernel.relaxed import to_go
from .kernel.through import drop_dear
from .plan import timed_day

ROOM = 2_000_000
"""Most labels of a search; memory is touched only as they come."""
FIRST_ROUNDS, ROUNDS, TURNS = 25, 25, 12
WIDTHS = (8, 20)
"""Labels of a tick in the first quick search and in the later ones."""
LEAPS = (0.02, 0.06, 0.2, 1.0)
"""Shares of what can be gained above the bound within which a day is looked for, one after the other."""
STEPS = (0.15, 0.5, 1.0)
"""The same between the bound and the best known plan."""
LEAST_PACE = 0.01
MOST_CELLS, MOST_BREAKS = 30_000_000, 4
STRIDE = 8
"""Buckets between two looks at the clock."""
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
    if any(ticket in instance.changes for ticket in tickets):
        return "a ticket has a published start, which it may hold"
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
    with preparing("proof of a day", kernel.__file__):
        return _Solver(instance, shift, tickets, current, limits, on_better, is_stopped).run()


class _Solver:
    """The state of one solve."""

    def __init__(
        self,
        instance: Instance,
        shift: int,
        tickets: Sequence[int],
        current: Timed,
        limits: Limits,
        on_better: OnBetter,
        is_stopped: IsStopped,
    ) -> None:
        self.began = time.monotonic()
        self.limits, self.on_better, self.is_stopped = limits, on_better, is_stopped
        self.instance, self.effort = instance, 0.0
        rest = timing(instance, _without(current.plan, shift))
        assert rest is not None, "a shift without work can be timed"
        self.case: Case = build(instance, shift, tickets, rest)
        self.timed, self.cost = current, cost(instance, current)
        self.idle = cost(instance, rest)
        if self.idle < self.cost:
            self.timed, self.cost = rest, self.idle
        room = self.case.day.shift.free_run
        self.prices = knapsack_prices(self.case.day, len(self.case.tickets), int((room > 0).sum()))
        self.bound = -NEVER
        self.swaps: StandIns | None = None

    @property
    def upper(self) -> int:
        """The best known cost, without what the day does not count."""
        return self.cost - self.case.base

    def run(self) -> Solved:
        """Return the best plan and what is proven of it."""
        if not self.case.tickets:
            self.bound = self.cost
            return self.answer()
        self.first()
        pace = 1.0
        for turn in range(TURNS):
            if self.is_over() or self.is_done() or pace < LEAST_PACE:
                break
            pace = self.rise(self.upper, ROUNDS, pace)
            if turn % 2 == 0 and not self.is_done():
                self.shrink()
                self.look(WIDTHS[1], STEPS)
            self.on_better(self.answer())
        if not self.is_over() and not self.is_done():
            self.prove()
        self.on_better(self.answer())
        return self.answer()

    def first(self) -> None:
        """Find a first good day."""
        gain = self.idle - self.case.base
        self.rise(gain // 10, 1, 1.0)
        gain -= self.bound - self.case.base
        self.rise(self.bound - self.case.base + gain // 12, FIRST_ROUNDS, 1.0)
        self.look(WIDTHS[0], LEAPS)
        self.on_better(self.answer())

    def rise(self, target: int, rounds: int, pace: float) -> float:
        """Better the multipliers; return the pace reached."""
        self.prices, reached, pace = ascend(self.case.day, self.prices, target, rounds, pace)
        self.bound = max(self.bound, min(self.cost, reached + self.case.base))
        self.effort += rounds * ROUND_EFFORT
        return pace

    def shrink(self) -> None:
        """Take out of the day what costs too much in any day; nothing that is left out could better the plan."""
        value = to_go(self.case.day, self.prices)
        drop_dear(self.case.day, value, self.prices, self.upper)
        self.case, price = smaller(self.case, self.prices.ticket)
        self.prices = priced(self.case.day, price, self.prices.slope)
        self.swaps = None
        self.effort += 2 * ROUND_EFFORT

    def look(self, width: int, shares: Sequence[float]) -> None:
        """Search by the best labels of each tick for a day, at first within a small share of what can be gained."""
        value, day, low = to_go(self.case.day, self.prices), self.case.day, self.bound - self.case.base
        for share in shares:
            board = new_board(day, ROOM, low + int(share * (self.upper - low)) + 1)
            search(day, board, value, self.prices, width, 0, len(board.bucket), self.exchanges())
            if self.take(board):
                break

    def prove(self) -> None:
        """Search through all labels; what is not extended when a limit is reached bounds the rest."""
        day = self.case.day
        board, value, cut = new_board(day, ROOM, self.upper), to_go(day, self.prices), NEVER
        for first in range(0, len(board.bucket), STRIDE):
            width = 1 if self.is_over(int(board.state[COUNT])) or board.state[FULL] else 0
            cut = min(cut, search(day, board, value, self.prices, width, first, min(first + STRIDE, len(board.bucket)), self.exchanges()))
        self.take(board)
        self.bound = max(self.bound, min(self.cost, cut + self.case.base))

    def take(self, board: Board) -> bool:
        """Time the day that a board has found, and keep it if it is better; return whether there was one."""
        self.effort += int(board.state[COUNT]) * LABEL_EFFORT
        found = timed_day(self.case, board)
        if found is None:
            return False
        reached = cost(self.instance, found)
        if reached < self.cost:
            self.timed, self.cost = found, reached
        return True

    def exchanges(self) -> StandIns:
        """Return which tickets may stand in for which."""
        if self.swaps is None:
            self.swaps = stand_ins(self.case.day)
        return self.swaps

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


def _without(plan: Plan, shift: int) -> Plan:
    """Return a plan without the work on a shift."""
    return Plan({s: sequence for s, sequence in plan.sequences.items() if s != shift}, plan.held)
