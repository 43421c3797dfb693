"""The desk's data as it goes in and out: the engine's own models, and what the service says besides."""

from typing import Annotated, Any, Literal

from fastapi import Body
from pydantic import Field

from engine.domain.base import Identifier
from engine.domain.client import Client
from engine.domain.desk import Desk
from engine.domain.engineer import Busy, Engineer
from engine.domain.site import Site
from engine.domain.ticket import Ticket

from .base import Answer, example

Patch = Annotated[
    dict[str, Any],
    Body(description="A JSON merge patch (RFC 7396): null takes away.", examples=[{"priority": 1, "pin": None}]),
]
_ID = Field(default="", max_length=128, description="May be left out: the address says it.")


class DeskOut(Desk):
    """What holds for everybody at the desk, and its versions; ``clock`` says whether its now is the wall clock's."""

    id: str
    data_version: int
    published_version: int | None
    weights_version: int
    clock: Literal["fixed", "live"]
    tiles: str | None


class EngineerIn(Engineer):
    """An engineer to be written; her busy time stays as it is, see ``/engineers/{id}/busy``."""

    model_config = example(
        name="Mike Moreau",
        tier=1,
        time_zone="America/Chicago",
        working_hours="mon-fri 08:00-17:00",
        skills=[{"name": "microsoft-365", "level": 3}],
        cost_per_hour=60,
        overtime_minutes=30,
    )

    id: Identifier = _ID
    busy: tuple[Busy, ...] = Field(default=(), description="Not looked at.")


class ClientIn(Client):
    """A client to be written."""

    model_config = example(name="Harbor Pharmacy", vip=True)

    id: Identifier = _ID


class SiteIn(Site):
    """A site to be written."""

    model_config = example(name="Main street", latitude=44.98, longitude=-93.27, setup_minutes=10)

    id: Identifier = _ID


class TicketIn(Ticket):
    """A ticket to be written."""

    model_config = example(
        client_id="harbor-pharmacy",
        summary="Printer does not print",
        priority=2,
        estimated_minutes=45,
        created="2026-03-02T08:10:00-06:00",
    )

    id: Identifier = _ID


class Changed(Answer):
    """The data version that a change has made."""

    data_version: int


class RowsChanged(Changed):
    """The same, and how many rows are others than before."""

    changed: int


class BusyChanged(Changed):
    """The same, and how many events were read."""

    busy: int
