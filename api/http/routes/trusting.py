"""How far the engine may go alone: levels, their preview, the off switch, and what it did."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Query
from starlette.responses import Response

from api.service import trusting

from ..models.listing import Listing
from ..models.trusting import State, StopRequest, TriedOut, TrustActionOut, TrustOut, TrustRequest, TryRequest
from ..once import OnlyOnce
from ..reply import After, IfMatch, Limit, cursor, instant_in, parts_of, reply
from ..service import TheService
from ..tags import require
from ..who import Publisher, Reader

router = APIRouter(tags=["trust"])
_WITHOUT_WORDS = StopRequest()


@router.get("/trust", response_model=TrustOut)
def trust(who: Reader, service: TheService) -> Response:
    """Return how far the engine may go alone, by kind of ticket, and how each level is doing."""
    return _tagged(trusting.trust_document(service, who.desk_id))


@router.put("/trust", response_model=TrustOut)
def set_trust(body: TrustRequest, who: Publisher, service: TheService, if_match: IfMatch = None) -> Response:
    """Say how far the engine may go alone. Suggestions that would no longer be made are taken back."""

    def same(version: int) -> None:
        require(if_match, _tag(version))

    return _tagged(trusting.set_ladder(service, who.desk_id, body.ladder, who.name, same))


@router.post("/trust/preview", response_model=TriedOut)
def preview(body: TryRequest, who: Reader, service: TheService) -> dict[str, Any]:
    """Say what would have happened to past tickets by other levels and thresholds. Nothing changes."""
    category = body.category.category if body.category else None
    return trusting.try_out(service, who.desk_id, body.trust.ladder, category)


@router.post("/trust/off", response_model=TrustOut)
def switch_off(who: Publisher, service: TheService, once: OnlyOnce) -> Response:
    """Let nothing more happen without a person, at once. What waits for its time is taken back."""
    return once.run(lambda remember: trusting.switch_off(service, who.desk_id, who.name, remember))


@router.get("/trust/actions", response_model=Listing[TrustActionOut])
def actions(
    who: Reader,
    service: TheService,
    limit: Limit = 100,
    after: After = None,
    state: Annotated[list[State] | None, Query(description="Only what is in one of these states.")] = None,
) -> dict[str, Any]:
    """Return what was done, suggested, noted or left to people, newest first."""
    since = None
    if after is not None:
        created, action_id = parts_of(after, 2)
        since = instant_in(created, after), action_id
    items, rows = trusting.actions(service, who.desk_id, limit, state, since)
    last = rows[limit - 1] if len(rows) > limit else None
    return {"items": items[:limit], "next": cursor(last.created.isoformat(), last.id) if last else None}


@router.post("/trust/actions/{action_id}/stop", response_model=TrustActionOut)
def stop(
    action_id: str,
    who: Reader,
    service: TheService,
    once: OnlyOnce,
    body: Annotated[StopRequest, Body()] = _WITHOUT_WORDS,
) -> Response:
    """Keep a suggestion from being done. Everybody who sees it may."""
    return once.run(lambda remember: trusting.stop(service, who.desk_id, action_id, who.name, body.reason, remember))


def _tag(version: int) -> str:
    """Return the entity tag of a ladder: what was done by it meanwhile does not keep anybody from changing it."""
    return f'"{version}"'


def _tagged(document: dict[str, Any]) -> Response:
    return reply(document, headers={"ETag": _tag(document["version"])})
