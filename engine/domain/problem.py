"""A problem: everything that a plan is made from."""

from functools import cached_property

from .base import Frozen
from .client import Client
from .desk import Desk
from .engineer import Engineer
from .schedule import Schedule
from .site import Site
from .sla import SlaPolicy
from .ticket import Ticket


class Problem(Frozen):
    """A desk with its people, its clients, its tickets and, where there is one, its published schedule."""

    desk: Desk
    engineers: tuple[Engineer, ...] = ()
    clients: tuple[Client, ...] = ()
    sites: tuple[Site, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    published: Schedule | None = None

    @cached_property
    def engineer(self) -> dict[str, Engineer]:
        """Engineers by id."""
        return {engineer.id: engineer for engineer in self.engineers}

    @cached_property
    def client(self) -> dict[str, Client]:
        """Clients by id."""
        return {client.id: client for client in self.clients}

    @cached_property
    def site(self) -> dict[str, Site]:
        """Sites by id."""
        return {site.id: site for site in self.sites}

    @cached_property
    def ticket(self) -> dict[str, Ticket]:
        """Tickets by id."""
        return {ticket.id: ticket for ticket in self.tickets}

    @cached_property
    def sla_policy(self) -> dict[str, SlaPolicy]:
        """SLA policies by id."""
        return {policy.id: policy for policy in self.desk.sla_policies}

    @cached_property
    def schedulable(self) -> tuple[Ticket, ...]:
        """Tickets that are work to be planned, in the desk's order."""
        return tuple(ticket for ticket in self.tickets if ticket.is_schedulable)
