"""A desk compiled with its published work frozen, and what every question about it shares, made when first needed."""

import copy
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from ..audit import Audit, audit
from ..compile import built, freeze
from ..constraint import Rules
from ..context import Context
from ..decode import decode
from ..domain.problem import Problem
from ..domain.schedule import Schedule
from ..eligible import People
from ..instance import Instance
from ..over import with_begun
from ..plan import Plan
from ..solvers.draft import Draft
from ..timeline import intersect
from ..timing import Timed, timing
from .frozen import with_frozen
from .known_dues import KnownDues
from .laid import as_stated


class FrozenDesk:
    """A desk whose published work all stays.

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
        self.builder = built(self.context, rules)
        """What the rules have written of the whole desk, for work that may move after all."""
        self.instance = freeze(self.builder)
        idle = timing(self.instance, Plan())
        assert idle is not None, "facts alone can always be timed"
        self.idle = idle
        self._make_base: Callable[[], Schedule] = self._laid
        self._make_published: Callable[[], Schedule | None] = self._as_stated

    def replaced(
        self,
        context: Context,
        instance: Instance,
        idle: Timed,
        base: Callable[[], Schedule],
        as_published: Callable[[], Schedule | None],
    ) -> "FrozenDesk":
        """Return the same desk with other published work, given all that follows from that.

        Parameters
        ----------
        base, as_published : callable
            Make these when somebody first asks for them: where many desks are tried, nobody asks of most.
        """
        found = copy.copy(self)
        for derived in ("base", "unchanged", "as_published", "stated", "draft"):
            found.__dict__.pop(derived, None)
        found.context, found.instance, found.idle = context, instance, idle
        found._make_base, found._make_published = base, as_published
        return found

    @cached_property
    def base(self) -> Schedule:
        """The published schedule as the engine lays it, before any new work; what is over stays in it."""
        return self._make_base()

    @cached_property
    def unchanged(self) -> Audit:
        """What the rules find in that."""
        return audit(self.context, self.rules, self.base)

    @cached_property
    def as_published(self) -> Schedule | None:
        """The published schedule as it is stated; None when it states no trips or breaks.

        With the facts that it does not state: pins that nobody has published yet.
        """
        return self._make_published()

    @cached_property
    def stated(self) -> Audit | None:
        """What the rules find in that."""
        if self.as_published is None:
            return None
        return audit(self.context, self.rules, self.as_published, self.unchanged)

    @cached_property
    def people(self) -> People:
        """Who may take what, of work that stays too."""
        return People(self.builder)

    @cached_property
    def empty(self) -> Instance:
        """The desk with all hours free of the work that stays, for what there would be room where."""
        forms = (
            replace(form, free=intersect(self.builder.free[at], ((form.start, form.hard_end),)), barriers=())
            for at, form in enumerate(self.instance.shifts)
        )
        return replace(self.instance, shifts=tuple(forms), memo={})

    @cached_property
    def draft(self) -> Draft:
        """The published plan, for what a ticket would cost elsewhere."""
        return Draft(self.instance)

    def _laid(self) -> Schedule:
        return with_begun(decode(self.context, self.instance, self.idle), self.context.problem)

    def _as_stated(self) -> Schedule | None:
        published = self.context.problem.published
        if published is None or not (published.trips or published.breaks):
            return None
        return as_stated(published, self.base)
