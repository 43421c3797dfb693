"""The API as it describes itself: whatever is asked in its terms is answered in its terms."""

import contextlib
import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from named_things import TRUSTED, Named
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from served_desks import EVENING, MIKE, NOON, World, opened

from api.http import routes
from api.store import tables
from api.warm.pool import WarmPool
from engine.domain.problem import Problem
from engine.validate import validate

EXAMPLES = 6
"""Requests of each operation that are as described, and as many that are not."""
BUSY = "/engineers/{engineer_id}/busy"
ENDLESS = ("GET", "/events")
"""It has no end by itself."""
REFERENCES = {
    "client_id": "harbor-pharmacy",
    "site_id": "harbor-pharmacy-1",
    "home_site": "office",
    "time_zone": "UTC",
    "sla_policy": "gold",
    "travel_profile": "car",
}
"""What a thing may refer to at north."""
load_all_checks()
TOLD = CHECKS.get_by_names(
    [
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "unsupported_method",
        "allow_header_conformance",
    ]
)


def operations() -> list[tuple[str, str]]:
    """Return every operation that is described, what deletes last."""
    modules = (
        importlib.import_module(f"{routes.__name__}.{each.name}") for each in pkgutil.iter_modules(routes.__path__)
    )
    found = [
        (method, route.path)
        for module in modules
        for route in module.router.routes
        if route.include_in_schema
        for method in route.methods
    ]
    return sorted(found, key=lambda operation: (operation[0] == "DELETE", operation))


@dataclass(frozen=True)
class Api:
    """A service, its description, and things that it has."""

    world: World
    schema: Any
    ids: dict[str, Any]


@pytest.fixture(scope="module")
def api(sqlite_named: Named, tmp_path_factory: pytest.TempPathFactory, pool: WarmPool) -> Iterator[Api]:
    """Return the service that all requests go to, one after the other."""
    names = {"ticket_id": "ticket", "engineer_id": "engineer", "plan_id": "plan", "proposal_id": "proposal"}
    names |= {"action_id": "action", "what_if_id": "what_if"}
    ids = {given: sqlite_named.ids["north"][name] for given, name in names.items()}
    ids |= {"version": 1, "sheet": "clients", "start": NOON, "end": EVENING}
    folder = tmp_path_factory.mktemp("described")
    with opened(sqlite_named.template, folder, pool, allowed_hosts=("testserver",), **TRUSTED) as world:
        schema = schemathesis.openapi.from_asgi("/openapi.json", world.app)
        schema.config.generation.update(with_security_parameters=False)
        yield Api(world, schema, ids | REFERENCES)
        # After everything that was asked of it.
        assert is_sane(world)


@pytest.mark.parametrize(("method", "path"), [each for each in operations() if each != ENDLESS])
@pytest.mark.parametrize("mode", list(GenerationMode), ids=["described", "not described"])
def test_answers_are_as_described(mode: GenerationMode, method: str, path: str, api: Api) -> None:
    """No fault, and no status, type of content, header or shape that the description does not have."""
    operation = api.schema[path][method]
    kinds = {"/tickets": "T-1003", "/engineers": MIKE, "/clients": "harbor-pharmacy", "/sites": "office"}
    ids = api.ids | {"row_id": next((id_ for kind, id_ in kinds.items() if path.startswith(kind)), "")}
    admin = api.world.caller("admin").headers

    # A calendar is read in a process of its own, which takes its time to start.
    @settings(max_examples=EXAMPLES if path != BUSY else 3)
    @given(case=operation.as_strategy(generation_mode=mode), is_known=st.booleans())
    def ask(case: Any, is_known: bool) -> None:
        if is_known:
            # Otherwise hardly anything would ever be found.
            case.path_parameters = known(case.path_parameters, ids)
            case.body = known(case.body, ids)
        if isinstance(case.body, dict) and isinstance(case.body.get("seconds"), float):
            case.body["seconds"] = min(case.body["seconds"], 0.2)
        case.call_and_validate(headers=admin, checks=TOLD)

    # What takes nothing can be given nothing wrong.
    with contextlib.suppress(*([Unsatisfiable] if mode is GenerationMode.NEGATIVE else [])):
        ask()


def test_every_operation_says_what_it_is_for(api: Api) -> None:
    """Each has a summary, a tag, a described answer, and an example of what it takes."""
    raw = api.schema.raw_schema
    found = {(method.upper(), path) for path, described in raw["paths"].items() for method in described}
    assert found == set(operations())
    for path, described in raw["paths"].items():
        for method, operation in described.items():
            name = f"{method} {path}"
            assert operation["tags"], name
            assert operation["summary"][0].isupper(), name
            assert not operation["summary"].endswith("."), name
            good = next(answer for status, answer in operation["responses"].items() if status.startswith("2"))
            if "204" not in operation["responses"]:
                assert all({"schema", "itemSchema"} & set(content) for content in good["content"].values()), name
            for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
                assert example_of(raw, content), f"{name} {media_type}"


def test_durations_and_costs_say_their_unit(api: Api) -> None:
    """A cost says that it is in thousandths of an engineer-minute; a duration is a whole number of minutes."""
    for name, schema in api.schema.raw_schema["components"]["schemas"].items():
        for field, described in schema.get("properties", {}).items():
            if field.endswith("cost") or field in ("gain", "cost_difference"):
                assert "thousandths" in str(described), f"{name}.{field}"
            if field.endswith("_minutes"):
                assert "integer" in str(described), f"{name}.{field}"


def known(value: Any, ids: dict[str, Any]) -> Any:
    """Return a value with things that there are in place of those that are named alike."""
    match value:
        case dict():
            return {name: ids[name] if name in ids else known(each, ids) for name, each in value.items()}
        case list():
            return [known(each, ids) for each in value]
    return value


def example_of(raw: Any, content: Any) -> bool:
    """Whether a body is described with an example, of the whole or of its fields."""
    schema = content["schema"]
    for part in schema.get("$ref", "").split("/")[1:]:
        raw = raw[part]
    whole = raw if "$ref" in schema else schema
    fields = whole.get("properties", {}).values()
    shown = {"example", "examples", "default"}
    return bool(shown & {*content, *whole}) or (bool(fields) and all(shown & set(field) for field in fields))


def is_sane(world: World) -> bool:
    """Whether both desks are whole, and can be looked at."""
    for desk in ("north", "other"):
        caller = world.caller("admin", desk)
        problem = Problem.model_validate(caller.json("/export"))
        assert validate(problem) == []
        for path in ("/board", "/queue", "/desk", "/schedules", "/plans"):
            assert caller.get(path).status_code == 200, path
        versions = world.rows(tables.Schedule, desk)
        published = [row.version for row in versions if row.state == "published"]
        assert published == [max(row.version for row in versions)] == [world.versions(desk)[1]]
    return True
