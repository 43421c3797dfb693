"""Which part of a large plan to decide anew: shifts that could exchange work, around a ticket that is dear."""

from random import Random

from ..cost import ticket_total
from ..instance import Instance
from ..timing import Timed
from .exact.scope import Scope, neighbourhood


def pick(instance: Instance, timed: Timed, rng: Random, size: int, taken: set[int]) -> Scope | None:
    """Return a scope of about ``size`` tickets that touches no engineer in ``taken``, and add its engineers there.

    A dear ticket (left out, late, on a costly engineer) is drawn; the shifts that may take it and hold work, or room,
    are drawn near each other; unassigned tickets that fit there compete.
    """
    seed = _draw(instance, timed, rng, taken)
    if seed is None:
        return None
    shifts: list[int] = []
    count = 0
    for shift in _around(instance, timed, rng, seed):
        if instance.shifts[shift].engineer in taken:
            continue
        work = len(timed.shifts[shift].starts)
        if shifts and (count + work > size or len(shifts) >= 8):
            break
        shifts.append(shift)
        count += work
    if not shifts:
        return None
    taken |= {instance.shifts[shift].engineer for shift in shifts}
    inside = set(shifts)
    left = [
        t for t in range(len(instance.tickets)) if t not in timed.span and inside.intersection(instance.candidates[t])
    ]
    room = max(3, size - count)
    chosen = left if len(left) <= room else [*([seed] if seed in left else []), *rng.sample(left, room)]
    return neighbourhood(instance, timed, tuple(shifts), tuple(sorted(set(chosen))))


def _draw(instance: Instance, timed: Timed, rng: Random, taken: set[int]) -> int | None:
    """Draw a ticket with a chance in proportion to what it costs."""
    open_to: list[int] = []
    weights: list[int] = []
    for ticket in range(len(instance.tickets)):
        if ticket in instance.facts:
            continue
        crew = timed.crew.get(ticket, instance.candidates[ticket])
        if any(instance.shifts[shift].engineer not in taken for shift in crew):
            open_to.append(ticket)
            weights.append(1 + ticket_total(instance, ticket, timed))
    return rng.choices(open_to, weights)[0] if open_to else None


def _around(instance: Instance, timed: Timed, rng: Random, seed: int) -> list[int]:
    """Return shifts near a ticket: its own, then those that may take it, busy ones and near ones sooner."""
    own = list(timed.crew.get(seed, ()))
    at = (
        instance.shifts[own[0]].start
        if own
        else rng.choice([instance.shifts[s].start for s in instance.candidates[seed]] or [0])
    )
    others = [shift for shift in instance.candidates[seed] if shift not in own]
    key = {
        shift: abs(instance.shifts[shift].start - at) * rng.random()
        - 60 * len(timed.shifts[shift].starts) * rng.random()
        for shift in others
    }
    return [*own, *sorted(others, key=lambda shift: (key[shift], shift))]
