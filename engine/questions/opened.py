"""A frozen desk on which some work waits again, and some time is kept free, without compiling it again."""

import copy
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import numpy as np

from ..context import Context
from ..decode import decode
from ..domain.schedule import Schedule
from ..eligible import amounts
from ..forms import freeze_shift, settle
from ..instance import Instance
from ..plan import Plan
from ..rows import Vector
from ..timing import timing
from .frozen_desk import FrozenDesk
from .laid import laid


@dataclass(frozen=True)
class KeptFree:
    """Minutes of an engineer in which nothing new may lie, neither work nor travel."""

    engineer_id: str
    span: tuple[int, int]


def opened(desk: FrozenDesk, ticket_ids: Collection[str], kept: KeptFree | None = None) -> FrozenDesk:
    """Return the desk on which some work that stayed waits for a place.

    Where it was still counts as what has been published: moving it has its price.

    Parameters
    ----------
    ticket_ids : collection of str
        Facts that one engineer works, and no pins.
    kept : KeptFree, optional
        Other facts stay even there.
    """
    whole = desk.instance
    tickets = sorted(whole.tickets.index(each) for each in ticket_ids)
    shifts = {shift for each in tickets for shift in whole.facts[each][0]}
    if kept:
        own = whole.shifts_of[whole.engineers.index(kept.engineer_id)]
        shifts |= {at for at in own if _meets(whole, at, kept.span)}
    context = _without_facts(desk.context, ticket_ids)
    instance = _instance(desk, tickets, sorted(shifts), kept)
    idle = timing(instance, Plan())
    assert idle is not None, "facts alone can always be timed"
    here = cache(partial(decode, context, instance, idle, shifts))
    places = tuple(desk.builder.shifts[shift] for shift in sorted(shifts))

    def left(schedule: Schedule) -> Schedule:
        stay = tuple(each for each in schedule.assignments if each.ticket_id not in ticket_ids)
        return laid(context, schedule.model_copy(update={"assignments": stay}), places, here())

    def published() -> Schedule | None:
        return desk.as_published and left(desk.as_published)

    return desk.replaced(context, instance, idle, lambda: left(desk.base), published)


def _meets(instance: Instance, shift: int, span: tuple[int, int]) -> bool:
    return instance.shifts[shift].start < span[1] and span[0] < instance.shifts[shift].hard_end


def _without_facts(context: Context, ticket_ids: Collection[str]) -> Context:
    found = copy.copy(context)
    found.memo = {}
    found.facts = {name: fact for name, fact in context.facts.items() if name not in ticket_ids}
    found.facts_of = {
        who: tuple(fact for fact in facts if fact.ticket_id not in ticket_ids)
        for who, facts in context.facts_of.items()
    }
    return found


def _instance(desk: FrozenDesk, tickets: Sequence[int], shifts: Sequence[int], kept: KeptFree | None) -> Instance:
    whole, builder = desk.instance, desk.builder
    rows = [_row(desk, ticket, each) for ticket, each in zip(tickets, amounts(builder, tickets), strict=True)]
    begin, end, columns = _with_rows(
        whole.candidate_begin, whole.candidate_end, (whole.candidate_shift,), tickets, [row[:1] for row in rows]
    )
    pair_begin, pair_end, pairs = _with_rows(
        whole.pair_begin,
        whole.pair_end,
        (whole.pair_engineer, whole.pair_minutes, whole.pair_cost),
        tickets,
        [row[1:] for row in rows],
    )
    facts = {ticket: each for ticket, each in whole.facts.items() if ticket not in tickets}
    forms = list(whole.shifts)
    for at in shifts:
        stay = [fact.ticket for fact in forms[at].facts if fact.ticket in facts]
        is_kept = kept is not None and forms[at].key[0] == kept.engineer_id
        span = (kept.span,) if kept and is_kept else ()
        forms[at] = freeze_shift(builder, at, stay, facts, whole.ticket_place, span)
    found = whole.replaced(
        shifts,
        shifts=tuple(forms),
        facts=facts,
        candidate_begin=begin,
        candidate_end=end,
        candidate_shift=columns[0],
        pair_begin=pair_begin,
        pair_end=pair_end,
        pair_engineer=pairs[0],
        pair_minutes=pairs[1],
        pair_cost=pairs[2],
    )
    return settle(found, shifts)


def _row(desk: FrozenDesk, ticket: int, all_amounts: tuple[Vector, Vector]) -> tuple[Vector, Vector, Vector, Vector]:
    """Return the shifts that may take a ticket, its engineers, their minutes and their costs."""
    (shifts,), engineers = desk.people.who(ticket)
    minutes, costs = all_amounts
    return shifts, engineers.astype(np.int32), minutes[engineers], costs[engineers]


def _with_rows(
    begin: Vector, end: Vector, columns: tuple[Vector, ...], tickets: Sequence[int], rows: Sequence[tuple[Vector, ...]]
) -> tuple[Any, Any, tuple[Vector, ...]]:
    """Return sparse rows in which some tickets have other ones: those go after all the rest, like ones share theirs."""
    begin, end, at = begin.copy(), end.copy(), len(columns[0])
    for ticket, row in zip(tickets, rows, strict=True):
        begin[ticket], at = at, at + len(row[0])
        end[ticket] = at
    added = (np.concatenate([column, *(row[number] for row in rows)]) for number, column in enumerate(columns))
    return begin, end, tuple(added)
