"""Facts that the rules let be where they are, as things stand now."""

import copy
from collections.abc import Collection, Mapping

from ..compile import built
from ..constraint import Rules
from ..context import Context, Fact
from ..eligible import People
from ..shifts import ShiftKind
from ..timeline import covers
from .under_way import still_takes


def still_allowed(context: Context, rules: Rules, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Return those of some facts whose people may do them, and whose time lies where the work may."""
    return {name: facts[name] for name, allowed in verdicts(context, rules, facts).items() if allowed == (True, True)}


def verdicts(context: Context, rules: Rules, facts: Mapping[str, Fact]) -> dict[str, tuple[bool, bool]]:
    """Return of each of some facts whether its people may do it, and whether its time lies where the work may.

    Neither other work nor what is left of anybody's time counts: only what rules say of a ticket, whoever has it. On a
    day without hours anybody may have been sent.
    """
    if not facts:
        return {}
    bare = _bare(context, facts)
    builder = built(bare, rules)
    # Nobody's time counts, not even that there is none left of a shift.
    builder.free.clear()
    people, found = People(builder), dict[str, tuple[bool, bool]]()
    for ticket_id, fact in facts.items():
        ticket = builder.ticket_index[ticket_id]
        (allowed,), _ = people.who(ticket)
        its_shifts = (bare.shift_at(each, fact.start) for each in fact.engineer_ids)
        regular = {shift for shift in its_shifts if shift.kind is not ShiftKind.NONE}
        found[ticket_id] = (
            regular <= {builder.shifts[each] for each in allowed.tolist()},
            covers(builder.within_sets[ticket], fact.start, still_takes(bare, fact) if fact.end is None else fact.end)
            and covers(builder.start_sets[ticket], fact.start, fact.start + 1),
        )
    return found


def _bare(context: Context, facts: Collection[str]) -> Context:
    """Return the context of some tickets alone, and of those that they wait for, without facts."""
    problem = context.problem
    awaited = {each.ticket_id for name in facts for each in problem.ticket[name].depends_on}.difference(facts)
    own = tuple(problem.ticket[name] for name in sorted(facts))
    others = tuple(problem.ticket[name].model_copy(update={"depends_on": ()}) for name in sorted(awaited))
    bare = copy.copy(context)
    bare.problem = problem.model_copy(update={"tickets": (*own, *others)})
    bare.memo, bare.facts = {}, {}
    bare.__dict__.pop("facts_of", None)
    return bare
