"""A frozen desk with one more place taken, as if it were published, without compiling it again."""

import copy
from collections.abc import Collection
from dataclasses import replace
from functools import cache, partial

from ..builder import Builder
from ..context import Context, Fact
from ..decode import decode
from ..domain.schedule import Schedule
from ..facts import fact_of
from ..forms import breaks_asked, settle
from ..instance import NOWHERE, FactForm, Instance, ShiftForm
from ..plan import Plan
from ..shifts import Shift, work_minutes
from ..timeline import subtract, union
from ..timing import timing
from .frozen_desk import FrozenDesk
from .laid import laid
from .slot import Slot


def taken(desk: FrozenDesk, slot: Slot) -> FrozenDesk:
    """Return the desk on which a ticket has its place: what is asked of it next is asked with that work published.

    Parameters
    ----------
    slot : Slot
        A place that was found on this desk.
    """
    shift, new = slot.laid_on(desk.context)
    (given,) = new.assignments
    fact = fact_of(desk.context, given)
    context = _with_fact(desk.context, fact)
    instance = _instance(desk, context, fact, slot.shift)
    idle = timing(instance, Plan())
    assert idle is not None, "facts alone can always be timed"
    here = cache(partial(decode, context, instance, idle, (slot.shift,)))

    def published() -> Schedule | None:
        return desk.as_published and laid(context, desk.as_published, (shift,), here())

    return desk.replaced(context, instance, idle, lambda: laid(context, desk.base, (shift,), here()), published)


def laid_new(desk: FrozenDesk, ticket_ids: Collection[str]) -> tuple[tuple[Shift, ...], Schedule]:
    """Return the shifts on which some taken tickets lie, and what comes to them: these, and all trips and breaks."""
    instance = desk.instance
    shifts = sorted({shift for each in ticket_ids for shift in instance.facts[instance.tickets.index(each)][0]})
    made = decode(desk.context, instance, desk.idle, shifts)
    new = tuple(each for each in made.assignments if each.ticket_id in ticket_ids)
    return tuple(desk.context.shifts[shift] for shift in shifts), made.model_copy(update={"assignments": new})


def _with_fact(context: Context, fact: Fact) -> Context:
    """Return the context with one fact more.

    What is published stays as it was said, since all contexts of a desk share what they know of it; but where nothing
    is, an empty schedule is, so that facts count.
    """
    found = copy.copy(context)
    if context.problem.published is None:
        found.problem = context.problem.model_copy(update={"published": Schedule(assignments=())})
    found.memo = {}
    found.facts = {**context.facts, fact.ticket_id: fact}
    (engineer,) = fact.engineer_ids
    found.facts_of = {**context.facts_of, engineer: (*context.facts_of[engineer], fact)}
    return found


def _instance(desk: FrozenDesk, context: Context, fact: Fact, shift: int) -> Instance:
    """Return the instance in which a ticket is a fact on a shift; nothing more is asked of when it may start."""
    whole = desk.instance
    ticket, engineer = whole.tickets.index(fact.ticket_id), whole.shifts[shift].engineer
    begin, end, candidates = whole.pair_begin.copy(), whole.pair_end.copy(), whole.candidate_end.copy()
    row = whole.pair_engineer[begin[ticket] : end[ticket]]
    begin[ticket] += int(row.searchsorted(engineer))
    end[ticket] = begin[ticket] + 1
    candidates[ticket] = whole.candidate_begin[ticket]
    (task,) = whole.ticket_tasks[ticket]
    form = _as_asked(desk.builder, _with_work(whole, context, fact, shift), shift)
    found = whole.replaced(
        (shift,),
        shifts=(*whole.shifts[:shift], form, *whole.shifts[shift + 1 :]),
        facts={**whole.facts, ticket: ((shift,), fact.start, fact.end or fact.start)},
        task_engineer={each: who for each, who in whole.task_engineer.items() if each != task},
        pair_begin=begin,
        pair_end=end,
        candidate_end=candidates,
    )
    return settle(found, (shift,))


def _with_work(whole: Instance, context: Context, fact: Fact, at: int) -> ShiftForm:
    """Return a shift's form with one fact more, for which there was room."""
    form, shift, ticket = whole.shifts[at], context.shifts[at], whole.tickets.index(fact.ticket_id)
    assert fact.end is not None, "what has a place ends"
    minutes = fact.end - fact.start
    if whole.ticket_pausable[ticket]:
        minutes = work_minutes(shift, fact.start, fact.end, context.idle_in(shift))
    new = FactForm(fact.start, fact.end, whole.ticket_place[ticket], ticket, minutes)
    facts = tuple(sorted((*form.facts, new), key=lambda each: (each.start, each.end, _name(whole, each))))
    # The trips to it and on from it find room; those after it are counted up.
    before = sum(each.place != NOWHERE for each in facts[: facts.index(new)])
    closed = form.closed
    if new.place != NOWHERE:
        closed = frozenset(leg if leg < before else leg + 1 for leg in form.closed)
    work = ((fact.start, fact.end),)
    free, barriers = subtract(form.free, work), union(form.barriers, work)
    return replace(form, facts=facts, closed=closed, free=free, barriers=barriers)


def _as_asked(builder: Builder, form: ShiftForm, at: int) -> ShiftForm:
    """Return a shift's form with all breaks and the cap that the rules ask for, to be settled anew.

    More work may leave more room: where it begins a visit, what follows there needs no set-up.
    """
    return replace(form, breaks=breaks_asked(builder, at), load_cap=builder.caps.get(at))


def _name(whole: Instance, fact: FactForm) -> str:
    return whole.tickets[fact.ticket] if fact.ticket >= 0 else ""
