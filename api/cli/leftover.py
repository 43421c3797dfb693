"""Unassigned tickets and inherited findings, in words."""

from collections.abc import Sequence

from rich.table import Table

from engine.constraint import Finding
from engine.domain.problem import Problem
from engine.domain.schedule import Reason, Schedule

from .tables import and_more, client_text, count, left, right, table

MOST_TICKETS = 10
_MOST_REASONS, _MOST_NAMES = 3, 2


def unassigned(problem: Problem, schedule: Schedule) -> Table:
    """Return the most urgent unassigned tickets with their reasons."""
    rows = []
    for each in schedule.unassigned[:MOST_TICKETS]:
        ticket = problem.ticket[each.ticket_id]
        what = f"{ticket.summary}\n{client_text(problem, ticket.client_id)}".strip()
        rows.append((ticket.id, f"P{ticket.priority}", what, reasons_text(problem, each.reasons)))
    title = f"Unassigned: {count(len(schedule.unassigned), 'ticket')}, the most urgent first"
    columns = (left("ticket"), right(""), left("what, for whom"), left("why"))
    made = table(title, columns, rows, and_more(len(rows), len(schedule.unassigned), "in schedule.json"))
    made.columns[2].max_width = 36
    return made


def reasons_text(problem: Problem, reasons: Sequence[Reason]) -> str:
    """Return reasons a line each: rules first, then the same obstacle of several engineers together."""
    names: dict[tuple[str, str], list[str]] = {}
    for reason in reasons:
        names.setdefault((reason.code, reason.detail), [])
        if reason.engineer_id:
            names[reason.code, reason.detail].append(reason.engineer_id)
    lines = [_line(problem, code, detail, of) for (code, detail), of in names.items()]
    more = and_more(_MOST_REASONS, len(lines))
    return "\n".join([*lines[:_MOST_REASONS], *([more] if more else [])])


def inherited(findings: Sequence[Finding]) -> Table:
    """Return what appointments, pins and frozen work break by themselves."""
    shown = findings[:MOST_TICKETS]
    return table(
        "Broken by facts alone (appointments, pins, frozen work), not by the plan",
        (left("rule"), left("what")),
        [(finding.constraint.replace("_", " "), finding.message) for finding in shown],
        and_more(len(shown), len(findings)),
    )


def _line(problem: Problem, code: str, detail: str, engineer_ids: Sequence[str]) -> str:
    if not engineer_ids:
        return f"{code.replace('_', ' ')}: {detail}"
    if len(engineer_ids) > _MOST_NAMES:
        return f"{len(engineer_ids)} engineers: {detail}"
    return f"{' and '.join(problem.engineer[each].label for each in engineer_ids)}: {detail}"
