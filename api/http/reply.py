"""Answers as bytes: JSON with the desk's own instants, entity tags, and pages of lists."""

import base64
import binascii
import datetime as dt
import json
from collections.abc import Callable, Sequence
from typing import Annotated, Any

from fastapi import Header, Query
from starlette.responses import Response

from engine.errors import DataError, Flaw

IfNoneMatch = Annotated[str | None, Header(description="Answer 304 when the document still has this entity tag.")]
IfMatch = Annotated[str | None, Header(description="Change only what still has this entity tag; else 412.")]
Limit = Annotated[int, Query(ge=1, le=1000, description="Most items of a page.")]
After = Annotated[
    str | None, Query(max_length=500, description="Where the next page begins: `next` of the one before.")
]
REVALIDATE = "private, no-cache"
"""The caller may keep it, and asks each time whether it still holds."""


def as_json(value: Any) -> bytes:
    """Return a value of plain types as JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def reply(
    content: Any, status: int = 200, headers: dict[str, str] | None = None, media_type: str = "application/json"
) -> Response:
    """Return an answer of plain types, or of JSON that is there already."""
    body = content if isinstance(content, bytes) else as_json(content)
    return Response(body, status, headers, media_type=media_type)


def as_text(media_type: str) -> dict[int | str, dict[str, Any]]:
    """Return how a route's answer is described that is a text of some type."""
    return {200: {"content": {media_type: {"schema": {"type": "string"}}}}}


def unless_known(
    known: str | None, etag: str, make: Callable[[], Any], media_type: str = "application/json"
) -> Response:
    """Return a document with its entity tag; nothing but 304 to whoever has it already."""
    headers = {"ETag": etag, "Cache-Control": REVALIDATE}
    tags = [tag.strip().removeprefix("W/") for tag in (known or "").split(",")]
    if etag in tags or "*" in tags:
        return Response(status_code=304, headers=headers)
    return reply(make(), headers=headers, media_type=media_type)


def page(items: Sequence[Any], limit: int, after: str | None, key: Callable[[Any], str]) -> dict[str, Any]:
    """Return a page of a list that is in memory.

    The cursor names the last item of the page before, and its place: when it has gone meanwhile, what came after it
    has moved up there.
    """
    begin = 0
    if after is not None:
        place, last = parts_of(after, 2)
        known = next((at + 1 for at, item in enumerate(items) if key(item) == last), None)
        begin = number_in(place, after) if known is None else known
    shown = items[begin : begin + limit]
    end = begin + len(shown)
    return {"items": list(shown), "next": cursor(str(end - 1), key(shown[-1])) if end < len(items) else None}


def last_job(after: str | None) -> tuple[dt.datetime, str] | None:
    """Return creation and id of the last job of the page before.

    Raises
    ------
    DataError
        When the cursor is none of ours.
    """
    if after is None:
        return None
    created, id_ = parts_of(after, 2)
    return instant_in(created, after), id_


def page_of_jobs(items: Sequence[Any], limit: int) -> dict[str, Any]:
    """Return a page of jobs, of which one more was read to know whether there are more."""
    end = items[limit - 1] if len(items) > limit else None
    return {"items": list(items[:limit]), "next": cursor(end["created"], end["id"]) if end else None}


def cursor(*parts: str) -> str:
    """Return texts as a cursor, which nobody should read anything into."""
    return base64.urlsafe_b64encode("\n".join(parts).encode()).decode().rstrip("=")


def parts_of(after: str, count: int) -> list[str]:
    """Return what a cursor was made of.

    Raises
    ------
    DataError
        When it is none of ours.
    """
    try:
        parts = base64.b64decode(after + "=" * (-len(after) % 4), b"-_", validate=True).decode().split("\n", count - 1)
    except (binascii.Error, UnicodeError, ValueError):
        parts = []
    if len(parts) != count:
        raise no_cursor(after)
    return parts


def number_in(text: str, after: str) -> int:
    """Return a number that a cursor was made of.

    Raises
    ------
    DataError
        When it is none.
    """
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise no_cursor(after)
    return int(text)


def instant_in(text: str, after: str) -> dt.datetime:
    """Return the instant that a cursor was made of.

    Raises
    ------
    DataError
        When it is none.
    """
    try:
        instant = dt.datetime.fromisoformat(text)
        # Some instants have no name in UTC.
        return instant.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        raise no_cursor(after) from None


def no_cursor(after: str) -> DataError:
    """Return the error of a cursor that is none of ours."""
    hint = "pass `next` of the page before as it was"
    return DataError([Flaw("request", 0, "after", after, "this is no cursor", hint)])
