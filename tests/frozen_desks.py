"""Tiny random desks whose published work is frozen, as questions about one ticket need them."""

from strategies import desk, rules_of

from engine.questions.frozen_desk import FrozenDesk

FEATURES = (
    "",
    "places,set-up,meetings,breaks",
    "split hours,pausable,breaks,on call,overtime",
    "places,published,now,cap,breaks",
    "dependencies,two engineers,published",
    "group,two engineers,published,places",
)
"""Features that random desks have for certain."""


def frozen(seed: int, features: str) -> FrozenDesk:
    """Return a tiny random desk with its published work frozen."""
    problem = desk(seed, frozenset(filter(None, features.split(","))), tickets=5)
    return FrozenDesk(problem, rules_of(problem))


def open_tickets(found: FrozenDesk) -> list[int]:
    """Return the tickets that somebody could be recommended for."""
    facts = found.context.facts
    tickets = found.context.problem.schedulable
    names = [each.id for each in tickets if each.id not in facts and each.engineers_needed == 1]
    return [found.instance.tickets.index(name) for name in names]
