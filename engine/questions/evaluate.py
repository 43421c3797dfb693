"""What a change by hand would do: its price by rule, the rules it breaks, and the schedule with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..audit import Audit, audit
from ..compile import weights_of
from ..constraint import Finding, Rules
from ..context import Context, Fact
from ..domain.schedule import Assignment, Schedule
from ..errors import UnknownId
from ..facts import fact_end
from ..kpis import kpis
from ..shifts import Shift
from ..stated import with_trips
from ..timeline import ceil_minute, floor_minute, instant_at
from .prices import amounts, by_rule


@dataclass(frozen=True)
class Move:
    """A ticket's place as a person wants it: who and from when; without engineers it is taken off the calendar."""

    ticket_id: str
    engineer_ids: tuple[str, ...] = ()
    start: datetime | None = None


@dataclass(frozen=True)
class Evaluation:
    """A schedule beside the one it would replace.

    Parameters
    ----------
    schedule : Schedule
        With its trips and breaks, its score and its figures.
    cost_difference : int
        Cost after less cost before, in thousandths of an engineer-minute.
    by_rule : dict
        The same per rule.
    broken : tuple of Finding
        Rules broken that were not before, or by more.
    findings, gone : tuple of Finding
        Everything found that was not before, and that is no more: broken rules first, then the largest amounts.
    amounts : dict
        The difference per rule, free of weights.
    """

    schedule: Schedule
    cost_difference: int
    by_rule: dict[str, int]
    broken: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    amounts: dict[str, int]


def evaluate(context: Context, rules: Rules, before: Audit, moves: Sequence[Move]) -> Evaluation:
    """Return what some moves would do to a schedule.

    Parameters
    ----------
    context : Context
        Of the problem as it is now.
    before : Audit
        Of the schedule as it is now.

    Raises
    ------
    UnknownId
        When the desk has no such ticket or engineer, or the ticket is not to be scheduled.
    """
    current = before.reading.schedule
    placed = {each.ticket_id: each for each in current.assignments}
    touched: set[Shift] = set()
    for move in moves:
        was = placed.pop(move.ticket_id, None)
        given = _placed(context, move)
        touched |= {
            context.shift_at(who, floor_minute(context.origin, each.start))
            for each in (was, given)
            if each
            for who in each.engineer_ids
        }
        if given:
            placed[move.ticket_id] = given
    assignments = tuple(sorted(placed.values(), key=lambda each: (each.start, each.ticket_id)))
    changed = Schedule(
        planning_window=context.problem.desk.planning_window,
        assignments=assignments,
        trips=current.trips,
        breaks=current.breaks,
    )
    return judge(context, rules, before, with_trips(context, changed, touched))


def judge(context: Context, rules: Rules, before: Audit, after: Schedule) -> Evaluation:
    """Return a whole schedule beside the one it would replace."""
    judged = audit(context, rules, after, before if before.reading.context is context else None)
    known = {finding.key: finding.amount for finding in before.findings if finding.is_hard}
    broken = tuple(each for each in judged.hard if each.amount > known.get(each.key, -1))
    old, new = ({_told(finding) for finding in each.findings} for each in (before, judged))
    schedule = after.model_copy(update={"score": judged.score, "kpis": kpis(judged.reading)})
    return Evaluation(
        schedule,
        judged.score.total - before.score.total,
        by_rule(weights_of(context, rules), judged.score.amounts, before.score.amounts),
        broken,
        _ranked(finding for finding in judged.findings if _told(finding) not in old),
        _ranked(finding for finding in before.findings if _told(finding) not in new),
        amounts(judged.score.amounts, before.score.amounts),
    )


def _placed(context: Context, move: Move) -> Assignment | None:
    problem = context.problem
    ticket = problem.ticket.get(move.ticket_id)
    if ticket is None or not ticket.is_schedulable:
        state = f" to plan; it is {ticket.status.value}" if ticket else ""
        raise UnknownId(f"the desk has no ticket {move.ticket_id!r}{state}")
    for engineer in move.engineer_ids:
        if engineer not in problem.engineer:
            raise UnknownId(f"the desk has no engineer {engineer!r}")
    if not move.engineer_ids or move.start is None:
        return None
    start = ceil_minute(context.origin, move.start)
    work = max(context.minutes_needed(problem.engineer[each], ticket) for each in move.engineer_ids)
    end = fact_end(context, Fact(ticket.id, move.engineer_ids, start, None), work)
    first, last = (instant_at(context.origin, minute, context.zone) for minute in (start, end))
    return Assignment(
        ticket_id=ticket.id, engineer_ids=move.engineer_ids, start=first, end=last, site_id=ticket.site_id
    )


def _told(finding: Finding) -> tuple[tuple[str, str, str, str], bool, int]:
    return finding.key, finding.is_hard, finding.amount


def _ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda f: (not f.is_hard, -f.amount, f.constraint, f.ticket_id)))
