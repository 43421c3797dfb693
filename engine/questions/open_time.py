"""Open time of an engineer, cut out of the desk: a small instance in which a question about it is solved and priced.

All else stays as it is, so a difference of costs inside is that of the whole.
"""

from collections.abc import Collection
from datetime import datetime

from ..context import Context
from ..cost import cost
from ..decode import decode
from ..domain.schedule import Assignment, Schedule
from ..instance import Instance
from ..plan import Plan
from ..shifts import Shift
from ..solvers.decompose.cut import cut
from ..solvers.exact.scope import Scope
from ..solvers.insertion import optimistic
from ..timeline import ceil_minute, floor_minute, overlap
from ..timing import Timed, timing
from .frozen import open_only
from .runners_up import waiting


class OpenTime:
    """A span of an engineer's time, and the tickets that compete for it.

    Parameters
    ----------
    context : Context
    instance : Instance
        The whole desk, its published work frozen.
    idle : Timed
        Its plan without new work.
    """

    def __init__(
        self, context: Context, instance: Instance, idle: Timed, engineer_id: str, start: datetime, end: datetime
    ) -> None:
        self.context, self.engineer_id = context, engineer_id
        self.span = (max(ceil_minute(context.origin, start), 0), floor_minute(context.origin, end))
        self.shifts = tuple(
            shift
            for shift in instance.shifts_of[instance.engineers.index(engineer_id)]
            if instance.shifts[shift].start < self.span[1] and self.span[0] < instance.shifts[shift].hard_end
        )
        self.whole = open_only(instance, idle, self.shifts, self.span)
        self.whole_idle = _idle(self.whole)
        could = (ticket for ticket in range(len(instance.tickets)) if len(self.whole.candidate_row(ticket)))
        self.candidates = tuple(ticket for ticket in could if optimistic(self.whole, ticket))
        self.waiting = waiting(self.whole, self.candidates)
        left = [ticket for ticket in self.candidates if ticket not in self.waiting]
        self._part = cut(self.whole, self.whole_idle, self.shifts, left)
        self.instance = self._part.instance
        self.idle = _idle(self.instance)
        self.nothing = cost(self.instance, self.idle)
        self.scope = Scope(tuple(range(len(self.shifts))), tuple(sorted(self._part.decided)))

    @property
    def forms(self) -> tuple[Shift, ...]:
        """The shifts, as the context has them."""
        return tuple(self.context.shifts[shift] for shift in self.shifts)

    @property
    def free_minutes(self) -> int:
        """Minutes of the span that are free."""
        return sum(overlap(self.whole.shifts[shift].free, *self.span) for shift in self.shifts)

    def ticket_of(self, ticket: int) -> int:
        """Return the number in the whole of a ticket that competes."""
        return self._part.decided[ticket]

    def work(self, timed: Timed) -> tuple[Assignment, ...]:
        """Return the new work of a plan for the open time, by start."""
        return self.decoded(timed).assignments

    def decoded(self, timed: Timed) -> Schedule:
        """Return what a plan for the open time puts on its shifts: new work, and all their trips and breaks."""
        made = decode(self.context, self.instance, timed, self.scope.shifts)
        names = {self.instance.tickets[ticket] for ticket in self.scope.tickets}
        new = tuple(each for each in made.assignments if each.ticket_id in names)
        return made.model_copy(update={"assignments": new})

    def decoded_with_facts(self, timed: Timed, shifts: Collection[int]) -> Schedule:
        """Return what is on some of its shifts, also what was there before: the ways to it may be others now.

        Parameters
        ----------
        shifts : collection of int
            Numbers in the whole.
        """
        return decode(self.context, self.whole, self.outward(timed), shifts)

    def outward(self, timed: Timed) -> Timed:
        """Return a plan for the open time as one of the whole desk."""
        found = timing(self.whole, Plan(*self._part.outward(timed.plan)).without_idle())
        assert found is not None, "what can be done in a part can be done in the whole"
        return found


def _idle(instance: Instance) -> Timed:
    idle = timing(instance, Plan())
    assert idle is not None, "facts alone can always be timed"
    return idle
