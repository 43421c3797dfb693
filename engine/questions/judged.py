"""Changes of a schedule judged by the part of it that they have to do with; all else is what it was."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from ..audit import Audit, audit
from ..compile import weights_of
from ..constraint import Finding, Rules
from ..context import Context
from ..domain.schedule import Schedule, Score
from ..reading import Reading
from .part import laid_in, part_of_change
from .prices import by_rule


@dataclass(frozen=True)
class Change:
    """A whole schedule in place of the one there is, with all engineers and tickets of whom it says anything else."""

    after: Schedule
    engineer_ids: Set[str]
    ticket_ids: Set[str]


@dataclass(frozen=True)
class Judged:
    """What `engine.questions.evaluate.judge` finds, without reading the whole schedule.

    Parameters
    ----------
    cost_difference : int
        Cost after less cost before, in thousandths of an engineer-minute.
    by_rule : dict
        The same per rule.
    broken : tuple of Finding
        Rules broken that were not before, or by more.
    score : Score
        Of the whole.
    reading : Reading
        Of the part, the days of whoever changes whole.
    """

    cost_difference: int
    by_rule: dict[str, int]
    broken: tuple[Finding, ...]
    score: Score
    reading: Reading


def judged(context: Context, rules: Rules, before: Audit, changes: Sequence[Change]) -> list[Judged]:
    """Return each change beside the schedule as it is, by the rules' audit faces.

    Parameters
    ----------
    context : Context
        Of the problem as it is now.
    before : Audit
        Of the whole schedule as it is now.
    """
    current = before.reading.schedule
    people = frozenset[str]().union(*(each.engineer_ids for each in changes))
    moved = frozenset[str]().union(*(each.ticket_ids for each in changes))
    part = part_of_change(context, [current, *(each.after for each in changes)], people, moved)
    was = audit(part.context, rules, part.of(current))
    known = {finding.key: finding.amount for finding in was.findings if finding.is_hard}
    weights = weights_of(context, rules)

    def one(change: Change) -> Judged:
        found = audit(part.context, rules, part.of(change.after), was)
        return Judged(
            found.score.total - was.score.total,
            by_rule(weights, found.score.amounts, was.score.amounts),
            tuple(each for each in found.hard if each.amount > known.get(each.key, -1)),
            laid_in(weights, before.score, was.score, found.score),
            found.reading,
        )

    return [one(each) for each in changes]
