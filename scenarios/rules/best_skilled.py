"""The desk rule "best skilled": each ticket to the engineer whom it suits best and who is free in time."""

from typing import ClassVar

from engine.solvers.draft import Draft

from .dispatch import Dispatch


class BestSkilled(Dispatch):
    """Each ticket to the best-skilled engineer who can start soon and in time; nobody can: whoever starts first.

    Best skilled: the least assign cost (skill fit, tier, who knows the client, who spoke to them last), then the
    shortest work.
    """

    name: ClassVar[str] = "best-skilled"

    def ranked(self, draft: Draft, ticket: int) -> list[int]:
        """Return the engineers who may take a ticket, the best skilled first."""
        pairs = draft.instance.pairs[ticket]
        return sorted(pairs, key=lambda e: (pairs[e][1], pairs[e][0], draft.instance.engineers[e]))
