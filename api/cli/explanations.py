"""The answer to "why is this ticket where it is?", in words."""

from zoneinfo import ZoneInfo

from rich.table import Table

from engine.domain.problem import Problem
from engine.questions.explain import Explanation, Verdict
from engine.words import minutes_text

from .fills import parts_text
from .leftover import reasons_text
from .screen import say, show
from .tables import and_more, cost_text, engineer_text, left, moment, place_text, right, span, table

_MOST = 15


def say_explanation(problem: Problem, found: Explanation) -> None:
    """Print where a ticket is and why, and what every other engineer could offer."""
    zone = ZoneInfo(problem.desk.time_zone)
    say_ticket(problem, found.ticket_id)
    if found.assignment:
        who = " and ".join(engineer_text(problem, each) for each in found.assignment.engineer_ids)
        say(f"Planned: {who}, {span(found.assignment.start, found.assignment.end, zone)}")
        if found.pinned:
            say(found.pinned)
        say(f"What it costs and saves there: {parts_text(found.by_rule) or 'nothing'}")
    else:
        say("Unassigned", "yellow")
        for line in reasons_text(problem, found.reasons).splitlines():
            say(f"- {line}")
    if found.relaxations:
        say("What would place it:", "green")
        for eased in found.relaxations:
            say(f"- {eased.words}: {moment(eased.start, zone)}, {_against_leaving_out(eased.extra_cost)}")
    show(_verdicts(problem, found.verdicts, zone))
    say("Prices in engineer-minutes against the schedule as it is, all other work staying.")


def say_ticket(problem: Problem, ticket_id: str) -> None:
    """Print what a ticket is, and what it needs: priority, place, time, tier and skills."""
    ticket = problem.ticket[ticket_id]
    say(f"{ticket.id}: {ticket.summary}", "bold")
    where = place_text(problem, ticket.client_id, ticket.site_id)
    skills = "".join(f", {need.name} from level {need.min_level}" for need in ticket.skills)
    say(f"P{ticket.priority}, {where}, {minutes_text(ticket.estimated_minutes)}, tier {ticket.tier}{skills}")


def _against_leaving_out(extra_cost: int) -> str:
    words = cost_text(abs(extra_cost))
    return f"{words} cheaper than leaving it out" if extra_cost <= 0 else f"{words} dearer than leaving it out"


def _verdicts(problem: Problem, verdicts: tuple[Verdict, ...], zone: ZoneInfo) -> Table:
    rows = []
    for each in verdicts[:_MOST]:
        when = moment(each.start, zone) if each.start else "-"
        tier = problem.engineer[each.engineer_id].tier
        rows.append((engineer_text(problem, each.engineer_id), str(tier), when, each.detail.replace("_", " ")))
    columns = (left("engineer", most=36), right("tier"), left("best slot", most=17), left("what it would mean"))
    return table("Everybody", columns, rows, and_more(len(rows), len(verdicts)))
