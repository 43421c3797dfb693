"""What people decided: listed, explained afterwards, taken back."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.responses import Response

from api.service import reasoning
from api.store import tables
from engine.learning.understood import Understood

from ..models.deciding import DecisionOut, ReasonRequest, UnderstandRequest
from ..models.listing import Listing
from ..once import OnlyOnce
from ..reply import After, Limit
from ..service import TheService
from ..who import Publisher, Reader
from .trail import newest

router = APIRouter(tags=["learning"])
DecisionId = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("/decisions", response_model=Listing[DecisionOut])
def decisions(who: Reader, service: TheService, limit: Limit = 100, after: After = None) -> dict[str, Any]:
    """Return what people accepted, changed and rejected, newest first."""
    return newest(service, who.desk_id, tables.Decision, reasoning.FIELDS[2:], limit, after)


@router.post("/decisions/{decision_id}/reason", response_model=DecisionOut)
def reason(
    decision_id: DecisionId, body: ReasonRequest, who: Publisher, service: TheService, once: OnlyOnce
) -> Response:
    """Say why something was decided; what is understood of it has its effect once it is confirmed."""
    return once.run(
        lambda remember: reasoning.say_why(
            service, who.desk_id, decision_id, body.reason, who.name, remember, is_confirmed=body.confirmed
        )
    )


@router.post("/reasons/understand", response_model=Understood)
def understand(body: UnderstandRequest, who: Reader, service: TheService) -> dict[str, Any]:
    """Say what is understood of a reason, for a click of confirmation; nothing comes of it yet."""
    return reasoning.understand(service, who.desk_id, body.text)


@router.post("/decisions/{decision_id}/withdraw", response_model=DecisionOut)
def withdraw(decision_id: DecisionId, who: Publisher, service: TheService, once: OnlyOnce) -> Response:
    """Take back a decision that left a ticket waiting; one that was published is undone with its version."""
    return once.run(lambda remember: reasoning.withdraw(service, who.desk_id, decision_id, who.name, remember))
