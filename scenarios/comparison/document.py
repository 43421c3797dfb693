"""A comparison as JSON can hold it."""

from dataclasses import asdict
from typing import Any
from zoneinfo import ZoneInfo

from engine.domain.problem import Problem
from engine.domain.schedule import Assignment
from engine.files.jsonfile import plain

from .comparison import Beside, Comparison, Side, Told
from .headline import headline, summary
from .noise import Noise


def comparison_document(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as plain data: text keys, lists, instants in the desk's zone.

    Costs are in thousandths of an engineer-minute, as in schedule.json. Schedules are not in it: each `Side` has its
    own.
    """
    desk = comparison.base.situation.problem.desk
    document = {
        "name": comparison.name,
        "purpose": comparison.purpose,
        "summary": summary(comparison),
        "desk": desk.name,
        "planning_window": desk.planning_window.model_dump(),
        "time_zone": desk.time_zone,
        "limits": asdict(comparison.limits),
        "seeds": comparison.seeds,
        "workers": comparison.workers,
        "stopped": comparison.is_stopped,
        "base_is_given": comparison.is_given,
        "base_engineers_differing_between_seeds": comparison.unrest,
        "base": _side(comparison.base),
        "variants": [_beside(comparison, each) for each in comparison.variants],
    }
    found: dict[str, Any] = plain(document, ZoneInfo(desk.time_zone))
    return found


def _side(side: Side) -> dict[str, Any]:
    problem, schedule = side.situation.problem, side.schedule
    return {
        "name": side.name,
        "changes": side.said,
        "rules_off": sorted(side.situation.off),
        "cost": side.cost,
        "costs_by_seed": side.costs,
        "cost_by_rule": side.by_rule,
        "own_cost": schedule.score.total if schedule.score else None,
        "bound": side.bound,
        "gap": schedule.gap,
        "status": schedule.status,
        "seed": schedule.seed,
        "broken": side.broken,
        "kpis": schedule.kpis.model_dump() if schedule.kpis else None,
        "engineers": [
            {"id": key, "name": problem.engineer[key].label, "tier": problem.engineer[key].tier, **asdict(share)}
            for key, share in side.engineers.items()
        ],
        "clients": [
            {"id": key, "name": problem.client[key].label, **asdict(share)} for key, share in side.clients.items()
        ],
    }


def _beside(comparison: Comparison, beside: Beside) -> dict[str, Any]:
    problem = beside.side.situation.problem
    return _side(beside.side) | {
        "headline": headline(comparison, beside),
        "cost_difference": beside.cost_difference,
        "cost_difference_by_rule": beside.by_rule,
        "verdict": asdict(beside.verdict),
        "noise": _noise(beside.cost_noise),
        "repriced": beside.is_repriced,
        "control": beside.is_control,
        "figures": [
            {key: value for key, value in asdict(each).items() if key != "noise"}
            | {"counts": each.counts, "noise": _noise(each.noise)}
            for each in beside.figures
        ],
        "tickets": [_ticket(told, problem, comparison.base.situation.problem) for told in beside.tickets],
    }


def _noise(noise: Noise) -> dict[str, Any]:
    return {key: round(value, 3) if isinstance(value, float) else value for key, value in asdict(noise).items()} | {
        "difference": round(noise.difference, 3)
    }


def _ticket(told: Told, problem: Problem, before: Problem) -> dict[str, Any]:
    fate = told.fate
    client = problem.client.get(fate.ticket.client_id) or before.client.get(fate.ticket.client_id)
    return {
        "id": fate.ticket.id,
        "summary": fate.ticket.summary,
        "priority": fate.ticket.priority,
        "client": client.label if client else fate.ticket.client_id,
        "kind": fate.kind,
        "sure": fate.is_sure,
        "was": _place(fate.was, before),
        "now": _place(fate.now, problem),
        "cost_difference_by_rule": told.by_rule,
        "why": told.why,
    }


def _place(given: Assignment | None, problem: Problem) -> dict[str, Any] | None:
    if given is None:
        return None
    names = [problem.engineer[each].label for each in given.engineer_ids]
    return {"engineer_ids": given.engineer_ids, "engineers": names, "start": given.start, "end": given.end}
