"""The answer to "what can move?", in words."""

from typing import Any
from zoneinfo import ZoneInfo

from engine.context import Context
from engine.questions.relief import Moved, Option, Relief, in_words

from .fills import parts_text
from .moments import refusal
from .screen import say
from .tables import cost_text, count, engineer_text, span


def relief_document(context: Context, found: Relief) -> dict[str, Any]:
    """Return the answer as JSON has it, each option with its moves in words and its whole schedule."""
    return {
        "engineer_id": found.engineer_id,
        "start": found.start,
        "end": found.end,
        "options": [
            {
                "cost_difference": each.cost_difference,
                "by_rule": each.by_rule,
                "moves": [_move(context, move) for move in each.moved],
                "schedule": each.schedule,
            }
            for each in found.options
        ],
        "fixed": found.fixed,
        "blocked": found.blocked,
    }


def say_relief(context: Context, found: Relief) -> None:
    """Print the options with their moves, what stays, and why there is none."""
    problem = context.problem
    when = span(found.start, found.end, ZoneInfo(problem.desk.time_zone))
    say(f"{engineer_text(problem, found.engineer_id)}, {when} ({problem.desk.time_zone})", "bold")
    for each in found.fixed:
        say(f"Stays: {each.ticket_id} {problem.ticket[each.ticket_id].summary}, which {each.why}.")
    if not found.options:
        say("There is no way to free this time.", "yellow")
        for words in found.blocked[:5]:
            say(f"Every way would break a rule: {words}.")
        return
    for at, option in enumerate(found.options, 1):
        say()
        say(f"{at}. {_price(option)}", "bold")
        for move in option.moved:
            say(f"   {in_words(context, move)}", whole=True)
        if option.moved:
            say(f"   {parts_text(option.by_rule)}")
    say()
    say("Engineer-minutes: what the whole schedule costs then, less what it costs now.")
    say("Nothing has been changed.")


def option_to_write(found: Relief, number: int) -> Option:
    """Return one of the options.

    Raises
    ------
    DataError
        When there are not so many.
    """
    if number > len(found.options):
        there = count(len(found.options), "option")
        raise refusal("--take", str(number), f"there is no such option, but {there}", "take another, or another time")
    return found.options[number - 1]


def _price(option: Option) -> str:
    if not option.moved:
        return "Nothing is there that would have to move."
    cost = option.cost_difference
    moves = count(len(option.moved), "move")
    if abs(cost) < 500:
        return f"{moves}, at the same cost"
    return f"{moves}, {cost_text(abs(cost))} {'dearer' if cost > 0 else 'cheaper'}"


def _move(context: Context, each: Moved) -> dict[str, Any]:
    return {
        "ticket_id": each.ticket_id,
        "makes_room_for": each.makes_room_for or None,
        "was": each.was,
        "now": each.now,
        "words": in_words(context, each),
    }
