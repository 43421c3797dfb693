"""Changes and scenarios: what can be otherwise, told before it is run."""

import dataclasses
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from api.service import supposing
from scenarios.catalogue import catalogue
from scenarios.library import library, names

from ..models.supposing import ChangeKinds, Preview, PreviewRequest, Scenarios
from ..reply import IfNoneMatch, unless_known
from ..service import TheService
from ..tags import tag_of
from ..who import Reader

router = APIRouter(tags=["what if"])


@router.get("/changes", response_model=ChangeKinds)
def changes(who: Reader, if_none_match: IfNoneMatch = None) -> Response:  # noqa: ARG001
    """Return everything that can be otherwise, with the JSON Schema that a form can be built from."""
    document = {"items": [_kind(dataclasses.asdict(each)) for each in catalogue()]}
    return unless_known(if_none_match, tag_of(document), lambda: document)


@router.get("/scenarios", response_model=Scenarios)
def scenarios(who: Reader, if_none_match: IfNoneMatch = None) -> Response:  # noqa: ARG001
    """Return the library of situations, with purpose and changes."""
    document = {"items": [library(name).model_dump(mode="json") for name in names()]}
    return unless_known(if_none_match, tag_of(document), lambda: document)


@router.post("/scenarios/preview", response_model=Preview)
def preview(body: PreviewRequest, who: Reader, service: TheService) -> dict[str, Any]:
    """Tell each change of a scenario in words, things picked called by their ids; a flaw names the change's place."""
    return {"variants": service.ask(service.snapshot(who.desk_id), supposing.told, body.scenario)}


def _kind(entry: dict[str, Any]) -> dict[str, Any]:
    return {**{name: entry[name] for name in ("change", "title", "description")}, "json_schema": entry["schema"]}
