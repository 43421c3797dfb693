"""Kinds of work: what a ticket asks of whoever takes it, by tier and skills."""

from typing import NamedTuple

from engine.domain.ticket import Ticket


class Kind(NamedTuple):
    """A tier, and the skills that are asked for together, by name; without skills, whatever the tier is asked for."""

    tier: int
    skills: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The kind in words: ``tier 3 firewall + networking``."""
        return f"tier {self.tier} {self.skills_label}"

    @property
    def skills_label(self) -> str:
        """The skills in words: ``firewall + networking``."""
        return " + ".join(self.skills) or "without a skill"


def kind_of(ticket: Ticket) -> Kind:
    """Return the kind of work that a ticket is."""
    return Kind(ticket.tier, tuple(sorted(need.name for need in ticket.skills)))
