"""What warm workers are asked once something has happened: how to plan on, and what such a plan comes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from api.warm.held import Held
from engine.amendment import difference, zones_of
from engine.audit import audit
from engine.domain.problem import Problem
from engine.domain.schedule import Assignment, Schedule
from engine.errors import DataError, Flaw
from engine.questions.evaluate import Evaluation
from engine.questions.replan import replan as plan_on
from engine.questions.replanned import (
    Replanned,
    change_in_words,
    loosened_in_words,
    placed_in_words,
)
from engine.questions.standing import standing
from scenarios.changed import Step, steps
from scenarios.changes import AnyChange
from scenarios.changes.restored import Restored
from scenarios.situation import Situation

from . import boards, questions
from .plain import plain
from .questions import Answer

_EVENTS: TypeAdapter[tuple[AnyChange, ...]] = TypeAdapter(tuple[AnyChange, ...])
Told = Sequence[dict[str, Any]]
"""Events as they are kept: changes as JSON, with ids and instants in place of what stood for them."""


@dataclass(frozen=True)
class Planned:
    """An answer, and the plans in it that may become proposals, in its order."""

    document: dict[str, Any]
    events: list[dict[str, Any]]
    plans: tuple[Answer, ...]


def replan(held: Held, events: Sequence[AnyChange], seed: int) -> Planned:
    """Return plans for the rest of the window after some events.

    Raises
    ------
    DataError
        When the desk does not allow an event, or nothing has been published.
    """
    situation, made = _after(held, events)
    found = plan_on(situation.problem, situation.rules, seed)
    after = Held(found.context.problem)
    after.context = found.context
    document = {
        "now": plain(held.problem.desk.now, held.context.zone),
        "events": [{"change": each.change.model_dump(mode="json"), "words": each.words} for each in made],
        "let_go": [loosened_in_words(found.context, each) for each in found.loosened],
        "plans": [_plan(after, each) for each in found.plans],
    }
    told = [each.change.model_dump(mode="json") for each in made]
    return Planned(document, told, tuple(_answer(held, each) for each in found.plans))


def problem_after(held: Held, events: Told) -> Problem:
    """Return the problem once events have happened, with what cannot stay let go."""
    return _held_after(held, events).problem


def judge(held: Held, events: Told, after: Schedule) -> Evaluation:
    """Set a schedule beside what was told, once events have happened."""
    return questions.judge(_held_after(held, events), after)


def compare(held: Held, events: Told, after: Schedule) -> dict[str, Any]:
    """Say the same in figures, with every ticket that moves."""
    return questions.compare(_held_after(held, events), after)


def judge_back(_held: Held, back: Problem, after: Schedule) -> Evaluation:
    """Set a schedule beside what was told, once events have been taken back.

    Parameters
    ----------
    back : Problem
        The desk without them.
    after : Schedule
        Of which work that has begun is a fact: events had taken it off the calendar, and now it never was.
    """
    return questions.judge(_held_back(back, after), after)


def compare_back(_held: Held, back: Problem, after: Schedule) -> dict[str, Any]:
    """Say the same in figures, with every ticket that moves."""
    return questions.compare(_held_back(back, after), after)


def _held_back(back: Problem, after: Schedule) -> Held:
    found = Held(back.model_copy(update={"published": after}))
    found.published = audit(found.context, found.rules, back.published or Schedule(assignments=()))
    return found


def _after(held: Held, events: Sequence[AnyChange]) -> tuple[Situation, tuple[Step, ...]]:
    back = [f"events[{at}]" for at, each in enumerate(events) if isinstance(each, Restored)]
    if back:
        message, hint = "puts back what other changes made, and is no event", "undo the version that was published"
        raise DataError([Flaw("request", 0, place, "restored", message, hint) for place in back])
    situation, made = steps(Situation(held.problem), events, "request")
    if situation.off or situation.problem.desk != held.problem.desk:
        message, hint = "changes what holds for the whole desk, and is no event", "ask what would be if: POST /what-ifs"
        raise DataError([Flaw("request", 0, "events", "", message, hint)])
    return situation, made


def _held_after(held: Held, events: Told) -> Held:
    """Return the desk as it is after events, its facts those that can still hold."""
    situation, _ = _after(held, _EVENTS.validate_python(events))
    stand = standing(situation.problem, situation.rules)
    found = Held(stand.problem)
    found.context = stand.context
    found.published = audit(stand.context, found.rules, stand.told)
    return found


def _answer(held: Held, plan: Replanned) -> Answer:
    amendment = difference(held.problem.published, plan.schedule, zones_of(held.problem))
    changes = len(plan.changes)
    said = plan.schedule.model_dump(mode="json", include={"score", "kpis"})
    name = plan.freedom.value.replace("_", " ").capitalize()
    return Answer({}, amendment, said, f"{name}: {changes} {'change' if changes == 1 else 'changes'}")


def _plan(after: Held, plan: Replanned) -> dict[str, Any]:
    tickets = after.problem.ticket

    def place(given: Assignment | None) -> Any:
        return boards.assignments(after, (given,))[0] if given else None

    return {
        "freedom": plan.freedom.value,
        "changes": [
            {
                "ticket_id": each.ticket_id,
                "summary": tickets[each.ticket_id].summary,
                "words": change_in_words(after.context, each),
                "was": place(each.was),
                "now": place(each.now),
                "client_told": each.is_agreed,
                "lost_its_place": each.has_lost,
            }
            for each in plan.changes
        ],
        "placed": [
            {
                "ticket_id": each.ticket_id,
                "summary": tickets[each.ticket_id].summary,
                "words": placed_in_words(after.context, each),
                "now": place(each),
            }
            for each in plan.placed
        ],
        "cost": plan.cost,
        "cost_of_changes": plan.cost_of_changes,
        "by_rule": plan.by_rule,
    }
