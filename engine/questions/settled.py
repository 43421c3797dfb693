"""A desk on which several waiting tickets have places, as in a burst, where nobody asks for each one's price."""

from collections.abc import Mapping, Sequence

from .burst import Waiting
from .frozen_desk import FrozenDesk
from .places import Insertions
from .slot import slot_on


def settled(desk: FrozenDesk, ticket_ids: Sequence[str], known: Mapping[str, Insertions] | None = None) -> FrozenDesk:
    """Return the desk on which unassigned tickets have cheap places; one for which there is none waits on.

    Parameters
    ----------
    known : dict, optional
        What is known already of the places of some of them on this desk.
    """
    there = known or {}
    names = desk.instance.tickets
    tickets = [names.index(each) for each in ticket_ids]
    waiting = Waiting(desk, {each: there.get(names[each]) or Insertions(desk, each) for each in tickets}, Insertions)
    while chosen := waiting.next(1 if len(waiting.places) == 1 else 2):
        ticket, guess, _ = chosen
        slot = slot_on(waiting.desk.instance, waiting.desk.idle, ticket, guess.shift)
        assert slot is not None, "where it can be inserted there is a place"
        waiting.take(ticket, slot)
    return waiting.desk
