"""What "who takes this ticket?" answers, and each engineer's place in one sentence."""

from dataclasses import dataclass, field

from ..constraint import FACTORS
from ..domain.schedule import Assignment, Reason
from ..words import instant_text, minutes_text
from .margin import margin_text

STRENGTHS = {
    "skills": "the best skilled",
    "availability": "the best in time and travel",
    "familiarity": "the one who knows the client best",
    "workload": "the one with the most room",
}
"""What it means to be alone the cheapest by a factor."""


@dataclass(frozen=True)
class Recommended:
    """An engineer's best place for the ticket.

    Parameters
    ----------
    assignment : Assignment
        The work as it would be published.
    cost : int
        The schedule with it less the schedule without it, in thousandths: below zero it is better than leaving it out.
    by_rule : dict
        The same per rule.
    factors : dict
        What a dispatcher weighs, each the sum of its rules' prices, in thousandths: less is better, and they compare
        between engineers. What leaving the ticket out costs is in none of them.
    sla_margin_minutes : int or None
        Minutes until the nearest target is due; below zero, the minutes of the SLA's clock by which the worst one is
        missed. Targets that had passed at now already are missed whoever takes it, so they do not count: None without
        any other.
    amounts : dict
        The schedule with it less the schedule without it, per rule and free of weights.
    """

    engineer_id: str
    assignment: Assignment
    cost: int
    by_rule: dict[str, int]
    factors: dict[str, int]
    sla_margin_minutes: int | None
    amounts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Refused:
    """An engineer whom a rule keeps from the ticket, or who has no room for it."""

    engineer_id: str
    reason: Reason


@dataclass(frozen=True)
class Recommendation:
    """The answer to "who takes this ticket?".

    Parameters
    ----------
    ranked : tuple of Recommended
        The best first, alike ones by start and id; nobody who is not there has a cheaper place than the last of them,
        trips and breaks as the engine lays them.
    refused : tuple of Refused
        Everybody who may not, or cannot, by the desk's order of engineers.
    others : int
        Engineers who may, and can as far as is known, and are not ranked because their places cost more: those that
        were found, and those whose days could hold none for less.
    escalation : tuple of str
        Engineers of a higher tier than the ticket's who may take it and are free now, the next tier first.
    """

    ticket_id: str
    ranked: tuple[Recommended, ...]
    refused: tuple[Refused, ...]
    others: int
    escalation: tuple[str, ...]


def sentence(found: Recommendation, each: Recommended) -> str:
    """Return when an engineer would begin, how far that is from the SLA, and what speaks for her and against her."""
    given = each.assignment
    said = [f"Begins {instant_text(given.start)}"]
    if given.travel_minutes:
        said.append(f"{minutes_text(given.travel_minutes)} of travel")
    margin = each.sla_margin_minutes
    if margin is not None:
        said.append(margin_text(margin))
    words = [", ".join(said), *(f"of those shown {strength}" for strength in _strengths(found, each)[:1])]
    extra = round((each.cost - found.ranked[0].cost) / 1000)
    if extra:
        words.append(f"{extra} dearer than the first")
    return "; ".join(words) + "."


def _strengths(found: Recommendation, each: Recommended) -> list[str]:
    """Return by what an engineer is alone the best, what matters most first."""
    leads = []
    for factor in FACTORS:
        others = [other.factors[factor] for other in found.ranked if other is not each]
        if others and each.factors[factor] < min(others):
            leads.append((each.factors[factor] - min(others), STRENGTHS[factor]))
    return [words for _, words in sorted(leads)]
