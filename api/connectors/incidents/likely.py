"""Who is likely to resolve each open incident, as the engineers that its ticket prefers."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from engine.domain.ticket import Ticket

from .evidence import evidence, facts_of
from .resolving import Learner, day_of


def with_likely(
    tickets: tuple[Ticket, ...],
    unresolved: pd.DataFrame,
    file: Path,
    at: dt.datetime,
    engineer_of: Mapping[str, str],
    most: int,
) -> tuple[Ticket, ...]:
    """Return the tickets with the engineers who are likeliest to resolve them, the likeliest first.

    Parameters
    ----------
    unresolved : DataFrame
        Last rows of the tickets' incidents, by number.
    engineer_of : mapping of str to str
        Engineer by label of resolvers; resolvers without one are passed over.
    most : int
        Engineers for a ticket.
    """
    learner = Learner()
    for event in evidence(file, at):
        learner.tell(event)
    rows = unresolved.astype(object).where(unresolved.notna(), None).to_dict("index")
    found = []
    for ticket in tickets:
        ranked = learner.model.rank(facts_of(rows[ticket.id], at), day_of(at))
        names = dict.fromkeys(engineer_of[each.engineer_id] for each in ranked if each.engineer_id in engineer_of)
        found.append(ticket.model_copy(update={"preferred_engineers": tuple(names)[:most]}))
    return tuple(found)
