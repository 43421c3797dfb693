"""More tickets come in, or fewer: of all, of a type, of a priority, of a client."""

from typing import Literal

from pydantic import Field, field_validator

from engine.domain.base import Identifier, Priority
from engine.domain.problem import Problem
from engine.domain.ticket import Status, Ticket
from engine.flaws import closest

from ..change import Change
from ..copies import chosen, copied, share
from ..names import ClientRef
from ..parts import closed, with_tickets


class VolumeChanged(Change):
    """So many per cent more open tickets, as copies of those there are, or fewer, which are closed.

    Which ones follows from the seed and their ids. The copy of ``T-1`` by seed 1 is ``T-1~1``, a second one
    ``T-1~1.2``; it keeps targets, windows and wishes, but neither the pin nor the ties to other tickets. It comes in
    when the other did, or now where that one has been dealt with. Work under way is copied and never closed.
    """

    change: Literal["volume_changed"] = "volume_changed"
    percent: int = Field(ge=-100, le=1000)
    type: Identifier | None = None
    """A ticket type, or ``type/subtype``; None is every type."""
    priority: Priority | None = None
    client: ClientRef | None = None
    seed: int = Field(default=1, ge=0)

    @field_validator("percent")
    @classmethod
    def _not_nothing(cls, percent: int) -> int:
        if percent == 0:
            raise ValueError("0 changes nothing; 20 is a fifth more, -20 a fifth fewer")
        return percent

    def apply(self, problem: Problem) -> Problem:
        """Copy tickets, or close them."""
        meant = self._meant(problem)
        if not meant:
            known = {name for each in problem.schedulable for name in _types(each)}
            hint = closest(self.type, known) if self.type and self.type not in known else ""
            message = f"the desk has no open ticket{self._category(problem)}"
            raise ValueError(message + (f"; maybe {hint}" if hint else ""))
        some = list(chosen(meant, share(len(meant), abs(self.percent)), self.seed))
        if self.percent < 0:
            return closed(problem, (each.id for each, _ in some))
        copies = [copied(each, self._id(each, number), problem.desk.now) for each, number in some]
        for each in copies:
            if each.id in problem.ticket:
                raise ValueError(f"there is a ticket {each.id!r} already; give the change another seed")
        return with_tickets(problem, copies)

    def say(self, problem: Problem) -> str:
        """Say how many more or fewer, and of what."""
        count, more = share(len(self._meant(problem)), abs(self.percent)), "more" if self.percent > 0 else "fewer"
        return f"{abs(self.percent)} % {more} tickets{self._category(problem)}, {count} in all"

    def _meant(self, problem: Problem) -> list[Ticket]:
        return [
            each
            for each in problem.schedulable
            if (self.percent > 0 or each.status is Status.OPEN)
            and (self.type is None or self.type in _types(each))
            and self.priority in (None, each.priority)
            and self.client in (None, each.client_id)
        ]

    def _category(self, problem: Problem) -> str:
        parts = [f" of type {self.type}"] if self.type else []
        parts += [f" of priority {self.priority}"] if self.priority else []
        parts += [f" of {problem.client[self.client].label}"] if self.client else []
        return "".join(parts)

    def _id(self, ticket: Ticket, number: int) -> str:
        return f"{ticket.id}~{self.seed}" + (f".{number}" if number > 1 else "")


def _types(ticket: Ticket) -> tuple[str, str]:
    return ticket.type, f"{ticket.type}/{ticket.subtype}"
