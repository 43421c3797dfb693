"""What would have happened: past tickets decided by another ladder than the one that was there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from ..domain.base import Frozen
from .category import Category
from .ladder import Ladder, Level, Policy, Step, decide
from .past import Past, in_order


class Preview(Frozen):
    """How a ladder would have dealt with past tickets."""

    tickets: int
    """Past tickets of the category that was asked about."""
    acted: tuple[Past, ...]
    """Those that it would have placed by itself."""
    otherwise: tuple[Past, ...]
    """Those of them that the dispatcher decided otherwise."""
    below: int
    """Those that lie below the line, and would have gone to a person."""
    over_limit: int
    """Those above the line that the day's limit would have left to a person."""
    unknown: int
    """Those of which nobody knows how sure it would have been."""

    @property
    def precision(self) -> float | None:
        """The share of what it would have done that the dispatcher did too; None when it would have done nothing."""
        return 1 - len(self.otherwise) / len(self.acted) if self.acted else None


@dataclass(frozen=True)
class _Sure:
    probability: float | None
    count: int


def preview(ladder: Ladder, past: Sequence[Past], zone: ZoneInfo, category: Category | None = None) -> Preview:
    """Return what a ladder would have done with past tickets, by its limit for each local day.

    A shadow counts as if it had acted: that is what its preview is for.

    Parameters
    ----------
    category : Category, optional
        Only tickets for which the policy of this category counts; without it, all.
    """
    acting = _as_if_acting(ladder)
    # A limit of none is not a line: what lies above the line is asked with room for one.
    roomy = acting.model_copy(update={"daily_limit": 1})
    done, tickets, below, over, unknown = Counter[str](), 0, 0, 0, 0
    acted = []
    for each in in_order(past):
        is_meant = category is None or ladder.policy_of(each.ticket).category == category
        tickets += is_meant
        if each.probability is None:
            unknown += is_meant
            continue
        day = each.at.astimezone(zone).date().isoformat()
        sure = _Sure(each.probability, each.count)
        free = decide(roomy, each.ticket, sure, 0).step
        if free is Step.PERSON:
            below += is_meant
        elif decide(acting, each.ticket, sure, done[day]).step is Step.PERSON:
            over += is_meant
        else:
            done[day] += 1
            if is_meant:
                acted.append(each)
    return Preview(
        tickets=tickets,
        acted=tuple(acted),
        otherwise=tuple(each for each in acted if not each.is_agreed),
        below=below,
        over_limit=over,
        unknown=unknown,
    )


def _as_if_acting(ladder: Ladder) -> Ladder:
    def raised(policy: Policy) -> Policy:
        is_shadow = policy.level is Level.SHADOW
        return policy.model_copy(update={"level": Level.AUTOPILOT}) if is_shadow else policy

    return ladder.model_copy(update={"is_on": True, "policies": tuple(raised(each) for each in ladder.policies)})
