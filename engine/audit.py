"""The one truth: a schedule scored by the rules' own audit faces."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from .compile import weights_of
from .constraint import Constraint, Finding, Rules
from .context import Context
from .domain.schedule import Assignment, Schedule, Score
from .facts import fact_end
from .reading import Reading
from .timeline import instant_at

_ByRule = dict[int, tuple[Constraint, dict[tuple[str, str, str, str], int]]]


@dataclass(frozen=True)
class Audit:
    """What the rules find in a schedule."""

    findings: tuple[Finding, ...]
    score: Score
    reading: Reading

    @property
    def hard(self) -> tuple[Finding, ...]:
        """Rules that the schedule breaks, facts' own breaches left out."""
        return tuple(finding for finding in self.findings if finding.is_hard and not finding.inherited)

    @property
    def inherited(self) -> tuple[Finding, ...]:
        """Rules that facts (appointments, pins, frozen work) break by themselves."""
        return tuple(finding for finding in self.findings if finding.is_hard and finding.inherited)


def audit(context: Context, rules: Rules, schedule: Schedule, known: Audit | None = None) -> Audit:
    """Score a schedule, ours or anybody's.

    Only the times that it states count. A hard finding is marked as inherited when the facts alone break the rule there
    as much, or when a person has pinned the ticket to the engineer whom the rule would refuse.

    Parameters
    ----------
    known : Audit, optional
        Of another schedule in the same context. It changes nothing but the time that this takes: what both schedules
        say of a shift is read once.
    """
    reading = Reading(context, schedule, known.reading if known else None)
    findings = _findings(rules, reading)
    if any(finding.is_hard for finding in findings):
        findings = _mark_inherited(context, rules, findings)
    return Audit(tuple(findings), _score(context, rules, findings), reading)


def facts_only(context: Context) -> Schedule:
    """Return the schedule that holds the facts and nothing else."""
    problem = context.problem
    assignments = []
    for fact in context.facts.values():
        ticket = problem.ticket[fact.ticket_id]
        work = max(context.minutes_needed(problem.engineer[each], ticket) for each in fact.engineer_ids)
        start, end = (
            instant_at(context.origin, minute, context.zone) for minute in (fact.start, fact_end(context, fact, work))
        )
        assignments.append(
            Assignment(
                ticket_id=ticket.id, engineer_ids=fact.engineer_ids, start=start, end=end, site_id=ticket.site_id
            )
        )
    return Schedule(assignments=tuple(assignments))


def _findings(rules: Rules, reading: Reading) -> list[Finding]:
    problem = reading.context.problem
    return [finding for rule in rules if rule.applies(problem) for finding in rule.audit(problem, reading)]


def _mark_inherited(context: Context, rules: Rules, findings: Collection[Finding]) -> list[Finding]:
    broken = {finding.constraint for finding in findings if finding.is_hard}
    base = _broken_by_facts(context, [rule for rule in rules if rule.name in broken])
    yielding = {rule.name for rule in rules if rule.yields_to_pin}

    def is_inherited(finding: Finding) -> bool:
        if finding.amount <= base.get(finding.key, -1):
            return True
        ticket = context.problem.ticket.get(finding.ticket_id)
        pinned = ticket is not None and ticket.pin is not None and ticket.pin.engineer_id == finding.engineer_id
        return pinned and bool(finding.engineer_id) and finding.constraint in yielding

    return [replace(f, inherited=True) if f.is_hard and is_inherited(f) else f for f in findings]


def _broken_by_facts(context: Context, rules: Rules) -> dict[tuple[str, str, str, str], int]:
    """Return the hard findings of the facts alone, by what they are about; found once for a context and a rule."""
    known: _ByRule = context.memo.setdefault("broken by facts", {})  # type: ignore[assignment]
    # Each rule is kept beside what it found: another one may come to have its identity.
    unasked = [rule for rule in rules if id(rule) not in known or known[id(rule)][0] is not rule]
    if unasked:
        reading = Reading(context, facts_only(context))
        for rule in unasked:
            base = known[id(rule)] = rule, {}
            for finding in _findings([rule], reading):
                if finding.is_hard:
                    base[1][finding.key] = max(finding.amount, base[1].get(finding.key, 0))
    return {key: amount for rule in rules for key, amount in known[id(rule)][1].items()}


def _score(context: Context, rules: Rules, findings: Iterable[Finding]) -> Score:
    weights = weights_of(context, rules)
    amounts = dict.fromkeys(sorted(weights), 0)
    hard = inherited = 0
    for finding in findings:
        if not finding.is_hard:
            amounts[finding.constraint] += finding.amount
        elif finding.inherited:
            inherited += 1
        else:
            hard += 1
    total = sum(weights[name] * amount for name, amount in amounts.items())
    return Score(total=total, amounts=amounts, hard_findings=hard, inherited_findings=inherited)
