"""Proposals and the versions that they become: look, compare, publish, discard, undo."""

from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Body
from sqlalchemy import select
from sqlalchemy.orm import defer
from starlette.responses import Response

from api.service.changes import changes_document
from api.service.happening import compare as compare_now
from api.service.plain import plain
from api.service.publish import publish as publish_now
from api.service.publishing import discard as discard_now
from api.service.service import desk_mark
from api.service.undoing import propose_undo
from api.store import tables
from api.store.desks import Snapshot, still_there
from api.store.proposals import changes_in, found, whole_of
from api.store.schedules import schedule_of, stored
from engine.domain.schedule import Schedule
from engine.files.jsonfile import json_text
from engine.files.schedulefile import schedule_csv

from ..models.listing import Listing
from ..models.planning import (
    Comparison,
    Discarded,
    DiscardRequest,
    ProposalOut,
    PublishedOut,
    PublishRequest,
    Version,
    VersionOut,
)
from ..once import OnlyOnce
from ..publish import publish_once
from ..reply import After, IfNoneMatch, Limit, as_text, cursor, number_in, parts_of, reply, unless_known
from ..service import TheService
from ..who import Publisher, Reader

router = APIRouter(tags=["schedules"])
_WHOLE, _WITHOUT_WORDS = PublishRequest(), DiscardRequest()


@router.get("/proposals/{proposal_id}", response_model=ProposalOut)
def proposal(proposal_id: str, who: Reader, service: TheService) -> dict[str, Any]:
    """Return a proposal: what it would change, and what has become of it."""
    now = service.snapshot(who.desk_id)
    with service.database.read() as session:
        row = found(session, who.desk_id, proposal_id)
        changes = changes_in(session, row, now)
    names = ("id", "origin", "base_version", "created_by", "summary")
    is_over = row.state == "proposal" and row.expires is not None and row.expires <= service.clock()
    return {
        **{name: getattr(row, name) for name in names},
        "state": "expired" if is_over else row.state,
        "created": plain(row.created, _zone(now)),
        "changes": changes_document(changes, now.problem),
    }


@router.get("/proposals/{proposal_id}/compare", response_model=Comparison)
def compare(proposal_id: str, who: Reader, service: TheService) -> Response:
    """Set a proposal beside the published schedule."""
    now = service.snapshot(who.desk_id)
    with service.database.read() as session:
        row = found(session, who.desk_id, proposal_id)
        whole = whole_of(session, row, now)
    return reply(compare_now(service.ask, now, row, whole))


@router.post("/proposals/{proposal_id}/publish", response_model=PublishedOut)
def publish(
    proposal_id: str,
    who: Publisher,
    service: TheService,
    once: OnlyOnce,
    body: Annotated[PublishRequest, Body()] = _WHOLE,
) -> Response:
    """Make a proposal, or some of its tickets, what people work by; refused when it is stale or breaks a rule."""
    return publish_once(once, service, who, proposal_id, body)


@router.post("/proposals/{proposal_id}/discard", response_model=Discarded)
def discard(
    proposal_id: str,
    who: Publisher,
    service: TheService,
    body: Annotated[DiscardRequest, Body()] = _WITHOUT_WORDS,
) -> dict[str, str]:
    """Turn a proposal down."""
    discard_now(
        service.database,
        who.desk_id,
        proposal_id,
        actor=who.name,
        at=service.clock(),
        reason=body.reason,
        look=service.snapshots.get,
        ask=service.ask,
    )
    return {"id": proposal_id, "state": "discarded"}


@router.get("/schedules", response_model=Listing[VersionOut])
def schedules(who: Reader, service: TheService, limit: Limit = 100, after: After = None) -> dict[str, Any]:
    """Return the versions of the schedule, newest first."""
    now = service.snapshot(who.desk_id)
    row = tables.Schedule
    wanted = select(row).where(row.desk_id == who.desk_id).order_by(row.version.desc()).options(defer(row.body))
    if after is not None:
        wanted = wanted.where(row.version < number_in(parts_of(after, 1)[0], after))
    with service.database.read() as session:
        rows = list(session.scalars(wanted.limit(limit + 1)))
    names = ("version", "base_version", "state", "origin", "created_by", "summary", "total")
    items = [
        {**{name: getattr(each, name) for name in names}, "created": plain(each.created, _zone(now))}
        for each in rows[:limit]
    ]
    return {"items": items, "next": cursor(str(items[-1]["version"])) if len(rows) > limit else None}


@router.get("/schedules/{version}", response_model=Schedule)
def schedule(version: Version, who: Reader, service: TheService, if_none_match: IfNoneMatch = None) -> Response:
    """Return a version of the schedule, as schedule.json."""
    now = service.snapshot(who.desk_id)
    with service.database.read() as session:
        whole = schedule_of(session, who.desk_id, version)
    assert whole is not None, "versions begin at 1"
    zone = _zone(now)
    tag = f'"{desk_mark(who.desk_id)}.{version}.{zone.key}"'
    return unless_known(if_none_match, tag, lambda: json_text(whole, zone).encode())


@router.get("/schedules/{version}/export.csv", response_class=Response, responses=as_text("text/csv"))
def export(version: Version, who: Reader, service: TheService) -> Response:
    """Return a version's work as CSV; cells that a spreadsheet would run as a formula are made harmless."""
    now = service.snapshot(who.desk_id)
    with service.database.read() as session:
        whole = schedule_of(session, who.desk_id, version)
    assert whole is not None, "versions begin at 1"
    text = schedule_csv(still_there(whole, now.problem), now.problem)
    name = f"schedule-{version}.csv"
    return Response(text, media_type="text/csv", headers={"Content-Disposition": f'attachment; filename="{name}"'})


@router.post("/schedules/{version}/undo", response_model=PublishedOut)
def undo(version: Version, who: Publisher, service: TheService, once: OnlyOnce) -> Response:
    """Publish what a version's days were before it; refused when later work stands on them.

    What a plan after events had written into the desk's data is taken back too.
    """
    with service.database.read() as session:
        stored(session, who.desk_id, version)

    def effect(remember: Any) -> Any:
        proposal_id = propose_undo(service, who.desk_id, version, who.name)
        return publish_now(service, who.desk_id, proposal_id, who.name, remember=remember)

    return once.run(effect)


def _zone(now: Snapshot) -> ZoneInfo:
    return ZoneInfo(now.problem.desk.time_zone)
