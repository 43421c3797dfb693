"""What chance brings, each draw from a stream of its own, so that every way of dispatching meets the same.

A stream is named after what is drawn (the seed, and the ticket or the engineer and the day), never after when it is
asked for: common random numbers, as in Law, Simulation Modeling and Analysis (5th edition, section 11.2).
"""

import datetime as dt
import random
from collections.abc import Iterable
from math import exp

SPREAD = 0.35
"""Standard deviation of the logarithm of work over its estimate; the mean of work over estimate is 1."""
_LEAST, _MOST = 0.4, 3.0
SICK = 0.01
"""Chance that an engineer falls sick on a day."""
_DAYS_SICK = (1, 1, 2, 3)
"""Days that it lasts, each as likely."""


def effort(seed: int, ticket_id: str, estimated_minutes: int, spread: float = SPREAD) -> int:
    """Return the minutes that a ticket turns out to take somebody of the usual speed.

    Work is lognormal around its estimate: most of it takes a little less, some of it much more.
    """
    normal = random.Random(f"{seed} effort {ticket_id}").gauss(0, 1)
    factor = min(_MOST, max(_LEAST, exp(spread * normal - spread * spread / 2)))
    return max(1, round(estimated_minutes * factor))


def sick_days(seed: int, engineer_id: str, days: Iterable[dt.date], chance: float = SICK) -> frozenset[dt.date]:
    """Return the days on which an engineer is sick."""
    found: set[dt.date] = set()
    for day in days:
        rng = random.Random(f"{seed} sick {engineer_id} {day.isoformat()}")
        if rng.random() < chance:
            found |= {day + dt.timedelta(days=number) for number in range(rng.choice(_DAYS_SICK))}
    return frozenset(found)
