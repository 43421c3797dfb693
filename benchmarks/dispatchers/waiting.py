"""Waiting tickets of a generated desk, each with every engineer's best place and what it costs by rule."""

import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from pydantic import TypeAdapter

from constraints import rules_for
from engine.compile import compile_instance, weights_of
from engine.context import Context
from engine.decode import decode
from engine.domain.base import Frozen
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.learning.decision import Option, TicketFacts
from engine.questions.frozen_desk import FrozenDesk
from engine.questions.recommend import recommend
from engine.solvers.greedy import greedy
from engine.timing import timing
from scenarios.generator import generate

PUBLISHED = 0.55
"""Share of a first plan that is published; the rest of the tickets waits."""
ENGINEERS, TICKETS, DAYS = 16, 240, 5
"""The size of the desks."""
LEAST = 3
"""Places that a ticket has, so that there is something to choose."""
CLIENTS = 12
"""Clients whose work comes in again and again; a desk's are dealt out among them."""


class Waiting(Frozen):
    """A ticket that waits, and the places that it could have, whatever they cost.

    The places are those that are cheapest per engineer by the desk's own weights.
    """

    ticket: TicketFacts
    places: tuple[Option, ...]


_POOL = TypeAdapter(tuple[Waiting, ...])


def half_published(problem: Problem, rng: random.Random) -> Problem:
    """Return a desk with a part of a first plan published, so that its calendars have gaps of every size."""
    context = Context(problem)
    instance = compile_instance(context, rules_for(problem.desk))
    timed = timing(instance, greedy(instance))
    assert timed is not None, "a plan that was made can be timed"
    made = decode(context, instance, timed)
    kept = tuple(each for each in made.assignments if rng.random() < PUBLISHED)
    published = Schedule(planning_window=made.planning_window, assignments=kept)
    return problem.model_copy(update={"published": published})


def waiting(engineers: int, tickets: int, days: int, seed: int) -> Iterator[Waiting]:
    """Yield the tickets of a generated desk that wait and that several engineers could take, in a random order.

    Engineers and clients are numbered, so that the desks of one pool stand for weeks of one desk.
    """
    rng = random.Random(seed)
    problem = half_published(generate(engineers, tickets, days, seed), rng)
    desk = FrozenDesk(problem, rules_for(problem.desk))
    weights = weights_of(desk.context, desk.rules)
    who = {each.id: f"engineer-{at}" for at, each in enumerate(problem.engineers)}
    whose = {each.id: f"client-{at % CLIENTS}" for at, each in enumerate(problem.clients)}
    names = [each.id for each in problem.schedulable if each.id not in desk.context.facts]
    for name in rng.sample(names, len(names)):
        ticket = problem.ticket[name]
        if ticket.engineers_needed > 1:
            continue
        places = tuple(
            Option(
                engineer_id=who[each.engineer_id],
                start=each.assignment.start,
                amounts={rule: price // weights[rule] for rule, price in each.by_rule.items()},
            )
            for each in recommend(desk, name, engineers).ranked
        )
        if len(places) >= LEAST:
            facts = TicketFacts.of(ticket).model_copy(update={"client_id": whose[ticket.client_id]})
            yield Waiting(ticket=facts, places=places)


def pool(seed: int, count: int, folder: Path) -> tuple[Waiting, ...]:
    """Return so many waiting tickets of as many desks as it takes, from a file where they have been made before."""
    kept = folder / f"waiting-{seed}-{count}.json"
    if not kept.is_file():
        made = (each for part in range(100) for each in waiting(ENGINEERS, TICKETS, DAYS, 100 * seed + part))
        folder.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(_POOL.dump_json(tuple(islice(made, count))))
    return _POOL.validate_json(kept.read_bytes())
