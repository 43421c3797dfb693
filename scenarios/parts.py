"""Parts of a problem replaced and added: what every change is made of."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from engine.domain.base import Frozen
from engine.domain.client import Client
from engine.domain.desk import Desk
from engine.domain.engineer import Busy, Engineer
from engine.domain.problem import Problem
from engine.domain.site import Site
from engine.domain.ticket import Status, Ticket

Part = TypeVar("Part", Engineer, Client, Site, Ticket)
Model = TypeVar("Model", bound=Frozen)


def with_engineer(problem: Problem, engineer: Engineer) -> Problem:
    """Return the problem with an engineer, in place of the one of the same id where there is one."""
    return problem.model_copy(update={"engineers": _with(problem.engineers, engineer)})


def with_client(problem: Problem, client: Client) -> Problem:
    """Return the problem with a client, in place of the one of the same id where there is one."""
    return problem.model_copy(update={"clients": _with(problem.clients, client)})


def with_site(problem: Problem, site: Site) -> Problem:
    """Return the problem with a site, in place of the one of the same id where there is one."""
    return problem.model_copy(update={"sites": _with(problem.sites, site)})


def with_ticket(problem: Problem, ticket: Ticket) -> Problem:
    """Return the problem with a ticket, in place of the one of the same id where there is one."""
    return problem.model_copy(update={"tickets": _with(problem.tickets, ticket)})


def with_tickets(problem: Problem, tickets: Iterable[Ticket]) -> Problem:
    """Return the problem with new tickets behind those there are."""
    return problem.model_copy(update={"tickets": (*problem.tickets, *tickets)})


def with_desk(problem: Problem, **fields: object) -> Problem:
    """Return the problem with some fields of its desk changed, checked again."""
    return problem.model_copy(update={"desk": Desk(**(dict(problem.desk) | fields))})


def closed(problem: Problem, tickets: Iterable[str]) -> Problem:
    """Return the problem in which some tickets are closed: nobody plans them, and what waits for them need not."""
    meant = set(tickets)
    return each_ticket(problem, lambda each: renewed(each, status=Status.CLOSED) if each.id in meant else each)


def with_busy(engineer: Engineer, busy: Busy) -> Engineer:
    """Return the engineer with busy time, which stands where it stood when it was there before."""
    if busy in engineer.busy:
        return engineer
    # In the order of time, so that two absences give the same engineer whichever is told first.
    return engineer.model_copy(update={"busy": tuple(sorted((*engineer.busy, busy), key=_when))})


def each_ticket(problem: Problem, change: Callable[[Ticket], Ticket]) -> Problem:
    """Return the problem with every ticket changed."""
    return problem.model_copy(update={"tickets": tuple(change(ticket) for ticket in problem.tickets)})


def renewed(part: Model, **fields: object) -> Model:
    """Return a part of a problem with some fields changed, checked again."""
    return type(part)(**(dict(part) | fields))


def _with(parts: tuple[Part, ...], part: Part) -> tuple[Part, ...]:
    replaced: list[Part] = [part if each.id == part.id else each for each in parts]
    is_new = all(each.id != part.id for each in parts)
    return tuple(replaced + [part] * is_new)


def _when(busy: Busy) -> tuple[object, ...]:
    return busy.start, busy.end, busy.summary, busy.site_id or ""
