"""What of a published schedule can still hold once something has happened, and what has lost its place."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..constraint import Rules
from ..context import Context, Fact
from ..domain.problem import Problem
from ..domain.schedule import Assignment, Schedule
from ..errors import DataError, Flaw
from ..facts import fact_of
from ..given_up import without_given_up
from ..instance import Change, Instance
from ..plan import Plan
from ..solvers.published import plan_of
from ..timeline import ceil_minute, floor_minute, instant_at
from ..timing import Timed, timing
from .approached import approached, with_arrivals
from .held_up import without_missed_breaks
from .known_dues import KnownDues
from .let_go import Loosened, is_pin, let_go
from .still_allowed import still_allowed
from .under_way import still_takes
from .written import Written

SYMBOLIC = 1
"""Thousandths that a changed start costs where no rule prices it: what gains nothing stays."""


@dataclass(frozen=True)
class Standing:
    """A desk after an event, beside what its people have been told.

    Parameters
    ----------
    context : Context
        Of the problem with what could not stay let go. Its facts are what no plan moves: work under way, pins and
        frozen work that can still hold.
    rules : sequence of Constraint
    written : Written
        What they have written of the desk, for its instances.
    told : Schedule
        What was published, without work whose ticket nobody plans any more, and without breaks that work under way has
        run over.
    holds : dict of str to Assignment
        Told work, no fact, that can be done just as it was told, by ticket.
    lost : dict of str to Assignment
        Told work that cannot.
    loosened : tuple of Loosened
        Tickets that were let go.
    """

    context: Context
    rules: Rules
    written: Written
    told: Schedule
    holds: dict[str, Assignment]
    lost: dict[str, Assignment]
    loosened: tuple[Loosened, ...]

    @property
    def problem(self) -> Problem:
        """The problem that is planned."""
        return self.context.problem

    def instance(self, context: Context) -> Instance:
        """Return the instance of the desk with other facts or other prices of changes, made `strict`."""
        return strict(self.written.instance(context), context, self.told)

    def with_facts(self, kept: Mapping[str, Assignment]) -> Context:
        """Return the context in which some of what holds cannot move either."""
        more = {ticket: fact_of(self.context, given) for ticket, given in kept.items()}
        return _with_facts(self.context, {**self.context.facts, **more})


def standing(problem: Problem, rules: Rules) -> Standing:
    """Return what of the published schedule can still hold.

    Raises
    ------
    DataError
        When nothing has been published.
    """
    if problem.published is None:
        message, hint = "nothing has been published that could be planned anew", "plan the whole team: openday schedule"
        raise DataError([Flaw("request", 0, "published", "", message, hint)])
    given = without_given_up(problem.published, problem)
    before = Context(problem.model_copy(update={"published": given}))
    found, loosened = let_go(before)
    told = without_missed_breaks(before, given)
    context = Context(found.model_copy(update={"published": told}), before.shifts)
    context.clocks = KnownDues(found)
    context.appointments = with_arrivals(context)
    fallen = {each.before.id for each in loosened}
    ahead = still_allowed(context, rules, dict(approached(context)))
    context.facts = {**dict(_facts(context, fallen)), **ahead}
    context.__dict__.pop("facts_of", None)
    written = Written(context, rules)
    holds = _holding(context, strict(written.instance(context), context, told), told)
    frozen_before = context.now + problem.desk.freeze_minutes
    frozen = {t: g for t, g in holds.items() if floor_minute(context.origin, g.start) < frozen_before}
    fixed = _with_facts(context, context.facts | {t: fact_of(context, g) for t, g in frozen.items()})
    return Standing(
        fixed,
        rules,
        written,
        told,
        {ticket: given for ticket, given in holds.items() if ticket not in frozen},
        {
            each.ticket_id: each
            for each in told.assignments
            if each.ticket_id not in holds and each.ticket_id not in fixed.facts and _is_planned(found, each)
        },
        loosened,
    )


def placed_at(instance: Instance, context: Context, schedule: Schedule, told: Schedule) -> Timed:
    """Return the plan of an instance with a schedule's work, as far as it can be there; what is as told holds.

    Parameters
    ----------
    instance : Instance
        Made `strict` for what was told.
    """
    index = {ticket: at for at, ticket in enumerate(instance.tickets)}
    starts = {
        index[each.ticket_id]: floor_minute(context.origin, each.start)
        for each in schedule.assignments
        if each.ticket_id in index
    }
    anchored = {ticket: Change(start, 0, SYMBOLIC) for ticket, start in starts.items()}
    plan = plan_of(context, instance.replaced(changes=anchored), schedule)
    was = _starts(context, told)
    held = {t for t in plan.held if t in instance.changes and starts[t] == was.get(instance.tickets[t])}
    timed = timing(instance, Plan(plan.sequences, frozenset(held)))
    return timed or _idle(instance)


def strict(instance: Instance, context: Context, told: Schedule) -> Instance:
    """Return the instance in which a start counts as moved by the minute: a client was told one, and not half an hour.

    The rules go on pricing what they price; this only says what a solver strives for.
    """
    index = {ticket: at for at, ticket in enumerate(instance.tickets)}
    changes = dict[int, Change]()
    for ticket, start in _starts(context, told).items():
        if ticket in index and index[ticket] not in instance.facts:
            known = instance.changes.get(index[ticket])
            changes[index[ticket]] = Change(start, 0, known.cost if known else SYMBOLIC)
    return instance.replaced(changes=dict(sorted(changes.items())))


def _idle(instance: Instance) -> Timed:
    idle = timing(instance, Plan())
    assert idle is not None, "facts alone can always be timed"
    return idle


def _starts(context: Context, told: Schedule) -> dict[str, int]:
    return {each.ticket_id: floor_minute(context.origin, each.start) for each in told.assignments}


def _holding(context: Context, instance: Instance, told: Schedule) -> dict[str, Assignment]:
    """Return the told work, but facts, that finds its place just as it was told."""
    timed = placed_at(instance, context, told, told)
    index, found = {ticket: at for at, ticket in enumerate(instance.tickets)}, dict[str, Assignment]()
    for each in told.assignments:
        ticket = index.get(each.ticket_id, -1)
        if ticket in timed.span and ticket not in instance.facts:
            start, end = timed.span[ticket]
            crew = {instance.engineers[instance.shifts[shift].engineer] for shift in timed.crew[ticket]}
            if start == floor_minute(context.origin, each.start) and crew == set(each.engineer_ids):
                last = instant_at(context.origin, end, context.zone)
                is_same = ceil_minute(context.origin, each.end) == end
                found[each.ticket_id] = each if is_same else each.model_copy(update={"end": last})
    return found


def _facts(context: Context, fallen: set[str]) -> Iterator[tuple[str, Fact]]:
    """Yield what stays whatever happens: work under way, as long as it still takes, and pins to engineer and start."""
    for ticket_id, fact in context.facts.items():
        if fact.start < context.now:
            if ticket_id not in fallen:
                yield ticket_id, fact if fact.end is None else replace(fact, end=still_takes(context, fact))
        elif is_pin(context.problem.ticket[ticket_id]):
            yield ticket_id, fact


def _is_planned(problem: Problem, given: Assignment) -> bool:
    ticket = problem.ticket.get(given.ticket_id)
    return ticket is not None and ticket.is_schedulable


def _with_facts(context: Context, facts: Mapping[str, Fact]) -> Context:
    """Return the context with other facts; all that does not depend on facts is shared."""
    found = copy.copy(context)
    found.memo = {}
    found.facts = dict(facts)
    found.__dict__.pop("facts_of", None)
    return found
