"""Why a ticket is no longer where it was: what stands against its old place, or what its new place is worth."""

from collections import Counter
from collections.abc import Sequence

from engine.audit import Audit
from engine.constraint import Finding
from engine.domain.problem import Problem
from engine.domain.schedule import Assignment, Reason
from engine.questions.evaluate import Evaluation, Move, evaluate

from .fate import Fate
from .solved import Solved

_MOST_RULES = 3
_MOST_WORK = 2


def why(fate: Fate, base: Solved, variant: Solved) -> str:
    """Return in words why a ticket's place is another, empty where there is nothing to say.

    A lost or moved ticket is put back where it was, all else as it is now: the rule that this breaks is the reason, or
    what it would cost. A gained one is put where it is now into the schedule before.
    """
    problem = variant.situation.problem
    match fate.kind:
        case "lost":
            parts = [
                _against(fate.ticket.id, fate.was, variant, base, "back there"),
                _reasons(_reasons_of(variant, fate.ticket.id), problem, fate.was),
            ]
        case "left_out":
            parts = [_reasons(_reasons_of(variant, fate.ticket.id), problem, None)]
        case "gained":
            known = base.situation.problem.engineer
            names = " and ".join(problem.engineer[e].label for e in _who(fate.now) if e not in known)
            before = _against(fate.ticket.id, fate.now, base, variant, "in the same place")
            parts = [f"{names} was not there before" if names else before and f"before: {before}"]
        case "moved" | "retimed":
            parts = [_against(fate.ticket.id, fate.was, variant, base, "back there")]
        case _:
            parts = []
    return "; ".join(part for part in parts if part)


def own_cost(audit: Audit, weights: dict[str, int], ticket_id: str) -> dict[str, int]:
    """Return what the rules charge a ticket by name, in thousandths of an engineer-minute."""
    found: Counter[str] = Counter()
    for each in audit.findings:
        if each.ticket_id == ticket_id and not each.is_hard and each.amount:
            found[each.constraint] += weights.get(each.constraint, 0) * each.amount
    return dict(found)


def largest(by_rule: dict[str, int], most: int = _MOST_RULES) -> dict[str, int]:
    """Return the largest differences by rule, whichever their sign."""
    ranked = sorted(by_rule.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    return dict(ranked[:most])


def rules_text(by_rule: dict[str, int]) -> str:
    """Return prices by rule in engineer-minutes: ``sla response +240, travel -15``."""
    shown = [(rule.replace("_", " "), round(amount / 1000)) for rule, amount in largest(by_rule).items()]
    return ", ".join(f"{rule} {amount:+,}" for rule, amount in shown if amount)


def _against(ticket_id: str, place: Assignment | None, there: Solved, other: Solved, where: str) -> str:
    """Return what stands against a place in a situation's best schedule; the cheap look comes before the audit."""
    if place is None:
        return ""
    return _in_the_way(ticket_id, place, there, other) or _audited(_put(there, ticket_id, place), where)


def _in_the_way(ticket_id: str, place: Assignment, there: Solved, other: Solved) -> str:
    """Return who is away (and is not in the other situation) or has other work at the time of a place."""
    said = []
    for engineer_id in place.engineer_ids:
        now, before = (side.situation.problem.engineer.get(engineer_id) for side in (there, other))
        if now is None:
            continue
        known = before.busy if before else ()
        away = [
            busy.summary for busy in now.busy if busy not in known and busy.start < place.end and place.start < busy.end
        ]
        work = [
            given.ticket_id
            for given in there.best.assignments
            if engineer_id in given.engineer_ids
            and given.ticket_id != ticket_id
            and given.start < place.end
            and place.start < given.end
        ]
        if away:
            said.append(f"{now.label} is not there then ({away[0]})")
        elif work:
            said.append(f"{now.label} does {' and '.join(work[:_MOST_WORK])} then")
    return ", ".join(said)


def _who(given: Assignment | None) -> tuple[str, ...]:
    return given.engineer_ids if given else ()


def _put(solved: Solved, ticket_id: str, place: Assignment) -> Evaluation | None:
    """Return what it would do to put a ticket somewhere in a situation's best schedule; None where it cannot be."""
    problem = solved.situation.problem
    ticket = problem.ticket.get(ticket_id)
    if ticket is None or any(each not in problem.engineer for each in place.engineer_ids):
        return None
    return evaluate(solved.context, solved.rules, solved.audit, [Move(ticket_id, place.engineer_ids, place.start)])


def _audited(found: Evaluation | None, where: str) -> str:
    if found is None:
        return ""
    if found.broken:
        return f"{where} {_broken(found.broken)}"
    extra = round(found.cost_difference / 1000)
    if not extra:
        return f"{where} it would be as good"
    return f"{where} it would cost {abs(extra):,} {'more' if extra > 0 else 'less'} ({rules_text(found.by_rule)})"


def _broken(findings: Sequence[Finding]) -> str:
    first, others = findings[0], len({each.constraint for each in findings} - {findings[0].constraint})
    more = f", and {others} more {'rule' if others == 1 else 'rules'}" if others else ""
    return f"{first.message.rstrip('.')} ({first.constraint.replace('_', ' ')}{more})"


def _reasons_of(solved: Solved, ticket_id: str) -> tuple[Reason, ...]:
    return next((each.reasons for each in solved.best.unassigned if each.ticket_id == ticket_id), ())


def _reasons(reasons: Sequence[Reason], problem: Problem, was: Assignment | None) -> str:
    """Return why nobody takes a ticket, without those who had it before: who is refused, and what the others lack."""
    before = set(_who(was))
    rules = [f"{each.code.replace('_', ' ')} {each.detail}" for each in reasons if each.engineer_id is None]
    per_code: dict[str, list[Reason]] = {}
    for each in reasons:
        if each.engineer_id and each.engineer_id not in before:
            per_code.setdefault(each.code, []).append(each)
    others = [_others(those, problem) for those in per_code.values()]
    return "; ".join(others + rules)


def _others(reasons: Sequence[Reason], problem: Problem) -> str:
    first, count = reasons[0], len(reasons)
    name = problem.engineer[first.engineer_id or ""].label
    also = f" and {count - 1} more" if count > 1 else ""
    return f"{name}{also}: {first.detail}"
