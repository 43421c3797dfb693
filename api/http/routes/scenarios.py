"""Changes and scenarios: what can be otherwise, told before it is run."""

from functools import cache
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from api.service import supposing
from scenarios.catalogue import Entry, catalogue
from scenarios.library import library, names

from ..models.supposing import ChangeKinds, Preview, PreviewRequest, Scenarios
from ..reply import IfNoneMatch, as_json, unless_known
from ..service import TheService
from ..tags import tag_of
from ..who import Reader

router = APIRouter(tags=["what if"])


@router.get("/changes", response_model=ChangeKinds)
def changes(who: Reader, if_none_match: IfNoneMatch = None) -> Response:  # noqa: ARG001
    """Return everything that can be otherwise, with the JSON Schema that a form can be built from."""
    return unless_known(if_none_match, tag_of(_kinds()), _kinds)


@router.get("/scenarios", response_model=Scenarios)
def scenarios(who: Reader, if_none_match: IfNoneMatch = None) -> Response:  # noqa: ARG001
    """Return the library of situations, with purpose and changes."""
    return unless_known(if_none_match, tag_of(_library()), _library)


@router.post("/scenarios/preview", response_model=Preview)
def preview(body: PreviewRequest, who: Reader, service: TheService) -> dict[str, Any]:
    """Tell each change of a scenario in words, things picked called by their ids; a flaw names the change's place."""
    return {"variants": service.ask(service.snapshot(who.desk_id), supposing.told, body.scenario)}


@cache
def _kinds() -> bytes:
    return as_json({"items": [_kind(each) for each in catalogue()]})


def _kind(each: Entry) -> dict[str, Any]:
    about = {"change": each.change, "title": each.title, "description": each.description}
    return about | {"json_schema": each.schema}


@cache
def _library() -> bytes:
    return as_json({"items": [library(name).model_dump(mode="json") for name in names()]})
