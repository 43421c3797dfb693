"""Why the service refuses something that is well-formed.

The tree::

    OpendayError
    ├── Stale           what a proposal was made for has changed since; says what, and by whom
    ├── Broken          a schedule would break rules; holds the findings
    ├── Settled         a proposal has already been published, discarded or has run out
    └── Busy            too many writers at once; to be tried again
"""

from collections.abc import Sequence
from typing import Any

from engine.constraint import Finding
from engine.errors import OpendayError


class Stale(OpendayError):
    """What a proposal was made for has changed since."""

    def __init__(self, changes: Sequence[dict[str, Any]]) -> None:
        self.changes = list(changes)
        words = "; ".join(str(change["detail"]) for change in self.changes[:3])
        super().__init__(f"{words}. Nothing was published. Maybe ask again, from what is there now")


class Broken(OpendayError):
    """A schedule would break rules that the published one does not break."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = list(findings)
        words = "; ".join(finding.message for finding in self.findings[:3])
        is_fixed = any(finding.constraint == "pinned" for finding in self.findings)
        hint = "take the pin off first" if is_fixed else "choose another time or engineer"
        super().__init__(f"{words}. Nothing was published. Maybe {hint}")


class Settled(OpendayError):
    """A proposal about which everything has been said."""


class Busy(OpendayError):
    """Too many people write at once."""
