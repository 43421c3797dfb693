"""A place for a ticket with its price, as the API tells it."""

from typing import Annotated

from pydantic import Field

from .base import Answer, Cost
from .work import BoardAssignment


class Factors(Answer):
    """What a dispatcher weighs, each the sum of its rules' prices; less is better."""

    skills: Cost
    availability: Cost
    familiarity: Cost
    workload: Cost


class PlaceOut(Answer):
    """A place with its price; a cost below zero is better than leaving the ticket out."""

    engineer_id: str
    label: str
    tier: int
    assignment: BoardAssignment
    cost: Cost
    by_rule: dict[str, int]
    factors: Factors
    sla_margin_minutes: Annotated[
        int | None, Field(description="Minutes until a target is due; below zero it is late, by minutes of its clock.")
    ]
