"""Who takes this ticket? Engineers ranked by the true cost of their best place in the published schedule."""

from collections.abc import Collection, Mapping, Sequence

from ..domain.schedule import Reason, Schedule
from ..domain.ticket import Ticket
from ..shifts import Shift
from ..solvers.insertion import optimistic
from ..timeline import earliest_fit
from .frozen_desk import FrozenDesk
from .open_ticket import refusal, require_engineer, require_open
from .places import Places
from .priced import priced
from .reasons import blockers, obstacle, refused_by
from .recommended import Recommendation, Recommended, Refused
from .runners_up import unplanned
from .slot import Slot, slot_on

MOST = 5
"""Engineers that are ranked unless more are asked for."""
SOON = 30
"""Minutes within which who is free now could begin."""


def recommend(desk: FrozenDesk, ticket_id: str, most: int = MOST) -> Recommendation:
    """Return the engineers who could take an unassigned ticket, everything published staying as it is.

    Parameters
    ----------
    most : int
        Engineers to rank.

    Raises
    ------
    UnknownId
        When the desk has no such ticket, or it is not to be scheduled.
    DataError
        When it has a place already, or needs several engineers together.
    """
    ticket = require_open(desk, ticket_id)
    at = desk.instance.tickets.index(ticket_id)
    waits = unplanned(desk.instance, at, desk.idle.span)
    places = Places(desk, at)
    ranked = places.best(most) if waits < 0 else []
    shown = {desk.instance.shifts[each.shift].engineer for each in ranked}
    refused, others = _the_rest(desk, places, shown, waits)
    # Where trips and breaks are published otherwise than the engine would lay them, the true prices may stand in
    # another order than those by which the places were found.
    prices = (priced(desk, at, each) for each in ranked)
    return Recommendation(
        ticket_id,
        tuple(sorted(prices, key=lambda each: (each.cost, each.assignment.start, each.engineer_id))),
        refused,
        others,
        _escalation(desk, ticket, at) if waits < 0 else (),
    )


def place_with(desk: FrozenDesk, ticket_id: str, engineer_id: str) -> tuple[Shift, Schedule]:
    """Return an engineer's best place for an unassigned ticket: a shift, and what comes to it, trips and breaks too.

    Raises
    ------
    UnknownId
        When the desk has no such ticket or engineer, or the ticket is not to be scheduled.
    DataError
        When it has a place already, needs several engineers together, or this one may not or cannot take it.
    """
    return best_with(desk, ticket_id, engineer_id).laid_on(desk.context)


def price_with(desk: FrozenDesk, ticket_id: str, engineer_id: str) -> Recommended:
    """Return an engineer's best place for an unassigned ticket as it would be ranked.

    Raises
    ------
    UnknownId, DataError
        As `place_with` does.
    """
    slot = best_with(desk, ticket_id, engineer_id)
    return priced(desk, desk.instance.tickets.index(ticket_id), slot)


def best_with(desk: FrozenDesk, ticket_id: str, engineer_id: str) -> Slot:
    """Return an engineer's best place for an unassigned ticket; the errors are those of `place_with`."""
    require_open(desk, ticket_id)
    engineer = require_engineer(desk, engineer_id)
    instance, at = desk.instance, desk.instance.tickets.index(ticket_id)
    own = instance.shifts_of[instance.engineers.index(engineer_id)]
    fits = unplanned(instance, at, desk.idle.span) < 0
    found = [slot_on(instance, desk.idle, at, shift) for _, shift in optimistic(instance, at) if shift in own and fits]
    best = min(filter(None, found), key=lambda each: (each.delta, each.start), default=None)
    if best is None:
        why = _why_not(desk, at, instance.engineers.index(engineer_id), unplanned(instance, at, desk.idle.span))
        message = f"{engineer.label} may not or cannot take it: {why.detail}"
        raise refusal(ticket_id, message, "ask for the recommendation, which names who can")
    return best


def _the_rest(desk: FrozenDesk, places: Places, ranked: Collection[int], waits: int) -> tuple[tuple[Refused, ...], int]:
    """Return who may not or cannot take a ticket and why, and how many others could, as far as is known."""
    instance, ticket, refused, others = desk.instance, places.ticket, list[Refused](), 0
    gates = blockers(instance, ticket)
    fits = {instance.shifts[shift].engineer for _, shift in optimistic(instance, ticket)}
    for engineer, name in enumerate(instance.engineers):
        if engineer in ranked:
            continue
        is_open = places.found.get(engineer) is not None or places.is_open(engineer)
        could = engineer not in gates and waits < 0 and engineer in fits and is_open
        if could:
            others += 1
        else:
            refused.append(Refused(name, _why_not(desk, ticket, engineer, waits, gates)))
    return tuple(refused), others


def _why_not(
    desk: FrozenDesk, ticket: int, engineer: int, waits: int, gates: Mapping[int, Sequence[str]] | None = None
) -> Reason:
    """Return why an engineer may not or cannot take a ticket; ``waits`` is the unplanned one before it, else < 0."""
    instance = desk.instance
    name = instance.engineers[engineer]
    rules = (blockers(instance, ticket) if gates is None else gates).get(engineer)
    if rules:
        return Reason(code=rules[0], engineer_id=name, detail=refused_by(rules))
    if waits >= 0:
        words = f"it waits for {instance.tickets[waits]}, which is unassigned"
        return Reason(code="dependencies", engineer_id=name, detail=words)
    shifts = [shift for shift in desk.instance.candidates[ticket] if desk.instance.shifts[shift].engineer == engineer]
    return obstacle(desk.context, desk.draft, ticket, engineer, shifts)


def _escalation(desk: FrozenDesk, ticket: Ticket, at: int) -> tuple[str, ...]:
    """Return who of a higher tier could begin soon, the way there not counted.

    The gate of the tier is left open for them: that is what escalating means.
    """
    instance, context = desk.instance, desk.context
    gates = [gate for gate in instance.gates if gate.rule != "skill_tier"]
    found = []
    for shift, form in enumerate(instance.shifts):
        person = context.problem.engineer[instance.engineers[form.engineer]]
        if person.tier <= ticket.tier or not form.start <= context.now + SOON < form.hard_end:
            continue
        if all(gate.allows(at, shift) for gate in gates):
            minutes = context.minutes_needed(person, ticket)
            begin = earliest_fit(form.free, context.now, minutes)
            if begin is not None and begin <= context.now + SOON:
                found.append((person.tier, begin, person.id))
    return tuple(dict.fromkeys(name for _, _, name in sorted(found)))
