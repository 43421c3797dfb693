"""What the charts of a frontier show: panels of two aims each, numbered outcomes, and their words."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from engine.plots import palette
from engine.words import minutes_text

from .frontier import Outcome, frontier

AIMS = ("travel, hours", "SLA targets missed", "spread of utilization, points")
PANELS = ((0, 1), (0, 2), (1, 2))
"""Which aims lie across and up in each panel."""
OTHER = "#b4b4b4"
_COLOURS = (palette.PRIORITY[3], palette.PRIORITY[1], palette.SETUP, palette.PRIORITY[2], palette.TRIP, "#3f8f6b")


@dataclass(frozen=True)
class Mark:
    """An outcome as a mark on the charts.

    Parameters
    ----------
    outcome : Outcome
    number : int
        By which a frontier's outcome is called, 0 off it.
    at : tuple of float
        As the axes have it.
    colour : str
    """

    outcome: Outcome
    number: int
    at: tuple[float, float, float]
    colour: str


def marks(outcomes: Sequence[Outcome]) -> list[Mark]:
    """Return a mark for each outcome; those on a frontier are numbered in the order given, from 1."""
    variants = list(dict.fromkeys(each.variant for each in outcomes))
    found, number = [], 0
    for each in outcomes:
        number += each.is_on_frontier
        travel, missed, spread = each.aims
        colour = _COLOURS[variants.index(each.variant) % len(_COLOURS)]
        found.append(Mark(each, number if each.is_on_frontier else 0, (travel / 60, missed, spread), colour))
    return found


def edge(given: Sequence[Mark], across: int, up: int) -> list[tuple[float, float]]:
    """Return the outcomes that none beats in a panel's two aims alone, from left to right."""
    values = [(mark.at[across], mark.at[up]) for mark in given]
    return sorted({values[each] for each in frontier(values)})


def labels(given: Sequence[Mark], across: int, up: int) -> dict[tuple[float, float], str]:
    """Return the numbers that stand at each place of a panel; those of one place stand together."""
    found: dict[tuple[float, float], list[str]] = defaultdict(list)
    for mark in given:
        if mark.number:
            found[mark.at[across], mark.at[up]].append(str(mark.number))
    return {place: " ".join(numbers[:3]) + " ..." * (len(numbers) > 3) for place, numbers in found.items()}


def words(outcome: Outcome) -> str:
    """Return the weights of an outcome, and whether they are the desk's own."""
    return outcome.point.words + (" (the desk's own)" if outcome.is_own else "")


def figures(outcome: Outcome) -> tuple[str, ...]:
    """Return what an outcome comes to, a line each."""
    return (
        f"{minutes_text(round(outcome.travel_minutes))} of travel",
        f"{outcome.sla_missed:g} SLA targets missed",
        f"{outcome.utilization_spread_percent:.1f} points of spread in utilization",
        f"{outcome.unassigned:g} tickets unassigned",
        f"cost {outcome.base_cost / 1000:,.0f} by the desk's own weights",
    )
