"""Things of a desk as a scenario names them: by id, or by what they are to the desk, so that it fits any desk.

====================  ==================================================================================
``@key``              the engineer on whom most open work depends
``@spare``            the engineer on whom least open work depends
``@tier-2``           of the engineers of tier 2, the one on whom most open work depends
``@largest``          the client, or the ticket, with most minutes of open work
``@smallest``         the client with least open work, but some
``@busiest``          the site with most minutes of open work
====================  ==================================================================================

How much depends on an engineer: the minutes of every open ticket, shared by those who may take it.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema

from engine.compile import compile_instance
from engine.context import Context
from engine.domain.base import Identifier
from engine.domain.problem import Problem
from engine.flaws import closest

from .situation import Situation

WORDS = {
    "engineer": ("@key", "@spare", "@tier-1", "@tier-2", "@tier-3", "@tier-4"),
    "client": ("@largest", "@smallest"),
    "site": ("@busiest",),
    "ticket": ("@largest",),
    "SLA policy": (),
}
"""What may be written in place of an id, by kind of thing."""


@dataclass(frozen=True)
class Ref:
    """The mark of a field that names a thing of the desk, by its kind."""

    kind: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Say in the field's JSON Schema what it names, so that a form can offer it."""
        return {**handler(core), "x-names": self.kind, "examples": list(WORDS[self.kind])}


EngineerRef = Annotated[Identifier, Ref("engineer")]
ClientRef = Annotated[Identifier, Ref("client")]
SiteRef = Annotated[Identifier, Ref("site")]
TicketRef = Annotated[Identifier, Ref("ticket")]
PolicyRef = Annotated[Identifier, Ref("SLA policy")]


def require(kind: str, text: str, problem: Problem) -> None:
    """Refuse an id that the desk does not have.

    Raises
    ------
    ValueError
        With close matches.
    """
    known = ids_of(kind, problem)
    if text not in known:
        hint = closest(text, known)
        raise ValueError(f"the desk has no {kind} {text!r}" + (f"; maybe {hint}" if hint else ""))


def ids_of(kind: str, problem: Problem) -> frozenset[str]:
    """Return the ids of a kind of thing."""
    known: dict[str, Iterable[str]] = {
        "engineer": problem.engineer,
        "client": problem.client,
        "site": problem.site,
        "ticket": problem.ticket,
        "SLA policy": problem.sla_policy,
    }
    return frozenset(known[kind])


def pick(kind: str, text: str, situation: Situation) -> str:
    """Return the id of what a text names; an id stays as it is.

    Raises
    ------
    ValueError
        When no such thing can be picked.
    """
    if not text.startswith("@"):
        return text
    problem = situation.problem
    tier = re.fullmatch(r"@tier-(\d)", text)
    minutes: dict[str, int] = {}
    if kind == "engineer" and (tier or text in ("@key", "@spare")):
        shares = _shares(situation)
        minutes = {
            each.id: shares[each.id] * (-1 if text == "@spare" else 1)
            for each in problem.engineers
            if tier is None or each.tier == int(tier[1])
        }
    elif kind == "client" and text in ("@largest", "@smallest"):
        work = _minutes(problem, "client_id")
        minutes = {each: amount * (-1 if text == "@smallest" else 1) for each, amount in work.items()}
    elif kind == "site" and text == "@busiest":
        minutes = dict(_minutes(problem, "site_id"))
    elif kind == "ticket" and text == "@largest":
        minutes = {each.id: each.estimated_minutes for each in problem.schedulable}
    if not minutes:
        raise ValueError(f"{text!r} is no {kind} of this desk; give an id, or one of the words that README.md lists")
    # Of several that are alike the first by id, so that the pick does not depend on the order of the files.
    return min(minutes, key=lambda each: (-minutes[each], each))


def _minutes(problem: Problem, field: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for ticket in problem.schedulable:
        if key := getattr(ticket, field):
            found[key] += ticket.estimated_minutes
    return found


def _shares(situation: Situation) -> Counter[str]:
    context = Context(situation.problem)
    instance = compile_instance(context, situation.rules)
    found: Counter[str] = Counter()
    for at, name in enumerate(instance.tickets):
        able = {instance.engineers[instance.shifts[shift].engineer] for shift in instance.candidate_row(at).tolist()}
        for engineer in able:
            # In thousandths of a minute: an integer, so that the sum does not depend on its order.
            found[engineer] += 1000 * situation.problem.ticket[name].estimated_minutes // len(able)
    return found
