"""What was done and decided."""

from typing import Any

from .base import Answer, Instant


class AuditLine(Answer):
    """One thing that somebody did."""

    id: int
    at: Instant
    actor: str
    action: str
    target: str
    detail: dict[str, Any]
