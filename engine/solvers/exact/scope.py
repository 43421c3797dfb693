"""What an exact solve decides, and what it takes as given."""

from dataclasses import dataclass

from ...instance import Instance
from ...timing import Timed


@dataclass(frozen=True)
class Scope:
    """Shifts whose work is decided anew, and the tickets that compete for them.

    Parameters
    ----------
    shifts : tuple of int
    tickets : tuple of int
        Free tickets. Other tickets on the shifts keep shift and start; everything elsewhere stays.
    """

    shifts: tuple[int, ...]
    tickets: tuple[int, ...]


def everything(instance: Instance) -> Scope:
    """Return the scope of a whole plan."""
    free = tuple(ticket for ticket in range(len(instance.tickets)) if ticket not in instance.facts)
    return Scope(tuple(range(len(instance.shifts))), free)


def neighbourhood(instance: Instance, timed: Timed, shifts: tuple[int, ...], unassigned: tuple[int, ...]) -> Scope:
    """Return the scope of some shifts: the work on them and some unassigned tickets.

    Work of several engineers that reaches beyond the shifts stays where it is.
    """
    inside = set(shifts)
    free = [ticket for ticket, crew in timed.crew.items() if ticket not in instance.facts and inside.issuperset(crew)]
    return Scope(tuple(sorted(inside)), tuple(sorted({*free, *unassigned})))
