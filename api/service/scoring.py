"""The scoreboard of a desk, read from what the service has kept."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer

from api.store import tables, trust
from api.store.desks import Snapshot
from api.store.trust import Meant
from engine.learning.flow import Change
from engine.learning.learned import Step
from engine.learning.scoreboard import Automatic, Lesson, Scoreboard, Standing, scoreboard

from .pilot.settle import PLANS
from .pilot.sureness import decisions_of
from .plain import plain
from .service import Service

DAYS = 56
"""Days that a scoreboard looks back, unless another number is asked for."""


def score_desk(session: Session, now: Snapshot, at: dt.datetime, days: int = DAYS) -> Scoreboard:
    """Return a desk's figures of so many days up to an instant."""
    zone, since = ZoneInfo(now.problem.desk.time_zone), at - dt.timedelta(days=days)
    # What has just been written counts too.
    until = at + dt.timedelta(microseconds=1)
    return scoreboard(
        since,
        until,
        zone,
        decisions=decisions_of(session, now.desk_id),
        changes=_changes(session, now.desk_id, since),
        tickets=now.problem.tickets,
        standings=_standings(session, now.desk_id, since, zone),
        lessons=_lessons(session, now.desk_id),
        automatic=_automatic(session, now.desk_id, since),
        addon_minutes=_addon_minutes(session, now.desk_id, since),
    )


def scoreboard_document(service: Service, desk_id: str, days: int) -> dict[str, Any]:
    """Return a desk's scoreboard with shares worked out, and clients by their names."""
    now = service.snapshot(desk_id)
    with service.database.read() as session:
        found = score_desk(session, now, service.clock(), days)
    document: dict[str, Any] = plain(found, ZoneInfo(now.problem.desk.time_zone))
    parts = document["agreement"]
    for name, rates in parts.items():
        for rate in [rates] if name == "whole" else rates:
            count = rate["decisions"]
            rate |= {"top1": rate["first"] / count if count else None, "top3": rate["top"] / count if count else None}
            if name != "whole":
                client = now.problem.client.get(rate["name"]) if name == "by_client" else None
                rate["label"] = client.label if client else rate["name"]
    return document


def _changes(session: Session, desk_id: str, since: dt.datetime) -> list[Change]:
    row = tables.Schedule
    wanted = select(row).where(row.desk_id == desk_id, row.created >= since).order_by(row.version)
    return [
        Change(
            at=version.created,
            ticket_id=change["ticket_id"],
            before=tuple(change["before"]["engineer_ids"]) if change["before"] else (),
            after=tuple(change["after"]["engineer_ids"]) if change["after"] else (),
            is_planned=version.origin in PLANS,
        )
        for version in session.scalars(wanted.options(defer(row.body)))
        for change in version.changes["tickets"]
    ]


def _standings(session: Session, desk_id: str, since: dt.datetime, zone: ZoneInfo) -> Sequence[Standing]:
    """Return the figures of each local day's last version, where it has some."""
    row = tables.Schedule
    wanted = select(row.version, row.created).where(row.desk_id == desk_id, row.created >= since)
    last = {created.astimezone(zone).date().isoformat(): version for version, created in session.execute(wanted)}
    figures = select(row.version, row.body["kpis"]).where(row.desk_id == desk_id, row.version.in_(last.values()))
    kpis = {version: each for version, each in session.execute(figures) if each}
    names = ("sla_targets", "sla_met", "utilization_spread_percent")
    return [
        Standing(day=day, **{name: kpis[version][name] for name in names})
        for day, version in sorted(last.items())
        if version in kpis
    ]


def _addon_minutes(session: Session, desk_id: str, since: dt.datetime) -> int | None:
    """Return the travel that published add-on visits save; None where none were."""
    version, proposal = tables.Schedule, tables.Proposal
    saved = select(proposal.body["travel_saved_minutes"]).join(version, version.proposal_id == proposal.id)
    found = session.scalars(saved.where(version.desk_id == desk_id, version.created >= since))
    known = [each for each in found if each is not None]
    return sum(known) if known else None


def _lessons(session: Session, desk_id: str) -> list[Lesson] | None:
    """Return every change of a weight that was learned and applied; None at a desk that has never learned any."""
    row = tables.Weights
    learned = select(row).where(row.desk_id == desk_id, row.origin == "learned").order_by(row.version)
    versions = list(session.scalars(learned))
    if not versions and session.get(tables.Learning, desk_id) is None:
        return None
    return [
        Lesson(
            at=version.created,
            rule=step.rule,
            before=step.before,
            after=step.after,
            decision_ids=step.decisions,
            is_undone=version.undone is not None,
        )
        for version in versions
        for step in map(Step.model_validate, (version.learned or {}).get("steps", ()))
    ]


def _automatic(session: Session, desk_id: str, since: dt.datetime) -> Automatic:
    row, line = trust.Action, tables.AuditEntry
    rows = list(session.scalars(select(row).where(row.desk_id == desk_id, row.created >= since)))
    lowered = select(func.count()).where(line.desk_id == desk_id, line.action == "lower", line.at >= since)
    noted = [each for each in rows if each.step == "note" and each.state == trust.DECIDED]
    return Automatic(
        placed=sum(each.version is not None for each in rows),
        undone=sum(each.state == trust.UNDONE for each in rows),
        stopped=sum(each.state == trust.STOPPED for each in rows),
        noted=len(noted),
        noted_agreed=sum(Meant.model_validate(each.body).is_agreed is True for each in noted),
        lowered=session.scalar(lowered) or 0,
    )
