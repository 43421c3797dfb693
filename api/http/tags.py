"""Entity tags of single things: a digest of what they say, so that two that say the same have the same."""

import hashlib
from typing import Any

from .guards.refusal import Refusal
from .reply import as_json


def tag_of(document: Any) -> str:
    """Return the entity tag of a document of plain types, or of JSON that is there already."""
    body = document if isinstance(document, bytes) else as_json(document)
    return f'"{hashlib.sha256(body).hexdigest()[:20]}"'


def require(if_match: str | None, tag: str | None) -> None:
    """Refuse (412) to change what is no longer as the caller has read it; None is what is not there.

    Checked in the same breath as the change: of two who have read the same, one is refused.
    """
    if if_match is None or (tag is not None and if_match.strip() == "*"):
        return
    if tag not in [each.strip().removeprefix("W/") for each in if_match.split(",")]:
        now = f"its entity tag is {tag}, not {if_match}" if tag else "there is nothing"
        raise Refusal(
            412,
            "Changed meanwhile",
            f"It has changed since you read it: {now}. Maybe read it again.",
            {"ETag": tag} if tag else None,
        )
