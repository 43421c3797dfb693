"""What the page shows: the board, the queue, one engineer's calendar, and the figures."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.service import questions
from api.service.boarding import board_of, queue_rows
from api.service.service import etag_of
from api.store.proposals import found, whole_of
from api.store.schedules import schedule_of
from engine.errors import UnknownId

from ..guards.refusal import Refusal
from ..models.board import Board, Calendar, Figures, Queue
from ..models.planning import Version
from ..reply import After, IfNoneMatch, Limit, page, unless_known
from ..service import TheService
from ..who import OwnReader, Reader

router = APIRouter(tags=["board"])


@router.get("/board", response_model=Board)
def board(who: Reader, service: TheService, if_none_match: IfNoneMatch = None) -> Response:
    """Return the published schedule as the board draws it."""
    now = service.snapshot(who.desk_id)
    return unless_known(if_none_match, etag_of(now), lambda: board_of(service, now))


@router.get("/schedules/{version}/board", response_model=Board)
def board_of_version(version: Version, who: Reader, service: TheService, if_none_match: IfNoneMatch = None) -> Response:
    """Return a version of the schedule as the board draws it."""
    now = service.snapshot(who.desk_id)
    with service.database.read() as session:
        schedule = schedule_of(session, who.desk_id, version)
    return unless_known(
        if_none_match, etag_of(now, str(version)), lambda: board_of(service, now, schedule, f"version {version}")
    )


@router.get("/proposals/{proposal_id}/board", response_model=Board)
def board_of_proposal(
    proposal_id: str, who: Reader, service: TheService, if_none_match: IfNoneMatch = None
) -> Response:
    """Return the whole schedule as a proposal would have it."""
    now = service.snapshot(who.desk_id)
    with service.database.read() as session:
        schedule = whole_of(session, found(session, who.desk_id, proposal_id), now)
    return unless_known(if_none_match, etag_of(now, proposal_id), lambda: board_of(service, now, schedule, "proposal"))


@router.get("/queue", response_model=Queue)
def queue(
    who: Reader,
    service: TheService,
    q: Annotated[str, Query(max_length=200, description="Words of the ticket's id, summary or client.")] = "",
    priority: Annotated[int | None, Query(ge=1, le=4)] = None,
    client: Annotated[str | None, Query(max_length=128)] = None,
    limit: Limit = 100,
    after: After = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Return the tickets without a place, most urgent first."""
    now = service.snapshot(who.desk_id)

    def make() -> dict[str, Any]:
        rows = queue_rows(service, now, q, priority, client)
        return page(rows, limit, after, lambda row: str(row["ticket_id"])) | {"total": len(rows)}

    return unless_known(if_none_match, etag_of(now), make)


@router.get("/engineers/{engineer_id}/calendar", response_model=Calendar)
def calendar(engineer_id: str, who: OwnReader, service: TheService, if_none_match: IfNoneMatch = None) -> Response:
    """Return one engineer's published calendar; an engineer sees her own."""
    if not who.may_see(engineer_id):
        raise Refusal(403, "Not allowed", "An engineer sees her own calendar only. Maybe ask a dispatcher.")
    now = service.snapshot(who.desk_id)
    if engineer_id not in now.problem.engineer:
        raise UnknownId(f"the desk has no engineer {engineer_id!r}")
    return unless_known(
        if_none_match, etag_of(now, "calendar"), lambda: service.document(now, questions.calendar, engineer_id)
    )


@router.get("/kpis", response_model=Figures)
def kpis(who: Reader, service: TheService, if_none_match: IfNoneMatch = None) -> Response:
    """Return the figures that a service manager reads, of the published schedule."""
    now = service.snapshot(who.desk_id)
    return unless_known(if_none_match, etag_of(now), lambda: service.document(now, questions.kpis))
