"""A choice of the engine in one sentence, as a dispatcher would say it."""

from engine.domain.problem import Problem
from engine.questions.filled import FillChoice
from engine.words import instant_text, minutes_text

_WORDS = {
    "sla_response": "its response is due",
    "sla_plan": "its planning is due",
    "sla_resolution": "its resolution is due",
    "promptness": "it has waited",
    "visit_batching": "it shares a visit",
    "familiarity": "the client is known",
    "recent_contact": "they spoke lately",
    "preferred_engineer": "the client asks for it",
    "client_preference": "it was agreed who takes this client",
    "dependencies": "other work waits for it",
}
"""What a rule that gains by a choice means; a rule that is not named here is left to the table of prices."""


def why(problem: Problem, choice: FillChoice) -> str:
    """Return why a ticket was chosen: what it gains, by which rules, what it costs, and where it would go otherwise."""
    ticket = problem.ticket[choice.assignment.ticket_id]
    client = problem.client[ticket.client_id].label
    gains = sorted((value, rule) for rule, value in choice.by_rule.items() if value < 0 and rule in _WORDS)
    said = [f"P{ticket.priority} for {client}", *(_WORDS[rule] for _, rule in gains[:2])]
    if choice.assignment.travel_minutes:
        said.append(f"{minutes_text(choice.assignment.travel_minutes)} of travel")
    elsewhere = choice.elsewhere
    if elsewhere is None:
        return f"{', '.join(said)}; nobody else has room for it."
    zone_start = elsewhere.start.astimezone(choice.assignment.start.tzinfo)
    label = problem.engineer[elsewhere.engineer_id].label
    extra = round(elsewhere.extra_cost / 1000)
    price = f"{extra} min dearer" if extra > 0 else f"{-extra} min cheaper" if extra < 0 else "at the same price"
    return f"{', '.join(said)}; otherwise {label}, {instant_text(zone_start)}, {price}."
