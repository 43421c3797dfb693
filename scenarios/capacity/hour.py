"""What more time is worth, foretold by the prices of the linear program.

The time is bought at these prices: it takes off everybody's hands the tickets that are worth most a minute, the last
one in part (the fractional knapsack of Dantzig, 1957, "Discrete-variable extremum problems"). At dual prices that is
the most that the program's optimum can fall by, so what is foretold as worthless is worthless to it.
"""

import datetime as dt
from dataclasses import dataclass, replace

from engine.timeline import Intervals, length

from ..change import Change
from .demand import Demands
from .offers import offers
from .prices import Prices


@dataclass(frozen=True)
class Hour:
    """More time of somebody, and what it is foretold to be worth.

    Parameters
    ----------
    who : str
        Whose time it is, in words: ``extra tier 3 firewall``, or the name of somebody who stays longer; of namesakes
        with the id, so that no two people are told in the same words.
    tier : int
    skills : tuple of str
    day : date
    minutes : int
    change : Change
        What really adds it.
    engineer_id : str
        Who has the time once it is added; empty where that is nobody of the desk's.
    worth : float
        Engineer-minutes that the desk's cost is foretold to fall by.
    tickets : tuple of str
        What it would take off the others' hands, the best first.
    """

    who: str
    tier: int
    skills: tuple[str, ...]
    day: dt.date
    minutes: int
    change: Change
    engineer_id: str = ""
    worth: float = 0.0
    tickets: tuple[str, ...] = ()


def foretold(hour: Hour, there: Demands, priced: Prices, shift: int, added: Intervals) -> Hour:
    """Return the hour with what it is worth.

    Parameters
    ----------
    hour : Hour
    there : Demands
        Of a desk at which the time is there.
    priced : Prices
        Of the desk without it; its tickets have the same indices.
    shift : int
        Where the time is, in ``there``.
    added : Intervals
        The minutes that are more.
    """
    room, worth, taken = length(added), 0.0, []
    gains = []
    for ticket, price in priced.ticket.items():
        rates = [
            ((price - each.cost) / each.minutes, each.minutes) for each in offers(there, ticket, {shift: (added,)})
        ]
        gains += [(rate, minutes, ticket) for rate, minutes in rates if rate > 0]
    for rate, minutes, ticket in sorted(gains, key=lambda each: (-each[0], each[2])):
        if room > 0:
            worth += rate * min(room, minutes)
            room -= minutes
            taken.append(there.instance.tickets[ticket])
    return replace(hour, worth=worth, tickets=tuple(taken))
