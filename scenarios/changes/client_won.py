"""A client is won: the work of one like it comes in on top."""

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Literal

from pydantic import Field

from engine.domain.base import Identifier
from engine.domain.client import Client
from engine.domain.desk import TravelTime
from engine.domain.hours import WeeklyHours
from engine.domain.problem import Problem
from engine.domain.site import Site
from engine.domain.ticket import Ticket
from engine.words import minutes_text

from ..change import Change
from ..copies import chosen, copied, share
from ..names import ClientRef, PolicyRef
from ..parts import renewed, with_client, with_desk, with_site, with_tickets

NEXT_DOOR = 0.02
"""Degrees of latitude, two kilometres, by which the new sites lie north of those they are like."""


class ClientWon(Change):
    """A client more, with sites and open tickets like those of one there is.

    Its sites lie two kilometres north of the others, as far from everywhere as known travel times say of those. Nobody
    knows the client yet, and it prefers and excludes nobody.
    """

    change: Literal["client_won"] = "client_won"
    id: Identifier
    name: str = ""
    like: ClientRef
    percent: int = Field(default=100, ge=1, le=1000)
    """Tickets, in per cent of those that the other client has open."""
    vip: bool = False
    sla_policy: PolicyRef | None = None
    """None is the other client's."""
    business_hours: WeeklyHours | None = None
    """None is the other client's."""
    seed: int = Field(default=1, ge=0)
    """Chooses which tickets are copied where not all are."""

    def apply(self, problem: Problem) -> Problem:
        """Add the client, its sites and its tickets; their ids begin with the client's."""
        if self.id in problem.client:
            raise ValueError(f"there is a client {self.id!r} already; give the new one another id")
        model = problem.client[self.like]
        client = Client(
            id=self.id,
            name=self.name,
            vip=self.vip,
            sla_policy=self.sla_policy or model.sla_policy,
            time_zone=model.time_zone,
            business_hours=self.business_hours or model.business_hours,
        )
        sites = {each.id: self._site(each) for each in problem.sites if each.client_id == model.id}
        _refuse("site", {each.id for each in sites.values()} & problem.site.keys())
        known = with_client(problem, client)
        for site in sites.values():
            known = with_site(known, site)
        ways = tuple(_ways(problem.desk.travel_times, {old: new.id for old, new in sites.items()}))
        if ways:
            known = with_desk(known, travel_times=(*problem.desk.travel_times, *ways))
        tickets = [self._ticket(problem, each, number, sites) for each, number in self._flow(problem)]
        _refuse("ticket", {each.id for each in tickets} & problem.ticket.keys())
        return with_tickets(known, tickets)

    def say(self, problem: Problem) -> str:
        """Say who is won, and what comes with it."""
        work = minutes_text(sum(each.estimated_minutes for each, _ in self._flow(problem)))
        return f"{self.name or self.id} is won, with {work} of open work like that of {problem.client[self.like].label}"

    def _flow(self, problem: Problem) -> Iterator[tuple[Ticket, int]]:
        flow = [ticket for ticket in problem.schedulable if ticket.client_id == self.like]
        return chosen(flow, share(len(flow), self.percent), self.seed)

    def _ticket(self, problem: Problem, ticket: Ticket, number: int, sites: Mapping[str, Site]) -> Ticket:
        name = f"{self.id}-{ticket.id}" + (f"~{number}" if number > 1 else "")
        at = sites[ticket.site_id].id if ticket.site_id and ticket.site_id in sites else ticket.site_id
        nobody = {"preferred_engineers": (), "required_engineers": (), "excluded_engineers": ()}
        return copied(ticket, name, problem.desk.now, client_id=self.id, site_id=at, **nobody)

    def _site(self, site: Site) -> Site:
        name = f"{self.name or self.id}, {site.name}" if site.name else ""
        north = min(90.0, round(site.latitude + NEXT_DOOR, 6))
        return renewed(site, id=f"{self.id}-{site.id}", name=name, client_id=self.id, latitude=north)


def _ways(times: Iterable[TravelTime], new: Mapping[str, str]) -> Iterator[TravelTime]:
    """Yield every known way from, to or between some sites again, for the new ones in their place."""
    for known in times:
        start, end = new.get(known.from_site), new.get(known.to_site)
        if start:
            yield renewed(known, from_site=start)
        if end:
            yield renewed(known, to_site=end)
        if start and end:
            yield renewed(known, from_site=start, to_site=end)


def _refuse(kind: str, taken: Set[str]) -> None:
    if taken:
        raise ValueError(f"there is a {kind} {min(taken)!r} already; give the client another id")
