"""A desk with one more place taken, without all of it being compiled again."""

from dataclasses import fields

import build
import pytest
from frozen_desks import FEATURES, frozen, open_tickets
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import rules_of

from engine.audit import audit
from engine.compile import compile_instance
from engine.domain.engineer import Break
from engine.domain.schedule import Schedule
from engine.instance import Instance
from engine.plan import Plan
from engine.questions.frozen_desk import FrozenDesk
from engine.questions.laid import laid
from engine.questions.places import Places
from engine.questions.recommend import recommend
from engine.questions.runners_up import unplanned
from engine.questions.taken import taken
from engine.timing import timing

ROWS = ("pair_begin", "pair_end", "pair_engineer", "pair_minutes", "pair_cost")
OF_OPEN_WORK = ("starts", "within", "drop")
CANDIDATES = ("candidate_begin", "candidate_end", "candidate_shift")


def same(first: Instance, second: Instance) -> None:
    """Check that two instances say the same of all that is asked; where like tickets share rows may differ.

    What a fact might cost elsewhere, or where else it might lie, is asked by nobody.
    """
    assert first.pairs == second.pairs
    assert first.candidates == second.candidates
    for each in fields(Instance):
        if each.name in OF_OPEN_WORK:
            one, other = (getattr(instance, each.name) for instance in (first, second))
            left = set(range(len(first.tickets))) - first.facts.keys()
            assert [one[ticket] for ticket in left] == [other[ticket] for ticket in left], each.name
        elif each.name not in (*ROWS, *CANDIDATES, "changes", "gates", "memo", "travel"):
            assert getattr(first, each.name) == getattr(second, each.name), each.name


@pytest.mark.parametrize("features", FEATURES)
def test_it_is_the_desk_that_would_be_compiled(features: str) -> None:
    """On random desks, ticket after ticket in its best place: the forms are those of the whole desk compiled with that
    work as a fact, the plan is the one that this gives, and the schedule costs what the place was said to cost more.
    """
    met = 0

    @settings(max_examples=8)
    @given(st.integers(0, 2**32 - 1))
    def holds(seed: int) -> None:
        nonlocal met
        made = frozen(seed, features)
        for ticket in open_tickets(made):
            if unplanned(made.instance, ticket, made.idle.span) >= 0:
                continue
            for slot in Places(made, ticket).best(1):
                after = taken(made, slot)
                whole = compile_instance(after.context, made.rules)
                same(after.instance, whole)
                assert after.idle == timing(whole, Plan())
                shift, new = slot.laid_on(made.context)
                stated = audit(made.context, made.rules, laid(made.context, made.base, (shift,), new))
                assert places_of(stated.reading.schedule) == places_of(after.base)
                if not made.instance.ticket_pausable[ticket]:
                    # What is published keeps no break inside it, so work that takes one in is worth less then.
                    assert after.unchanged.score.total == stated.score.total
                made, met = after, met + 1

    holds()
    assert met


def places_of(schedule: Schedule) -> set[tuple[object, ...]]:
    """Return who works what from when to when."""
    return {(each.ticket_id, each.engineer_ids, each.start, each.end) for each in schedule.assignments}


def test_a_visit_that_begins_earlier_makes_room_for_a_break() -> None:
    """The set-up before 12:30 left no hour for lunch; with a visit there since the morning it is not needed, and lunch
    is asked for again: the next ticket is recommended beside it.
    """
    ann = build.engineer("ann", breaks=(Break(window_start=690, window_end=840, minutes=60),))
    early = {"start": build.at(0), "end": build.at(120)}
    problem = build.problem(
        build.ticket("noon", site_id="hq"),
        build.ticket("morning", site_id="hq", time_windows=(early,)),
        build.ticket("next"),
        engineers=(ann,),
        sites=(build.site("hq", setup_minutes=10),),
        published=build.schedule(("noon", "ann", 270, 330)),
    )
    desk = FrozenDesk(problem, rules_of(problem))
    (noon,) = (each for each in desk.instance.shifts if each.facts)
    assert noon.breaks == ()
    after = taken(desk, Places(desk, desk.instance.tickets.index("morning")).best(1)[0])
    same(after.instance, compile_instance(after.context, after.rules))
    assert [each.minutes for each in next(each for each in after.instance.shifts if each.facts).breaks] == [60]
    assert recommend(after, "next", 1).ranked
