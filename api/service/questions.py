"""The questions that warm workers answer: each is a function of the desk as held, and of values that travel."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.warm.held import Held
from engine.amendment import Amendment, difference, moved, zones_of
from engine.domain.schedule import Schedule
from engine.limits import Limits
from engine.questions.evaluate import Evaluation, Move
from engine.questions.evaluate import evaluate as evaluate_moves
from engine.questions.evaluate import judge as judge_schedule
from engine.questions.explain import explain as explain_ticket
from engine.questions.filled import Alternative, Fill, FillChoice
from engine.questions.recommend import recommend as recommend_engineers
from engine.questions.recommended import Recommended, sentence

from . import boards, waiting
from .changes import changes_document
from .plain import plain
from .wording import why

SAID = ("score", "bound", "gap", "status")
"""What a schedule says of itself that is kept with a proposal."""


@dataclass(frozen=True)
class Answer:
    """An answer that may become a proposal: the document to show, and the days that it would change."""

    document: dict[str, Any]
    amendment: Amendment
    said: dict[str, Any]
    summary: str


def fill(held: Held, engineer_id: str, start: datetime, end: datetime, seconds: float) -> Answer:
    """Fill an engineer's open time."""
    found = held.warm_desk.fill(engineer_id, start, end, Limits(seconds=seconds))
    before = held.published.reading.schedule
    # Nobody else's day changes by a fill, even where the engine would add pinned work that nobody has published yet.
    amendment = difference(before, found.own, zones_of(held.problem), {engineer_id})
    whose = held.problem.engineer[engineer_id].label
    count = len(found.choices)
    return Answer(
        _fill_document(held, found, amendment),
        amendment,
        found.own.model_dump(mode="json", include=set(SAID)),
        f"{count} {'ticket' if count == 1 else 'tickets'} into {whose}'s time",
    )


def judge(held: Held, after: Schedule) -> Evaluation:
    """Set a whole schedule beside the published one."""
    return judge_schedule(held.context, held.rules, held.published, after)


def evaluate(held: Held, moves: Sequence[Move]) -> Evaluation:
    """Say what some moves would do to the published schedule."""
    return evaluate_moves(held.context, held.rules, held.published, moves)


def moves(held: Held, wanted: Sequence[Move]) -> Answer:
    """Say what some moves would do, as a proposal."""
    return evaluated(held, evaluate(held, wanted))


def given(held: Held, schedule: Schedule) -> Answer:
    """Say what a whole schedule made by hand would do."""
    return evaluated(held, judge(held, schedule))


def explain(held: Held, ticket_id: str, schedule: Schedule | None) -> dict[str, Any]:
    """Explain a ticket of a schedule, the published one where none is given."""
    found = explain_ticket(held.problem, held.rules, schedule or held.published.reading.schedule, ticket_id)
    document: dict[str, Any] = plain(found, held.context.zone)
    for verdict in document["verdicts"]:
        verdict["label"] = held.problem.engineer[verdict["engineer_id"]].label
    for relaxation in document["relaxations"]:
        relaxation["detail"] = relaxation.pop("words")
    document["assignment"] = next(iter(boards.assignments(held, (found.assignment,) if found.assignment else ())), None)
    return document


def recommend(held: Held, ticket_id: str, most: int) -> dict[str, Any]:
    """Rank the engineers who could take a ticket."""
    found, people = recommend_engineers(held.warm_desk, ticket_id, most), held.problem.engineer
    return {
        "ticket_id": ticket_id,
        "ranked": [{**recommended(held, each), "why": sentence(found, each)} for each in found.ranked],
        "refused": [
            {
                "engineer_id": each.engineer_id,
                "label": people[each.engineer_id].label,
                "code": each.reason.code,
                "detail": each.reason.detail,
            }
            for each in found.refused
        ],
        "others": found.others,
        "escalation": [
            {"engineer_id": each, "label": people[each].label, "tier": people[each].tier} for each in found.escalation
        ],
    }


def recommended(held: Held, each: Recommended) -> dict[str, Any]:
    """Return an engineer's place as a document."""
    person = held.problem.engineer[each.engineer_id]
    return {
        "engineer_id": person.id,
        "label": person.label,
        "tier": person.tier,
        "assignment": boards.assignments(held, (each.assignment,))[0],
        "cost": each.cost,
        "by_rule": each.by_rule,
        "factors": each.factors,
        "sla_margin_minutes": each.sla_margin_minutes,
    }


def board(held: Held, schedule: Schedule | None = None) -> bytes:
    """Return a schedule as the page draws it, as JSON without its braces closed: see `api.http.routes.board`."""
    return json.dumps(boards.board(held, schedule), ensure_ascii=False, separators=(",", ":")).encode()


def queue(held: Held) -> bytes:
    """Return the tickets without a place, as JSON."""
    return json.dumps(waiting.queue(held), ensure_ascii=False, separators=(",", ":")).encode()


def calendar(held: Held, engineer_id: str) -> bytes:
    """Return one engineer's published calendar, as JSON."""
    return json.dumps(boards.calendar(held, engineer_id), ensure_ascii=False, separators=(",", ":")).encode()


def kpis(held: Held) -> bytes:
    """Return the figures of the published schedule, as JSON."""
    document = boards.figures(held)
    return json.dumps(document, separators=(",", ":")).encode()


def compare(held: Held, after: Schedule) -> dict[str, Any]:
    """Set a proposed schedule beside the published one: figures, price by rule, and every ticket that moves."""
    judged = judge(held, after)
    figures = boards.figures(held)
    assert judged.schedule.kpis is not None, "a judged schedule has its figures"
    assert judged.schedule.score is not None, "a judged schedule has its score"
    changes = moved(held.published.reading.schedule, after)
    return {
        "changes": changes_document(changes, held.problem),
        "kpis": {"before": figures["kpis"], "after": judged.schedule.kpis.model_dump(mode="json")},
        "score": {"before": figures["score"], "after": judged.schedule.score.model_dump(mode="json")},
        "cost_difference": judged.cost_difference,
        "by_rule": judged.by_rule,
        "allowed": not judged.broken,
        "new_findings": [_finding(each) for each in judged.broken],
        "unassigned": plain(after.unassigned, held.context.zone),
    }


def evaluated(held: Held, found: Evaluation) -> Answer:
    """Return what a change comes to, as an answer that may become a proposal."""
    before = held.published.reading.schedule
    amendment = difference(before, found.schedule, zones_of(held.problem))
    changes = moved(before, found.schedule)
    changed = {each.ticket_id for each in changes}
    days = {day.engineer_id for day in amendment.days}
    assert found.schedule.score is not None, "a judged schedule has its score"
    document = {
        "cost_difference": found.cost_difference,
        "by_rule": found.by_rule,
        "allowed": not found.broken,
        "new_findings": [_finding(each) for each in (*found.broken, *(f for f in found.findings if not f.is_hard))],
        "gone_findings": [_finding(each) for each in found.gone],
        "assignments": boards.assignments(
            held, tuple(each for each in found.schedule.assignments if each.ticket_id in changed)
        ),
        "changes": changes_document(changes, held.problem),
        "trips": boards.trips(held, tuple(each for each in found.schedule.trips if each.engineer_id in days)),
        "score": found.schedule.score.model_dump(mode="json"),
        "kpis": found.schedule.kpis.model_dump(mode="json") if found.schedule.kpis else None,
    }
    said = found.schedule.model_dump(mode="json", include={"score", "kpis"})
    return Answer(document, amendment, said, _summary(held, changes))


def _summary(held: Held, changes: Sequence[Any]) -> str:
    if not changes:
        return "No change"
    first = changes[0]
    if first.after is None:
        what = f"{first.ticket_id} off the calendar"
    else:
        names = " and ".join(held.problem.engineer[each].label for each in first.after.engineer_ids)
        what = f"{first.ticket_id} to {names}, {first.after.start.astimezone(held.context.zone):%a %H:%M}"
    return what if len(changes) == 1 else f"{what}, and {len(changes) - 1} more"


def _finding(finding: Any) -> dict[str, Any]:
    names = ("constraint", "is_hard", "ticket_id", "engineer_id", "amount", "message")
    return {name: getattr(finding, name) for name in names}


def _fill_document(held: Held, found: Fill, amendment: Amendment) -> dict[str, Any]:
    zone = held.context.zone
    days = [day for day in amendment.days if day.engineer_id == found.engineer_id]
    return {
        "engineer_id": found.engineer_id,
        "start": found.start.astimezone(zone).isoformat(),
        "end": found.end.astimezone(zone).isoformat(),
        "free_minutes": found.free_minutes,
        "candidates": found.candidates,
        "gain": found.gain,
        "gap": found.own.gap,
        "status": found.own.status,
        "choices": [_choice(held, each) for each in found.choices],
        "trips": boards.trips(held, tuple(trip for day in days for trip in day.trips)),
        "breaks": plain([taken for day in days for taken in day.breaks], zone),
        "runners_up": [_runner_up(held, each) for each in found.runners_up],
        "alternatives": [_alternative(held, each) for each in found.alternatives],
    }


def _choice(held: Held, choice: FillChoice) -> dict[str, Any]:
    elsewhere = choice.elsewhere
    return {
        "assignment": boards.assignments(held, (choice.assignment,))[0],
        "gain": choice.gain,
        "by_rule": choice.by_rule,
        "why": why(held.problem, choice),
        "elsewhere": {
            "engineer_id": elsewhere.engineer_id,
            "label": held.problem.engineer[elsewhere.engineer_id].label,
            "start": elsewhere.start.astimezone(held.context.zone).isoformat(),
            "extra_cost": elsewhere.extra_cost,
        }
        if elsewhere
        else None,
    }


def _runner_up(held: Held, each: Any) -> dict[str, Any]:
    ticket = held.problem.ticket[each.ticket_id]
    return {
        "ticket_id": ticket.id,
        "summary": ticket.summary,
        "client": held.problem.client[ticket.client_id].label,
        "priority": ticket.priority,
        "why": each.why,
        "extra_cost": each.extra_cost,
    }


def _alternative(held: Held, other: Alternative) -> dict[str, Any]:
    return {"assignments": boards.assignments(held, other.assignments), "extra_cost": other.extra_cost}
