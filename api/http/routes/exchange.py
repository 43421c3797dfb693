"""Whole data in and out: a desk as JSON, its sheets as CSV, an engineer's busy time as ICS."""

from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Body, File, Path, Request, UploadFile
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.connectors.subscriptions.parse import parse_calendar
from api.connectors.subscriptions.refresh import scope_of
from api.service import editing
from engine.domain.problem import Problem
from engine.errors import DataError, Flaw, UnknownId
from engine.files.jsonfile import json_text

from ..guards.refusal import Refusal
from ..models.data import BusyChanged, Changed, RowsChanged
from ..once import OnlyOnce
from ..service import TheService
from ..who import Editor, Reader

router = APIRouter(tags=["data"])
Sheet = Annotated[
    UploadFile, File(description="A CSV file.", examples=["id,name,vip\nharbor-pharmacy,Harbor Pharmacy,yes\n"])
]
SheetName = Literal["tickets", "engineers", "clients", "sites", "skills", "familiarity", "travel"]
UPLOADED = "upload"
_DESK = {
    "desk": {
        "time_zone": "America/Chicago",
        "planning_window": {"start": "2026-03-02T00:00:00-06:00", "end": "2026-03-07T00:00:00-06:00"},
        "now": "2026-03-02T07:00:00-06:00",
    },
    "engineers": [
        {"id": "mike-moreau", "tier": 1, "time_zone": "America/Chicago", "working_hours": "mon-fri 08:00-17:00"}
    ],
    "clients": [{"id": "harbor-pharmacy"}],
    "tickets": [
        {
            "id": "T-1042",
            "client_id": "harbor-pharmacy",
            "estimated_minutes": 45,
            "created": "2026-03-02T06:40:00-06:00",
        }
    ],
}
_ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//EN
BEGIN:VEVENT
UID:dentist
DTSTAMP:20260302T080000Z
DTSTART:20260303T150000Z
DTEND:20260303T160000Z
SUMMARY:Dentist
END:VEVENT
END:VCALENDAR
"""
_CALENDAR = {"schema": {"type": "string"}, "example": _ICS}


@router.get("/export", response_model=Problem)
def export(who: Reader, service: TheService) -> Response:
    """Return the whole desk as one JSON file, as `openday` reads it."""
    problem = service.snapshot(who.desk_id).problem
    text = json_text(problem, ZoneInfo(problem.desk.time_zone))
    headers = {"Content-Disposition": f'attachment; filename="{who.desk_id}.json"'}
    return Response(text, media_type="application/json", headers=headers)


@router.post("/import", response_model=Changed)
def import_desk(
    body: Annotated[dict[str, Any], Body(description="A desk as `openday schema` describes it.", examples=[_DESK])],
    who: Editor,
    service: TheService,
    once: OnlyOnce,
) -> Response:
    """Put a whole desk in place of this one's data; nothing is written when there is a flaw."""
    rows = sum(
        len(body[kind]) for kind in ("engineers", "clients", "sites", "tickets") if isinstance(body.get(kind), list)
    )
    _require_rows(rows, service.settings.largest_rows)
    problem = editing.parsed(Problem, body)
    assert isinstance(problem, Problem)

    def effect(remember: Any) -> Any:
        def keep(session: Any, changed: editing.Changed) -> None:
            remember(session, {"data_version": changed.data_version})

        think = editing.take_over(problem, who.name)
        return {"data_version": editing.change(service, who.desk_id, who.name, think, keep).data_version}

    return once.run(effect)


@router.post("/import/{sheet}", response_model=RowsChanged)
def import_sheet(sheet: SheetName, file: Sheet, who: Editor, service: TheService, once: OnlyOnce) -> Response:
    """Lay a CSV file over the desk: rows of the same key are replaced, new ones added."""
    data = file.file.read()
    think = editing.lay_over(sheet, data, service.settings.largest_rows)

    def effect(remember: Any) -> Any:
        def keep(session: Any, changed: editing.Changed) -> None:
            remember(session, _rows_changed(changed))

        return _rows_changed(editing.change(service, who.desk_id, who.name, think, keep))

    return once.run(effect)


@router.put(
    "/engineers/{engineer_id}/busy",
    response_model=BusyChanged,
    openapi_extra={
        "requestBody": {"required": True, "content": {"text/calendar": {"schema": {"type": "string"}, "example": _ICS}}}
    },
)
async def put_busy(
    engineer_id: Annotated[str, Path(min_length=1, max_length=128)], request: Request, who: Editor, service: TheService
) -> dict[str, int]:
    """Put the events of an ICS file in place of the engineer's busy time uploaded before.

    A desk on the wall clock reads it 90 days ahead: upload it again before they are over, or subscribe to the calendar.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "text/calendar":
        raise Refusal(
            415, "Not a calendar", f"This takes text/calendar, not {kind or 'nothing'}. Maybe set Content-Type."
        )
    data = await request.body()

    def put() -> dict[str, int]:
        now = service.snapshot(who.desk_id)
        if engineer_id not in now.problem.engineer:
            raise UnknownId(f"the desk has no engineer {engineer_id!r}")
        busy = parse_calendar(data, scope_of(now, engineer_id))
        changed = editing.change(service, who.desk_id, who.name, editing.set_busy(engineer_id, busy, UPLOADED))
        return {"data_version": changed.data_version, "busy": len(busy)}

    return await run_in_threadpool(put)


def _rows_changed(changed: editing.Changed) -> dict[str, int]:
    return {"data_version": changed.data_version, "changed": changed.rows}


def _require_rows(rows: int, most: int) -> None:
    if rows > most:
        raise DataError([Flaw("request", 0, "", "", f"{rows:,} rows are more than {most:,}", "import it in parts")])
