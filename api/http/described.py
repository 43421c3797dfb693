"""The description of the API (OpenAPI), with what the framework does not know: words, and statuses by what is taken."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "flaws": {"type": "array", "items": {"type": "object"}},
        "changes": {"type": "array", "items": {"type": "object"}},
        "findings": {"type": "array", "items": {"type": "object"}},
    },
}
REFUSALS = {
    400: "The request cannot be read.",
    401: "Nobody who is known calls.",
    403: "The caller's role may not.",
    404: "The desk has no such thing.",
    409: "Decided already, or made for a state that has changed.",
    412: "Changed since the entity tag was read.",
    413: "The body is too large.",
    415: "Not the type of content that this takes.",
    421: "The service is not known by this name.",
    422: "The request cannot be used, or would break rules.",
    429: "Too many requests.",
    500: "A fault of the service.",
    503: "Busy; try again.",
}
_KNOWN = {"description": "The document still has the entity tag that the caller knows."}


def refusals() -> dict[int | str, dict[str, Any]]:
    """Return how refusals are described, for every route."""
    content = {"application/problem+json": {"schema": _PROBLEM}}
    return {status: {"description": words, "content": content} for status, words in REFUSALS.items()}


def describe(app: FastAPI) -> None:
    """Have an application describe itself with summaries in words, and only with statuses that a route can have."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            for operations in schema["paths"].values():
                for operation in operations.values():
                    _describe(operation)
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def _describe(operation: dict[str, Any]) -> None:
    words = operation["description"]
    operation["summary"] = words.partition(". ")[0].partition("\n")[0].rstrip(".")
    headers = {each["name"] for each in operation.get("parameters", ()) if each["in"] == "header"}
    if "if-none-match" in headers:
        operation["responses"]["304"] = _KNOWN
    if "if-match" not in headers:
        del operation["responses"]["412"]
