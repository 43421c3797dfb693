"""How tickets flow: how long they wait for a place and for a first response, and how often they change hands."""

import math
from collections.abc import Iterable, Sequence
from statistics import median, quantiles

from ..domain.base import Frozen, Identifier, Instant
from ..domain.ticket import Ticket


class Change(Frozen):
    """A published change of a ticket's place: engineers before and after, none where it had or has no place."""

    at: Instant
    ticket_id: Identifier
    before: tuple[Identifier, ...] = ()
    after: tuple[Identifier, ...] = ()
    is_planned: bool = False
    """Whether a plan of the team made it, and no decision on this ticket."""


class Spread(Frozen):
    """Minutes, rounded up: how many tickets they are known of, the median, and what nine in ten do not exceed."""

    tickets: int
    median_minutes: int
    ninth_minutes: int


class Flow(Frozen):
    """Figures of tickets on their way; None is what is not known of any ticket."""

    placed: int
    """Tickets that were given a place."""
    reassigned: int
    """Those of them that came to another engineer later, whoever moved them."""
    misrouted: int
    """Those that a person took from the engineer who had them, and gave to another."""
    to_assignment: Spread | None
    """From a ticket's arrival to its first place."""
    to_response: Spread | None
    """From a ticket's arrival to the first response to the client."""
    responses: int
    """Responses that had a due."""
    responses_met: int
    """Those of them that came in time."""


def flow(changes: Iterable[Change], tickets: Sequence[Ticket]) -> Flow:
    """Return how tickets went, from what was published and from what they are now.

    Tickets that the desk no longer has count where no more than their changes is needed.
    """
    created = {each.id: each.created for each in tickets}
    owner, first = dict[str, tuple[str, ...]](), dict[str, Change]()
    placed, reassigned, misrouted = set[str](), set[str](), set[str]()
    for each in sorted(changes, key=lambda change: change.at):
        had = each.before or owner.get(each.ticket_id, ())
        if each.after:
            placed.add(each.ticket_id)
            if not had:
                first.setdefault(each.ticket_id, each)
            elif set(had) != set(each.after):
                reassigned.add(each.ticket_id)
                if not each.is_planned:
                    misrouted.add(each.ticket_id)
            owner[each.ticket_id] = each.after
    waited = [(each.at - created[ticket]).total_seconds() for ticket, each in first.items() if ticket in created]
    responded = [(each.responded_at - each.created).total_seconds() for each in tickets if each.responded_at]
    due = [(each.responded_at, each.respond_by) for each in tickets if each.responded_at and each.respond_by]
    return Flow(
        placed=len(placed),
        reassigned=len(reassigned),
        misrouted=len(misrouted),
        to_assignment=_spread(waited),
        to_response=_spread(responded),
        responses=len(due),
        responses_met=sum(responded_at <= respond_by for responded_at, respond_by in due),
    )


def _spread(seconds: Sequence[float]) -> Spread | None:
    """Return the spread of durations; a ticket from before its own arrival says nothing."""
    minutes = [each / 60 for each in seconds if each >= 0]
    if not minutes:
        return None
    ninth = quantiles(minutes, n=10, method="inclusive")[-1] if len(minutes) > 1 else minutes[0]
    middle, most = (math.ceil(round(each, 3)) for each in (median(minutes), ninth))
    return Spread(tickets=len(minutes), median_minutes=middle, ninth_minutes=most)
