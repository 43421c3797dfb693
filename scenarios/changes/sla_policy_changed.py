"""A service level agreement gets other targets."""

from typing import Literal, Self

from pydantic import model_validator

from engine.domain.base import Minutes, Percent, Priority
from engine.domain.problem import Problem
from engine.domain.sla import SlaPolicy, SlaTarget

from ..change import Change
from ..copies import share
from ..names import PolicyRef
from ..parts import renewed, with_desk

_FIELDS = ("respond_minutes", "plan_minutes", "resolve_minutes")


class SlaPolicyChanged(Change):
    """Targets of a policy in per cent of what they are, or new minutes for one priority.

    Times that a ticket itself gives go before the policy's, and stay.
    """

    change: Literal["sla_policy_changed"] = "sla_policy_changed"
    policy: PolicyRef
    percent: Percent | None = None
    """50 halves the time, 200 doubles it."""
    priority: Priority | None = None
    """None is every priority."""
    respond_minutes: Minutes | None = None
    plan_minutes: Minutes | None = None
    resolve_minutes: Minutes | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.percent is None) == (not self._minutes):
            raise ValueError("give either a percent or new minutes")
        if self._minutes and self.priority is None:
            raise ValueError("give the priority for which the new minutes are")
        return self

    @property
    def _minutes(self) -> dict[str, int]:
        told = {name: getattr(self, name) for name in _FIELDS}
        return {name: minutes for name, minutes in told.items() if minutes is not None}

    def apply(self, problem: Problem) -> Problem:
        """Change the policy's targets."""
        policy = problem.sla_policy[self.policy]
        targets = {each.priority: each for each in policy.targets}
        if self.percent is not None:
            meant = [each for each in policy.targets if self.priority in (None, each.priority)]
            if not meant:
                which = f" for priority {self.priority}" if self.priority else ""
                raise ValueError(f"the SLA policy {self.policy!r} has no target{which}; give minutes, and a priority")
            targets |= {each.priority: _stretched(each, self.percent) for each in meant}
        elif self.priority is not None:
            known = targets.get(self.priority, SlaTarget(priority=self.priority))
            targets[self.priority] = renewed(known, **self._minutes)
        changed = SlaPolicy(id=policy.id, clock=policy.clock, targets=tuple(targets[each] for each in sorted(targets)))
        policies = tuple(changed if each.id == policy.id else each for each in problem.desk.sla_policies)
        return with_desk(problem, sla_policies=policies)

    def say(self, problem: Problem) -> str:  # noqa: ARG002
        """Say which targets, and what becomes of them."""
        which = f" for P{self.priority}" if self.priority else ""
        if self.percent is not None:
            return f"the targets of the SLA policy {self.policy}{which} are {self.percent} % of what they were"
        parts = ", ".join(f"{name.removesuffix('_minutes')} in {value} min" for name, value in self._minutes.items())
        return f"the SLA policy {self.policy} says{which}: {parts}"


def _stretched(target: SlaTarget, percent: int) -> SlaTarget:
    known = {name: getattr(target, name) for name in _FIELDS}
    return renewed(target, **{name: share(value, percent) for name, value in known.items() if value is not None})
