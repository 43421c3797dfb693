"""Errors as people and programs read them: problem documents (RFC 9457)."""

import json
from typing import Any

from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"


def problem(status: int, title: str, detail: str, **more: Any) -> Response:
    """Return a problem document; ``more`` are further members, of which None are left out."""
    members = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    content = {name: value for name, value in members.items() if value is not None}
    # What came in may hold halves of characters, which only JSON's own escapes can repeat.
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(errors="backslashreplace")
    return Response(body, status, media_type=MEDIA_TYPE)
