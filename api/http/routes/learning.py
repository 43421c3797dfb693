"""What the engine has learned: weights with their evidence, undone, frozen, compared; and preferences."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Query
from starlette.responses import Response

from api.service import learning, overview, preferring
from api.service.editing import Changed
from api.service.preferring import listed
from engine.domain.preference import Preference

from ..models.learning import (
    ComparisonOut,
    EndRequest,
    FreezeRequest,
    LearningOut,
    ModeRequest,
    PreferenceOut,
    PreferenceRequest,
    SettingOut,
    UndoRequest,
    WeightsOut,
)
from ..once import OnlyOnce
from ..service import TheService
from ..who import Editor, Reader

router = APIRouter(tags=["learning"])
_NEWEST = UndoRequest()


@router.get("/learning", response_model=LearningOut)
def learned(who: Reader, service: TheService) -> dict[str, Any]:
    """Return what has been learned: each weight with its steps and their evidence, and what no weight explains."""
    return overview.overview(service, who.desk_id)


@router.get("/learning/comparison", response_model=ComparisonOut)
def comparison(
    who: Reader, service: TheService, days: Annotated[int, Query(ge=1, le=366, description="Days back from now.")] = 7
) -> dict[str, Any]:
    """Say what the last days' decisions would have been by the weights that are proposed."""
    return overview.comparison(service, who.desk_id, days)


@router.post("/learning/apply", response_model=WeightsOut)
def apply(who: Editor, service: TheService, once: OnlyOnce) -> Response:
    """Make what has been learned the desk's weights, as a new version."""
    return once.run(lambda remember: learning.apply(service, who.desk_id, who.name, remember))


@router.post("/learning/undo", response_model=WeightsOut)
def undo(who: Editor, service: TheService, once: OnlyOnce, body: Annotated[UndoRequest, Body()] = _NEWEST) -> Response:
    """Go back to the weights before a learned version; what it was learned from is not learned from again."""
    return once.run(lambda remember: learning.undo(service, who.desk_id, body.version, who.name, remember))


@router.post("/learning/freeze", response_model=SettingOut)
def freeze(body: FreezeRequest, who: Editor, service: TheService, once: OnlyOnce) -> Response:
    """Keep a rule's weight as it is, or let it learn again."""
    return once.run(
        lambda remember: learning.freeze(service, who.desk_id, body.rule, who.name, remember, is_frozen=body.frozen)
    )


@router.post("/learning/mode", response_model=SettingOut)
def mode(body: ModeRequest, who: Editor, service: TheService, once: OnlyOnce) -> Response:
    """Say when learned weights count: at a click, once a day, or never."""
    return once.run(lambda remember: learning.set_mode(service, who.desk_id, body.mode, who.name, remember))


@router.get("/learning/preferences", response_model=list[PreferenceOut])
def preferences(who: Reader, service: TheService) -> list[dict[str, Any]]:
    """Return the preferences of all clients, those that end first before the others."""
    return listed(service.snapshot(who.desk_id))


@router.post("/learning/preferences", response_model=list[PreferenceOut])
def prefer(body: PreferenceRequest, who: Editor, service: TheService, once: OnlyOnce) -> Response:
    """Confirm a preference, in place of one of the same client, engineer and type; return all of them."""
    wanted = Preference(**body.model_dump(), owner=who.name)

    def effect(remember: Any) -> list[dict[str, Any]]:
        return _listed(preferring.confirm(service, who.desk_id, wanted, who.name, _remembering(remember)))

    return once.run(effect)


@router.post("/learning/preferences/end", response_model=list[PreferenceOut])
def end(body: EndRequest, who: Editor, service: TheService, once: OnlyOnce) -> Response:
    """End a preference before its day; return those that are left."""

    def effect(remember: Any) -> list[dict[str, Any]]:
        meant = (body.client_id, body.engineer_id, body.ticket_type)
        return _listed(preferring.end(service, who.desk_id, *meant, who.name, _remembering(remember)))

    return once.run(effect)


def _remembering(remember: Any) -> Any:
    return lambda session, changed: remember(session, _listed(changed))


def _listed(changed: Changed) -> list[dict[str, Any]]:
    return listed(changed.after)
