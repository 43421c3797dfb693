"""What holds for everybody at the desk."""

from typing import Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from starlette.responses import Response

from api.service import editing
from api.service.plain import plain
from api.service.service import Service
from api.store.desks import Snapshot

from ..models.data import DeskOut, Patch
from ..reply import IfMatch, IfNoneMatch, reply, unless_known
from ..service import TheService
from ..tags import require, tag_of
from ..who import Editor, Reader

router = APIRouter(tags=["data"])


@router.get("/desk", response_model=DeskOut)
def desk(who: Reader, service: TheService, if_none_match: IfNoneMatch = None) -> Response:
    """Return what holds for everybody at the desk, and its versions."""
    document = _document(service, service.snapshot(who.desk_id))
    return unless_known(if_none_match, tag_of(document), lambda: document)


@router.patch("/desk", response_model=DeskOut)
def patch_desk(patch: Patch, who: Editor, service: TheService, if_match: IfMatch = None) -> Response:
    """Change what holds for everybody at the desk."""

    def think(now: Snapshot) -> editing.Change:
        require(if_match, tag_of(_document(service, now)))
        return editing.set_desk(patch, who.name)(now)

    editing.change(service, who.desk_id, who.name, think)
    document = _document(service, service.snapshot(who.desk_id))
    return reply(document, headers={"ETag": tag_of(document)})


def _document(service: Service, now: Snapshot) -> dict[str, Any]:
    about = now.problem.desk
    body: dict[str, Any] = plain(about, ZoneInfo(about.time_zone))
    return body | {
        "id": now.desk_id,
        "data_version": now.data_version,
        "published_version": now.published_version or None,
        "weights_version": about.weights.version,
        "clock": "live" if now.is_live else "fixed",
        "tiles": service.settings.tiles or None,
    }
