"""What warm workers are asked about work that could move."""

from typing import Any

from api.warm.held import Held
from engine.questions.relief import Moved, Wanted, in_words
from engine.questions.relieve import relieve as make_way

from . import boards
from .plain import plain


def relieve(held: Held, wanted: Wanted, most: int) -> dict[str, Any]:
    """Return ways to free an engineer's time."""
    found = make_way(held.context, held.rules, held.published, wanted, most, held.warm_desk)
    zone = held.context.zone
    return {
        "engineer_id": found.engineer_id,
        "start": plain(found.start, zone),
        "end": plain(found.end, zone),
        "options": [
            {
                "cost_difference": each.cost_difference,
                "by_rule": each.by_rule,
                "moves": [_moved(held, move) for move in each.moved],
            }
            for each in found.options
        ],
        "stays": [
            {"ticket_id": each.ticket_id, "summary": held.problem.ticket[each.ticket_id].summary, "why": each.why}
            for each in found.fixed
        ],
        "blocked": list(found.blocked),
    }


def _moved(held: Held, each: Moved) -> dict[str, Any]:
    was, now = (boards.assignments(held, (given,))[0] if given else None for given in (each.was, each.now))
    return {"ticket_id": each.ticket_id, "words": in_words(held.context, each), "was": was, "now": now}
