"""A client gets another service level agreement."""

from typing import Literal

from engine.domain.problem import Problem

from ..change import Change
from ..names import ClientRef, PolicyRef
from ..parts import renewed, with_client


class ClientPolicyChanged(Change):
    """The client's tickets follow another SLA policy of the desk, or none; times that a ticket itself gives stay."""

    change: Literal["client_policy_changed"] = "client_policy_changed"
    client: ClientRef
    policy: PolicyRef | None = None
    """None is no policy: no targets but those that tickets give themselves."""

    def apply(self, problem: Problem) -> Problem:
        """Set the client's policy."""
        return with_client(problem, renewed(problem.client[self.client], sla_policy=self.policy))

    def say(self, problem: Problem) -> str:
        """Say from what to what."""
        client = problem.client[self.client]
        return f"{client.label} has the SLA policy {self.policy or 'none'} instead of {client.sla_policy or 'none'}"
