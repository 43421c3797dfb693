"""What now? Something has happened: the rest of the plan with no change, with few changes, or with a free hand.

Work under way, pins to an engineer and a start, and frozen work that can still hold never move; a pinned time is kept
whoever does the work. The three plans differ in what else may move, and in what a change costs:

- no change: all that can still be done as it was told stays so. What has lost its place, and what waits, is put where
  it costs least.
- few changes: the part of the desk that the event concerns is planned anew; a change costs what the rules say.
- free hand: everything ahead may move, and a change costs next to nothing: what it would be worth to start over.

Limits are deterministic, so the answer does not depend on how busy the machine is.
"""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ..constraint import Rules
from ..context import Context
from ..cost import cost
from ..domain.problem import Problem
from ..domain.schedule import Assignment
from ..instance import Instance
from ..limits import WORKERS, Limits
from ..plan import Plan
from ..solvers.decompose.cut import cut
from ..solvers.decompose.job import Answer, improve
from ..solvers.decompose.whole import Whole
from ..timeline import ceil_minute
from ..timing import Timed, timing
from .near_event import near_event
from .replan_judge import Judge
from .replanned import Freedom, Frontier, Replanned
from .standing import Standing, placed_at, standing


@dataclass(frozen=True)
class Efforts:
    """How long each plan is searched for, in units of the deterministic limit.

    0.05, 0.25 and 0.3 made the plans of ``python -m benchmarks.replan --events 50`` cheaper by less than a thousandth.
    """

    none: float = 0.03
    few: float = 0.1
    free: float = 0.1


EFFORTS = Efforts()
NEXT_TO_NOTHING = 20
"""With a free hand a change costs the twentieth part of its price, so that what gains nothing stays."""
OnPlan = Callable[[Replanned], None]


def quiet(plan: Replanned) -> None:
    """Take no notice of a plan."""


def replan(
    problem: Problem, rules: Rules, seed: int = 0, efforts: Efforts = EFFORTS, on_plan: OnPlan = quiet
) -> Frontier:
    """Return plans for the rest of the planning window after something has happened.

    Parameters
    ----------
    problem : Problem
        After the event, at its time; its published schedule is what people have been told.
    rules : sequence of Constraint
    seed : int
    efforts : Efforts
    on_plan : callable
        Told of each plan as soon as it is there, the one without changes first. Plans that turn out to coincide with
        one before, or to be no better than one, are told of all the same.

    Raises
    ------
    DataError
        When nothing has been published.
    """
    desk = _Desk(standing(problem, rules), problem, seed, efforts)
    found = list[Replanned]()
    for plan in desk.plans():
        found.append(plan)
        on_plan(plan)
    stand = desk.stand
    return Frontier(stand.context, stand.told, stand.loosened, frontier_of(found))


def frontier_of(plans: list[Replanned]) -> tuple[Replanned, ...]:
    """Return the plans that are worth choosing from: the first, and freer ones that cost less by either measure.

    The first, which changes no more than it must, is always among them: whoever wants no more has it to take.
    """
    found = plans[:1]
    for each in plans[1:]:
        if each.cost_without_changes < found[-1].cost_without_changes or each.cost < found[-1].cost:
            found.append(each)
    return tuple(found)


class _Desk:
    """A desk after an event, on which the plans are made one after the other."""

    def __init__(self, stand: Standing, problem: Problem, seed: int, efforts: Efforts) -> None:
        self.stand, self.seed, self.efforts = stand, seed, efforts
        self.given_up = _given_up(problem, stand)
        self.judge = Judge(stand, seed)

    def plans(self) -> Iterator[Replanned]:
        """Yield the three plans; each is at most as dear as the one before by its own measure."""
        none = self._none()
        yield none
        few = self._few(none)
        few = few if few.cost <= none.cost else replace(none, freedom=Freedom.FEW)
        yield few
        free = self._free(few)
        cheaper = free.cost_without_changes <= few.cost_without_changes
        yield free if cheaper else replace(few, freedom=Freedom.FREE)

    def _none(self) -> Replanned:
        context = self.stand.with_facts(self.stand.holds)
        instance = self.stand.instance(context)
        idle = timing(instance, Plan())
        assert idle is not None, "facts alone can always be timed"
        return self.judge.judged(Freedom.NONE, context, instance, self._improved(instance, idle, self.efforts.none))

    def _few(self, none: Replanned) -> Replanned:
        stand = self.stand
        instance = stand.instance(stand.context)
        timed = placed_at(instance, stand.context, none.schedule, stand.told)
        touched = (
            *self.given_up,
            *stand.lost.values(),
            *(each.now for each in none.changes if each.now),
            *none.placed,
        )
        shifts = near_event(stand.context, instance, timed, touched)
        if shifts:
            left = [ticket for ticket in range(len(instance.tickets)) if ticket not in timed.span]
            part = cut(instance, timed, shifts, left)
            before = timing(part.instance, part.inward(timed.plan))
            assert before is not None, "a part cut from a plan can be carried out"
            better = self._improved(part.instance, before, self.efforts.few)
            whole = Whole(instance, timed)
            gain = cost(part.instance, before) - cost(part.instance, better)
            whole.put_back([(part, Answer(better.plan, gain))])
            timed = whole.timed
        return self.judge.judged(Freedom.FEW, stand.context, instance, timed)

    def _free(self, few: Replanned) -> Replanned:
        stand = self.stand
        context = at_weights(
            stand.context,
            {name: -(-self.judge.weights[name] // NEXT_TO_NOTHING) for name in self.judge.of_changes},
        )
        instance = stand.instance(context)
        timed = placed_at(instance, context, few.schedule, stand.told)
        better = self._improved(instance, timed, self.efforts.free)
        return self.judge.judged(Freedom.FREE, context, instance, better)

    def _improved(self, instance: Instance, timed: Timed, effort: float) -> Timed:
        limits = Limits(deterministic=effort)
        return improve(instance, timed, limits, self.seed, WORKERS, lambda _cost: None)


def _given_up(problem: Problem, stand: Standing) -> tuple[Assignment, ...]:
    """Return the published work that is told no more, and that which is over earlier than it was told."""
    told = {each.ticket_id: each for each in stand.told.assignments}
    origin, facts = stand.context.origin, stand.context.facts
    published = problem.published.assignments if problem.published else ()
    return tuple(
        each
        for each in published
        if each.ticket_id not in told
        or not problem.ticket[each.ticket_id].is_schedulable
        or (
            each.ticket_id in facts
            and (end := facts[each.ticket_id].end) is not None
            and end != ceil_minute(origin, each.end)
        )
    )


def at_weights(context: Context, weights: dict[str, int]) -> Context:
    """Return the context in which some rules weigh less."""
    found, desk = copy.copy(context), context.problem.desk
    values = {**desk.weights.values, **weights}
    lighter = desk.model_copy(update={"weights": desk.weights.model_copy(update={"values": values})})
    found.problem = context.problem.model_copy(update={"desk": lighter})
    found.memo = {}
    return found
