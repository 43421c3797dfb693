"""The desk rule "lowest workload": each ticket to the engineer with the least work who is free in time."""

from typing import ClassVar

from engine.solvers.draft import Draft

from .dispatch import Dispatch


class LowestWorkload(Dispatch):
    """Each ticket to the least loaded engineer who can start soon and in time; nobody can: whoever starts first.

    The load is work, set-up and travel over the whole window; the best skilled goes first among equals.
    """

    name: ClassVar[str] = "lowest-workload"

    def ranked(self, draft: Draft, ticket: int) -> list[int]:
        """Return the engineers who may take a ticket, the least loaded first."""
        pairs = draft.instance.pairs[ticket]
        return sorted(pairs, key=lambda e: (draft.loads[e], pairs[e][1], draft.instance.engineers[e]))
