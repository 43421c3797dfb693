"""Instances cut to what a question leaves open."""

import build
from strategies import rules_of

from engine.questions.frozen import starting
from engine.questions.frozen_desk import FrozenDesk
from engine.slots import slots


def test_a_ticket_that_starts_at_some_times_only_leaves_the_others_as_they_are() -> None:
    """What was found out of one instance is not taken for the other's, whichever was asked first."""
    problem = build.problem(build.ticket())
    for asks_whole_first in (True, False):
        whole = FrozenDesk(problem, rules_of(problem)).instance
        only = starting(whole, 0, ((120, 121),))
        asked = (whole, only) if asks_whole_first else (only, whole)
        found = {id(each): [(low, high) for low, high, _ in slots(each, 0, 0, 60)] for each in asked}
        assert found[id(only)] == [(120, 120)]
        assert found[id(whole)] == [(0, 480)]
