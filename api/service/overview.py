"""What the engine has learned of a desk, as one document: weights with their evidence, what none explains, versions."""

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from api.store import tables
from constraints import by_name
from engine.domain.problem import Problem
from engine.learning.decision import Decision
from engine.learning.learned import Learned, Step

from .learning import Known, known, learn
from .lessons import compared
from .plain import plain
from .preferring import listed
from .service import Service


def overview(service: Service, desk_id: str) -> dict[str, Any]:
    """Return what has been learned, and what is proposed."""
    what, at = known(service, desk_id), service.clock()
    learned, problem = learn(service, what, at), what.now.problem
    zone = ZoneInfo(problem.desk.time_zone)
    weights = _weights(what, learned)
    named = {each for step in learned.steps for each in step.decisions}
    named |= {each for group in learned.unexplained for each in group.decisions}
    newest = what.rows[-1]
    return {
        "mode": what.setting.mode,
        "version": newest.version,
        "since": plain(what.rows[0].created, zone),
        "decisions": len(what.decisions),
        "followed": learned.followed,
        "weights": weights,
        "proposes": any(each["proposed"] != each["now"] for each in weights),
        "unexplained": [
            {
                **plain(each, zone),
                "client": _label(problem.client, each.client_id),
                "engineer": _label(problem.engineer, each.engineer_id),
            }
            for each in learned.unexplained
        ],
        "preferences": listed(what.now),
        "versions": _versions(what.rows, zone),
        "evidence": {each.id: _evidence(each, problem, zone) for each in what.decisions if each.id in named},
    }


def comparison(service: Service, desk_id: str, days: int) -> dict[str, Any]:
    """Return how often the first engineer was taken in the last days' decisions, by the weights of now and next."""
    what, at = known(service, desk_id), service.clock()
    recent = [each for each in what.decisions if (at - each.at).total_seconds() <= days * 86400]
    proposed = {each["rule"]: each["proposed"] for each in _weights(what, learn(service, what, at))}
    found = service.ask(what.now, compared, proposed, recent)
    people = what.now.problem.engineer
    changed = [
        {
            **each.model_dump(),
            **{f"{name}_label": _label(people, getattr(each, name)) for name in ("before", "after", "chosen")},
        }
        for each in found.changed
    ]
    return {**found.model_dump(), "days": days, "changed": changed}


def _weights(what: Known, learned: Learned) -> list[dict[str, Any]]:
    """Return every weight: the desk's own, the present one, and the one that the decisions propose."""
    values, rules, found = what.now.problem.desk.weights.values, by_name(), []
    for name, weight in learned.weights.items():
        default = rules[name].default_weight
        now, bounds = values.get(name, default), learned.bounds.get(name)
        frozen = name in what.setting.frozen
        found.append(
            {
                "rule": name,
                "default": what.hand.get(name, default),
                "now": now,
                "proposed": now if frozen or what.setting.mode == "off" else weight,
                "low": bounds.low if bounds else None,
                "high": bounds.high if bounds else None,
                "frozen": frozen,
                "steps": [_step(each) for each in learned.steps if each.rule == name],
            }
        )
    return found


def _step(step: Step) -> dict[str, Any]:
    return {**step.model_dump(mode="json", exclude={"rule"}), "sentence": step.sentence}


def _versions(rows: Iterable[tables.Weights], zone: ZoneInfo) -> list[dict[str, Any]]:
    """Return the versions from the newest by hand on, the newest first, each with what it changed."""
    found, before = [], None
    for row in rows:
        values, rules = row.body["values"], by_name()
        old = before.body["values"] if before else values
        changes = [
            {"rule": rule, "before": was, "after": new}
            for rule in sorted({*old, *values})
            if rule in rules
            and (was := old.get(rule, rules[rule].default_weight))
            != (new := values.get(rule, rules[rule].default_weight))
        ]
        found.append(
            {
                "version": row.version,
                "origin": row.origin,
                "created": plain(row.created, zone),
                "created_by": row.created_by,
                "undone": plain(row.undone, zone),
                "decisions": row.learned["decisions"] if row.learned else 0,
                "changes": changes,
            }
        )
        before = row
    return found[::-1]


def _evidence(decision: Decision, problem: Problem, zone: ZoneInfo) -> dict[str, Any]:
    """Return a decision in short: who came first, and who was taken."""
    first, chosen = decision.proposed, decision.chosen
    return {
        "ticket_id": decision.ticket.id,
        "at": plain(decision.at, zone),
        "outcome": decision.outcome.value,
        "client": _label(problem.client, decision.ticket.client_id),
        "proposed": _label(problem.engineer, first.engineer_id) if first else None,
        "chosen": _label(problem.engineer, chosen.engineer_id) if chosen else None,
        "reason": decision.reason,
    }


def _label(known_by_id: Any, id_: str) -> str:
    found = known_by_id.get(id_)
    return found.label if found else id_
