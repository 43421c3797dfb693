"""How often the dispatcher takes the engineer who is recommended: first, or among the first three."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from zoneinfo import ZoneInfo

from ..domain.base import Frozen
from .decision import Decision, on_recommendations

TOP = 3


class Rate(Frozen):
    """Decisions on recommendations, and how many of them took the first engineer, or one of the first three."""

    decisions: int
    first: int
    top: int

    @property
    def top1(self) -> float | None:
        """The share that took the first; None without decisions."""
        return self.first / self.decisions if self.decisions else None

    @property
    def top3(self) -> float | None:
        """The share that took one of the first three; None without decisions."""
        return self.top / self.decisions if self.decisions else None


class Named(Rate):
    """The same of one part: a week (its Monday), a type, a client, a priority or a tier."""

    name: str


class Agreement(Frozen):
    """Agreement as a whole, week by week, and by kind of ticket; weeks without a decision are not there."""

    whole: Rate
    by_week: tuple[Named, ...]
    by_type: tuple[Named, ...]
    by_client: tuple[Named, ...]
    by_priority: tuple[Named, ...]
    by_tier: tuple[Named, ...]


def agreement(decisions: Iterable[Decision], zone: ZoneInfo) -> Agreement:
    """Return how often decisions agreed with what was recommended; those on tickets without anybody are left out.

    The engineer counts, not the time. A ticket that was left waiting agrees with nobody.
    """
    asked = [each for each in on_recommendations(decisions) if each.proposed is not None]

    def monday(each: Decision) -> str:
        day = each.at.astimezone(zone).date()
        return (day - dt.timedelta(days=day.weekday())).isoformat()

    return Agreement(
        whole=Rate(**_counts(asked)),
        by_week=tuple(sorted(_parts(asked, monday), key=lambda each: each.name)),
        by_type=_parts(asked, lambda each: each.ticket.type),
        by_client=_parts(asked, lambda each: each.ticket.client_id),
        by_priority=_parts(asked, lambda each: str(each.ticket.priority)),
        by_tier=_parts(asked, lambda each: str(each.ticket.tier)),
    )


def _parts(decisions: Sequence[Decision], name: Callable[[Decision], str]) -> tuple[Named, ...]:
    """Return the rate of each part, the one with most decisions first."""
    parts = defaultdict[str, list[Decision]](list)
    for each in decisions:
        parts[name(each)].append(each)
    found = [Named(name=part, **_counts(those)) for part, those in parts.items()]
    return tuple(sorted(found, key=lambda each: (-each.decisions, each.name)))


def _counts(decisions: Sequence[Decision]) -> dict[str, int]:
    ranks = [each.rank for each in decisions]
    return {
        "decisions": len(ranks),
        "first": sum(rank == 0 for rank in ranks),
        "top": sum(rank is not None and rank < TOP for rank in ranks),
    }
