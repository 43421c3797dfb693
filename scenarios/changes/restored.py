"""What some changes have made otherwise is as it was."""

from typing import Literal

from pydantic import field_validator

from constraints import by_name
from engine.domain.base import Identifier
from engine.domain.client import Client
from engine.domain.desk import Desk
from engine.domain.engineer import Engineer
from engine.domain.problem import Problem
from engine.domain.site import Site
from engine.domain.ticket import Ticket

from ..change import Change
from ..parts import Part
from ..situation import Situation


class Restored(Change):
    """The reverse of changes: parts that they altered as they were before, and those that they added taken out again.

    Nothing else is touched, so it may be told long after them; the desk itself is one part.
    """

    change: Literal["restored"] = "restored"
    desk: Desk | None = None
    engineers: tuple[Engineer, ...] = ()
    clients: tuple[Client, ...] = ()
    sites: tuple[Site, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    added: tuple[tuple[str, Identifier], ...] = ()
    """Collection and id of what is to be taken out."""
    on_again: tuple[Identifier, ...] = ()
    """Rules that had been switched off."""

    @field_validator("desk")
    @classmethod
    def _numbers(cls, desk: Desk | None) -> Desk | None:
        """Read the rules' parameters, which any form may have, as the rules do: a file may hold nothing but texts."""
        if desk is None:
            return None
        read = {}
        for name, given in desk.rules.items():
            rule = by_name()[name].model_validate(given) if name in by_name() else None
            read[name] = rule.model_dump(mode="json", include=set(given)) if rule else given
        return desk.model_copy(update={"rules": read})

    def apply(self, problem: Problem) -> Problem:
        """Put everything back."""
        added = set(self.added)
        return problem.model_copy(
            update={
                "desk": self.desk or problem.desk,
                "engineers": _back("engineers", problem.engineers, self.engineers, added),
                "clients": _back("clients", problem.clients, self.clients, added),
                "sites": _back("sites", problem.sites, self.sites, added),
                "tickets": _back("tickets", problem.tickets, self.tickets, added),
            }
        )

    def on(self, situation: Situation) -> Situation:
        """Put everything back, the rules too."""
        return Situation(self.apply(situation.problem), situation.off - set(self.on_again))

    def say(self, problem: Problem) -> str:
        """Say whom and what it is about."""
        names = [problem.engineer[each.id].label for each in self.engineers if each.id in problem.engineer]
        names += [each.label for each in self.clients]
        names += [each.id for each in self.sites] + [each.id for each in self.tickets]
        names += [name for _, name in self.added]
        names += ["the desk"] * (self.desk is not None) + list(self.on_again)
        return f"as before: {', '.join(names)}"


def reverse(before: Situation, after: Situation) -> Restored:
    """Return the change that leads from a situation back to the one before it."""
    was, now = before.problem, after.problem
    return Restored(
        desk=was.desk if was.desk != now.desk else None,
        engineers=_altered(was.engineers, now.engineers),
        clients=_altered(was.clients, now.clients),
        sites=_altered(was.sites, now.sites),
        tickets=_altered(was.tickets, now.tickets),
        added=(
            *(("engineers", each.id) for each in now.engineers if each.id not in was.engineer),
            *(("clients", each.id) for each in now.clients if each.id not in was.client),
            *(("sites", each.id) for each in now.sites if each.id not in was.site),
            *(("tickets", each.id) for each in now.tickets if each.id not in was.ticket),
        ),
        on_again=tuple(sorted(after.off - before.off)),
    )


def _altered(was: tuple[Part, ...], now: tuple[Part, ...]) -> tuple[Part, ...]:
    by_id = {each.id: each for each in now}
    return tuple(each for each in was if by_id.get(each.id) != each)


def _back(kind: str, now: tuple[Part, ...], was: tuple[Part, ...], added: set[tuple[str, str]]) -> tuple[Part, ...]:
    as_before = {each.id: each for each in was}
    return tuple(as_before.get(each.id, each) for each in now if (kind, each.id) not in added)
