"""A service level agreement: minutes to respond, plan and resolve, on a calendar."""

from enum import StrEnum
from typing import Self

from pydantic import model_validator

from .base import Frozen, Identifier, Minutes, Priority


class SlaClock(StrEnum):
    """The calendar on which an SLA's minutes pass."""

    ALWAYS = "24x7"
    CLIENT = "client"
    DESK = "desk"


class SlaTarget(Frozen):
    """Minutes on the policy's calendar for one priority; None sets no target."""

    priority: Priority
    respond_minutes: Minutes | None = None
    plan_minutes: Minutes | None = None
    resolve_minutes: Minutes | None = None


class SlaPolicy(Frozen):
    """Targets per priority on one calendar."""

    id: Identifier
    clock: SlaClock = SlaClock.DESK
    targets: tuple[SlaTarget, ...] = ()

    @model_validator(mode="after")
    def _one_each(self) -> Self:
        priorities = [target.priority for target in self.targets]
        if len(set(priorities)) < len(priorities):
            raise ValueError(f"policy {self.id!r} gives a priority twice")
        return self

    def target(self, priority: int) -> SlaTarget | None:
        """Return the target of a priority, None when the policy sets none."""
        return next((target for target in self.targets if target.priority == priority), None)
