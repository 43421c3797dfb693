"""The answer to "who takes this ticket?", in words."""

from collections import defaultdict
from zoneinfo import ZoneInfo

from rich.table import Table

from engine.constraint import FACTORS
from engine.domain.problem import Problem
from engine.questions.recommended import Recommendation, sentence

from .explanations import say_ticket
from .fills import parts_text
from .screen import say, show
from .tables import and_more, cost_text, count, left, right, signed, span, table

_MOST_NAMES = 8
_COLUMNS = ("skills", "time", "client", "load")
"""The four factors, as short as a table needs them."""


def say_recommendation(problem: Problem, found: Recommendation) -> None:
    """Print the engineers who could take a ticket, and why the others may not or cannot."""
    say_ticket(problem, found.ticket_id)
    if not found.ranked:
        say("Nobody could take it.", "yellow")
    else:
        show(_ranked(problem, found))
        for at, each in enumerate(found.ranked, 1):
            say(f"{at}. {problem.engineer[each.engineer_id].label}: {sentence(found, each)}")
            say(f"   {parts_text(each.by_rule)}")
        say("In engineer-minutes, lower is better. Price: the plan's cost with the ticket there, minus without it.")
        say("Skills, time (SLA and travel too), client and load: by how much that is dearer than the best shown.")
    if found.others:
        say(f"{count(found.others, 'other')} could take it too, at a higher price.")
    if found.escalation:
        say(f"To escalate to, free now: {_names(problem, found.escalation)}")
    _say_refused(problem, found)


def _ranked(problem: Problem, found: Recommendation) -> Table:
    zone = ZoneInfo(problem.desk.time_zone)
    least = {factor: min(each.factors[factor] for each in found.ranked) for factor in FACTORS}
    rows = []
    for each in found.ranked:
        person, given = problem.engineer[each.engineer_id], each.assignment
        factors = (cost_text(each.factors[factor] - least[factor]) for factor in FACTORS)
        rows.append((person.label, str(person.tier), span(given.start, given.end, zone), signed(each.cost), *factors))
    columns = (left("engineer"), right("tier"), left("when"), right("price"), *map(right, _COLUMNS))
    return table("Who could take it", columns, rows)


def _say_refused(problem: Problem, found: Recommendation) -> None:
    by_reason: dict[str, list[str]] = defaultdict(list)
    for each in found.refused:
        by_reason[each.reason.detail].append(each.engineer_id)
    for detail, who in sorted(by_reason.items(), key=lambda reason: -len(reason[1])):
        say(f"Not {_names(problem, who)}: {detail}")


def _names(problem: Problem, engineers: list[str] | tuple[str, ...]) -> str:
    shown = ", ".join(problem.engineer[each].label for each in engineers[:_MOST_NAMES])
    more = and_more(min(len(engineers), _MOST_NAMES), len(engineers))
    return f"{shown} {more}".strip()
