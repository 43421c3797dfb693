"""A move that is turned down on the command line: kept in a file of decisions that ``openday learn`` reads."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from engine.audit import Audit
from engine.compile import weights_of
from engine.constraint import Rules
from engine.context import Context
from engine.files.decisionfile import read_decisions, write_decisions
from engine.learning.decision import Asked, Decision, Outcome, TicketFacts
from engine.questions.relief import Moved, Option, Relief, Wanted
from engine.questions.relieve import relieve
from engine.questions.turned_down import turned_down

from .moments import refusal

_LONGEST = 128
"""Characters of a name; ids of every kind have at most so many."""


def require_recordable(decisions: Path | None, keep: Sequence[str], why: str, actor: str) -> None:
    """Refuse to record where there is nothing to record, no name to record it by, or a file of something else.

    Raises
    ------
    DataError
        Naming the option, or the flaw of the file.
    """
    if decisions is None:
        if why:
            raise refusal("--why", why, "is the reason of nothing", "name a file with --decisions, or leave it out")
        return
    if not keep:
        raise refusal("--decisions", decisions, "nothing is turned down", "say with --keep what is to stay")
    if not 1 <= len(actor.strip()) <= _LONGEST:
        raise refusal("--by", actor, "is no name", f"give 1 to {_LONGEST} characters")
    _recorded(decisions)


def turned_down_by(
    context: Context, rules: Rules, before: Audit, wanted: Wanted, left: Relief, most: int, why: str, actor: str
) -> Decision | None:
    """Return what is decided by the last --keep: of the ways without it, the cheapest that moves it is turned down.

    Parameters
    ----------
    left : Relief
        The ways with it.
    most : int
        How many ways were shown.

    Returns
    -------
    Decision or None
        None where no way that was shown moves it. The same question on the same desk has the same id.
    """
    *earlier, keep = wanted.keep
    shown = relieve(context, rules, before, replace(wanted, keep=tuple(earlier)), most)
    found = next(((way, each) for way in shown.options for each in way.moved if _is(context, each, keep)), None)
    if found is None:
        return None
    way, moved = found
    places = turned_down(context, rules, before, [each.move for each in way.moved], moved.ticket_id, left)
    desk = context.problem.desk
    return Decision(
        id=_id(context, wanted, moved, way),
        at=desk.now,
        actor=actor,
        outcome=Outcome.MODIFY,
        ticket=TicketFacts.of(context.problem.ticket[moved.ticket_id]),
        weights_version=desk.weights.version,
        weights=weights_of(context, rules),
        options=places.options,
        chosen=places.kept,
        reason=why,
        asked=Asked.RELIEF,
    )


def record(decision: Decision | None, decisions: Path) -> str:
    """Write a decision behind those that a file holds, once, and return what was done as a sentence.

    The same decision with another reason takes the place of the one before.
    """
    if decision is None:
        return "Nothing recorded: no way that was shown moves what is to stay."
    # Read at the last moment, as others may have written since.
    there = {each.id: each for each in _recorded(decisions)}
    known, name = there.get(decision.id), decision.ticket.id
    if known and decision.reason in ("", known.reason):
        return f"That {name} stays is in {decisions} already."
    write_decisions(decisions, (there | {decision.id: decision}).values())
    return f"Recorded in {decisions} that {name} stays; openday learn reads it."


def _recorded(decisions: Path) -> list[Decision]:
    return read_decisions(decisions) if decisions.exists() else []


def _is(context: Context, moved: Moved, keep: str) -> bool:
    return moved.was is not None and keep in (moved.ticket_id, context.problem.ticket[moved.ticket_id].client_id)


def _id(context: Context, wanted: Wanted, moved: Moved, way: Option) -> str:
    asked = (context.problem.desk.now, wanted, moved.ticket_id, [each.move for each in way.moved])
    return "relief-" + hashlib.sha256(repr(asked).encode()).hexdigest()[:16]
