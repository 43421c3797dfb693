"""The answer to "what now?": plans for the rest of the day, from no change to a free hand, and what each changes."""

from dataclasses import dataclass
from enum import StrEnum

from ..context import Context
from ..domain.schedule import Assignment, Schedule
from ..words import instant_text, minutes_text
from .let_go import Loosened, Why
from .relief import Moved, in_words


class Freedom(StrEnum):
    """How much a plan may move."""

    NONE = "no_change"
    FEW = "few_changes"
    FREE = "free_hand"


@dataclass(frozen=True)
class Changed:
    """Told work with another engineer or start; ``now`` is None when it goes back to waiting.

    Parameters
    ----------
    is_agreed : bool
        Whether its client has been told the time that it had.
    has_lost : bool
        Whether it could not have stayed in any plan.
    """

    ticket_id: str
    was: Assignment
    now: Assignment | None
    is_agreed: bool
    has_lost: bool


@dataclass(frozen=True)
class Replanned:
    """One plan of the frontier.

    Parameters
    ----------
    freedom : Freedom
    schedule : Schedule
        The whole, with its score and figures; it breaks no rule that facts do not break.
    changes : tuple of Changed
        By their time until now.
    placed : tuple of Assignment
        Work of tickets that had no place until now.
    cost : int
        In thousandths of an engineer-minute.
    cost_of_changes : int
        The part of it that rules charge for leaving what was published.
    by_rule : dict
        Cost by rule, zeros left out.
    """

    freedom: Freedom
    schedule: Schedule
    changes: tuple[Changed, ...]
    placed: tuple[Assignment, ...]
    cost: int
    cost_of_changes: int
    by_rule: dict[str, int]

    @property
    def cost_without_changes(self) -> int:
        """What the schedule costs, whatever was published before."""
        return self.cost - self.cost_of_changes


@dataclass(frozen=True)
class Frontier:
    """The answer.

    Parameters
    ----------
    context : Context
        In which every plan is judged: the desk after the event, with what could not stay let go.
    told : Schedule
        What was published and is still planned.
    loosened : tuple of Loosened
        Tickets of which effort or pin had to be let go; the context's problem has them as planned.
    plans : tuple of Replanned
        From the least freedom to the most; the one without changes is always there. Each costs less than the one before
        it, with the price of changes or without; of plans that coincide the one with less freedom is there.
    """

    context: Context
    told: Schedule
    loosened: tuple[Loosened, ...]
    plans: tuple[Replanned, ...]

    def taken(self, freedom: Freedom) -> Replanned:
        """Return the plan with some freedom: the one that changes most of those that need no more."""
        ranks = list(Freedom)
        return [each for each in self.plans if ranks.index(each.freedom) <= ranks.index(freedom)][-1]


def change_in_words(context: Context, each: Changed) -> str:
    """Return a change as sentences: whom to and when, where it was, and whether its client has been told."""
    when, whose = instant_text(each.was.start), ""
    if each.now is None or set(each.now.engineer_ids) != set(each.was.engineer_ids):
        whose = " and ".join(context.problem.engineer[name].label for name in each.was.engineer_ids) + "'s, "
    told = "; the client has been told" if each.is_agreed else ""
    return f"{in_words(context, Moved(each.ticket_id, each.was, each.now))} It was {whose}{when}{told}."


def placed_in_words(context: Context, given: Assignment) -> str:
    """Return new work as a sentence."""
    return in_words(context, Moved(given.ticket_id, None, given))


def loosened_in_words(context: Context, each: Loosened) -> str:
    """Return what had to be let go of a ticket as a sentence."""
    before, people = each.before, context.problem.engineer
    if each.why is Why.HELD_BACK:
        return f"{before.id} has not begun, as the work before it takes longer, and goes back to the queue."
    if each.why is Why.GONE:
        rest = minutes_text(context.problem.ticket[before.id].estimated_minutes)
        return f"{before.id} was under way and goes back to the queue with {rest} of work left."
    assert before.pin, "a pin that is let go keeps its start"
    assert before.pin.engineer_id, "and such a pin names an engineer"
    assert before.pin.start, "and a start"
    who, when = people[before.pin.engineer_id].label, instant_text(before.pin.start.astimezone(context.zone))
    return f"{before.id} keeps its time, {when}, but its pin to {who} cannot hold."
