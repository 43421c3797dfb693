"""What past decisions would have been with other weights: who would have been recommended first, and who was taken."""

from collections.abc import Mapping, Sequence

from ..domain.base import Frozen, Identifier
from .decision import Decision
from .replay import choices, ranked


class Reranked(Frozen):
    """A decision for which other weights would have recommended somebody else."""

    decision_id: Identifier
    ticket_id: Identifier
    before: Identifier
    after: Identifier
    chosen: Identifier


class Hindsight(Frozen):
    """Agreement with people, of the weights before and after a change.

    ``decisions`` counts those with a choice among places; ``agreed_before`` and ``agreed_after`` are in how many of
    them the first engineer was the one who was taken.
    """

    decisions: int
    agreed_before: int
    agreed_after: int
    changed: tuple[Reranked, ...] = ()


def hindsight(decisions: Sequence[Decision], before: Mapping[str, int], after: Mapping[str, int]) -> Hindsight:
    """Return who would have come first in decisions by two sets of weights, in thousandths by rule.

    The places are those that were shown, and the one that was taken; what nobody looked at then is not looked at now.
    Decisions that took nobody have nobody to agree with.
    """
    agreed, changed, counted = [0, 0], list[Reranked](), 0
    for each, taken, places in choices(decisions):
        counted += 1
        firsts = [ranked(places, weights)[0].engineer_id for weights in (before, after)]
        for at, first in enumerate(firsts):
            agreed[at] += first == taken.engineer_id
        if firsts[0] != firsts[1]:
            changed.append(
                Reranked(
                    decision_id=each.id,
                    ticket_id=each.ticket.id,
                    before=firsts[0],
                    after=firsts[1],
                    chosen=taken.engineer_id,
                )
            )
    return Hindsight(decisions=counted, agreed_before=agreed[0], agreed_after=agreed[1], changed=tuple(changed))
