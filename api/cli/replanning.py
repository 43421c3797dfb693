"""The answer to "what now?", in words: plans from no change to a free hand, and what each change buys."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from engine.context import Context
from engine.questions.replanned import (
    Freedom,
    Frontier,
    Replanned,
    change_in_words,
    loosened_in_words,
    placed_in_words,
)

from .screen import say, show
from .tables import and_more, cost_text, count, left, moment, right, table

_MOST = 15
TITLES = {Freedom.NONE: "No change", Freedom.FEW: "Few changes", Freedom.FREE: "Free hand"}
MEANT = {
    Freedom.NONE: "what can stay stays",
    Freedom.FEW: "the part that this concerns planned anew",
    Freedom.FREE: "everything ahead may move",
}


def replan_document(context: Context, found: Frontier, events: Sequence[str]) -> dict[str, Any]:
    """Return the answer as JSON has it, each plan with its changes in words and its whole schedule."""
    return {
        "now": context.problem.desk.now,
        "events": list(events),
        "let_go": [loosened_in_words(context, each) for each in found.loosened],
        "plans": [
            {
                "freedom": plan.freedom.value,
                "changes": [
                    {
                        "ticket_id": each.ticket_id,
                        "was": each.was,
                        "now": each.now,
                        "client_told": each.is_agreed,
                        "lost_its_place": each.has_lost,
                        "words": change_in_words(context, each),
                    }
                    for each in plan.changes
                ],
                "placed": [
                    {"ticket_id": each.ticket_id, "now": each, "words": placed_in_words(context, each)}
                    for each in plan.placed
                ],
                "cost": plan.cost,
                "cost_of_changes": plan.cost_of_changes,
                "by_rule": plan.by_rule,
                "schedule": plan.schedule,
            }
            for plan in found.plans
        ],
    }


def say_event(context: Context, events: Sequence[str]) -> None:
    """Print what has happened, and when it is."""
    desk = context.problem.desk
    say(f"{moment(desk.now, ZoneInfo(desk.time_zone))} ({desk.time_zone})", "bold")
    for each in events:
        say(f"{each}.", whole=True)


def say_plan(context: Context, plan: Replanned) -> None:
    """Print what a plan moves, what has lost its place first, and what it gives a place to."""
    say()
    changes = count(len(plan.changes), "change") if plan.changes else "all stays as it was told"
    say(f"{TITLES[plan.freedom]}: {changes}", "bold")
    ranked = sorted(plan.changes, key=lambda each: not each.has_lost)
    for each in ranked[:_MOST]:
        say(f"   {change_in_words(context, each)}", whole=True)
    if len(ranked) > _MOST:
        say(f"   {and_more(_MOST, len(ranked))}")
    for new in plan.placed:
        say(f"   New: {placed_in_words(context, new)}", whole=True)


def say_frontier(found: Frontier) -> None:
    """Print the plans beside each other: how many changes, what they cost, what each buys for how many more."""
    say()
    for each in found.loosened:
        say(loosened_in_words(found.context, each), whole=True)
    columns = (left("plan"), right("changes"), right("clients told"), right("cost"), left("buys"))
    rows = [
        (
            f"{TITLES[plan.freedom]}: {MEANT[plan.freedom]}",
            f"{len(plan.changes):,}",
            f"{len(_told_anew(found.context, plan)):,}",
            cost_text(plan.cost_without_changes),
            bought(found.plans[at - 1] if at else None, plan),
        )
        for at, plan in enumerate(found.plans)
    ]
    show(table("Choose", columns, rows))
    say()
    say("Cost in engineer-minutes, the price of the changes themselves left out. Nothing has been changed.")


def _told_anew(context: Context, plan: Replanned) -> set[str]:
    """Return the clients who had been told a time that a plan does not keep; who comes then is not told."""
    moves = (each for each in plan.changes if each.now is None or each.now.start != each.was.start)
    return {context.problem.ticket[each.ticket_id].client_id for each in moves if each.is_agreed}


def bought(before: Replanned | None, plan: Replanned) -> str:
    """Return what a plan costs less than the one before it, and for how many more changes."""
    if before is None:
        return ""
    saved, more = before.cost_without_changes - plan.cost_without_changes, len(plan.changes) - len(before.changes)
    # A plan that is dearer to carry out is offered where it spares changes worth more.
    less = f"{cost_text(saved)} less" if saved > 0 else f"{cost_text(before.cost - plan.cost)} less, changes priced in,"
    if more > 0:
        return f"{less} for {count(more, 'more change', 'more changes')}"
    return f"{less} with {count(-more, 'change fewer', 'changes fewer')}" if more else f"{less} with as many changes"
