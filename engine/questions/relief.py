"""What "what can move?" answers: ways to free an engineer's time, each a short chain of moves in words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from ..context import Context
from ..domain.schedule import Assignment, Schedule
from ..words import instant_text
from .evaluate import Move
from .margin import margin_text, sla_margin


@dataclass(frozen=True)
class Wanted:
    """What is to be freed.

    Parameters
    ----------
    engineer_id : str
    start, end : datetime
    for_ticket : str
        A waiting ticket for which the time is wanted; empty for nothing, and then all of it is freed.
    keep : collection of str
        Tickets, or clients all of whose tickets, that stay where they are.
    without : collection of str
        Engineers who take nothing over.
    """

    engineer_id: str
    start: datetime
    end: datetime
    for_ticket: str = ""
    keep: Collection[str] = ()
    without: Collection[str] = ()


@dataclass(frozen=True)
class Moved:
    """A ticket with its place until now and its place then.

    Parameters
    ----------
    was, now : Assignment or None
        None is waiting.
    makes_room_for : str
        The moved ticket that takes its place; empty for what is in the way of the time itself.
    """

    ticket_id: str
    was: Assignment | None
    now: Assignment | None
    makes_room_for: str = ""

    @property
    def move(self) -> Move:
        """The change as `evaluate` takes it."""
        return Move(self.ticket_id, self.now.engineer_ids, self.now.start) if self.now else Move(self.ticket_id)


@dataclass(frozen=True)
class Option:
    """A way to free the time.

    Parameters
    ----------
    moved : tuple of Moved
        The ticket that takes the time, where one was named, then what makes way, by its time until now.
    cost_difference : int
        The schedule then less the schedule now, in thousandths of an engineer-minute.
    by_rule : dict
        The same per rule.
    schedule : Schedule
        The whole one, with trips and breaks and its score. It breaks no rule that is not broken now.
    """

    moved: tuple[Moved, ...]
    cost_difference: int
    by_rule: dict[str, int]
    schedule: Schedule

    @property
    def is_chain(self) -> bool:
        """Whether work moves that was in nobody's way but that of moved work."""
        return any(each.makes_room_for for each in self.moved)


@dataclass(frozen=True)
class Fixed:
    """Work in the time that stays, and why."""

    ticket_id: str
    why: str


@dataclass(frozen=True)
class Relief:
    """The answer to "what can move?".

    Parameters
    ----------
    options : tuple of Option
        The cheapest first, no two that move the same work to the same places.
    fixed : tuple of Fixed
        By time.
    blocked : tuple of str
        Where there is no option: the rules that every way would break, in words.
    """

    engineer_id: str
    start: datetime
    end: datetime
    options: tuple[Option, ...]
    fixed: tuple[Fixed, ...]
    blocked: tuple[str, ...] = ()


def in_words(context: Context, each: Moved) -> str:
    """Return a move as a sentence: whom to, when, whether she knows the client, and how far from the SLA."""
    ticket, people = context.problem.ticket[each.ticket_id], context.problem.engineer
    name = f"{ticket.id} {ticket.summary}".strip()
    if each.makes_room_for:
        name += f" makes room for {each.makes_room_for}:"
    if each.now is None:
        return f"{name} goes back to waiting."
    when, who = instant_text(each.now.start), " and ".join(people[id_].label for id_ in each.now.engineer_ids)
    said = [f"to {who}, {when}"]
    if each.was and set(each.was.engineer_ids) == set(each.now.engineer_ids):
        said = [f"stays with {who}, {'later' if each.now.start > each.was.start else 'earlier'}: {when}"]
    else:
        client = context.problem.client.get(ticket.client_id)
        known = {each.engineer_id for each in client.familiarity if each.visits} if client else set()
        if client and known.intersection(each.now.engineer_ids):
            said.append(f"who knows {client.label}")
    margin = sla_margin(context, ticket, each.now)
    if margin is not None:
        said.append(margin_text(margin))
    return f"{name} {', '.join(said)}."
