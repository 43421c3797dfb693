"""Decisions that weights cannot explain."""

import datetime as dt

from decided import WEIGHTS, decided

from engine.domain.preference import Kind
from engine.learning.bounds import Bounds
from engine.learning.decision import Decision
from engine.learning.settings import Settings
from engine.learning.unexplained import Unexplained, unexplained

TODAY = dt.date(2026, 3, 6)
BOUNDS = {"travel": Bounds(low=250, high=4000), "familiarity": Bounds(low=75, high=1200)}


def found(*decisions: Decision) -> tuple[Unexplained, ...]:
    """Return what the default weights leave unexplained."""
    return unexplained(decisions, WEIGHTS, BOUNDS, Settings(), TODAY)


def test_the_same_choice_again_and_again_becomes_a_preference() -> None:
    """Six times James, 20 to 45 minutes farther than Mike and no better by any rule, for one client."""
    choices = [decided(at, "james", mike={"travel": 10}, james={"travel": 30 + 5 * at}) for at in range(6)]
    (group,) = found(*choices)
    assert group.sentence == "You chose james over a better-priced mike 6 times for contoso: prefer james there?"
    assert (group.kind, group.impossible) == (Kind.PREFER, 6)
    assert group.decisions == tuple(each.id for each in choices)
    wish = group.preference
    assert wish is not None
    assert (wish.client_id, wish.engineer_id, wish.owner, wish.minutes) == ("contoso", "james", "dora", 45)
    assert wish.expires == TODAY + dt.timedelta(days=90)


def test_passing_somebody_over_for_different_people_is_avoiding() -> None:
    """Whoever it is, it is not Mike: no single one of the others is wanted."""
    others = ["james", "sarah", "lee", "ann"]
    choices = [decided(at, who, mike={"travel": 10}, **{who: {"travel": 50}}) for at, who in enumerate(others)]
    (group,) = found(*choices)
    assert (group.engineer_id, group.kind) == ("mike", Kind.AVOID)
    assert group.sentence == "You passed over a better-priced mike 4 times for contoso: avoid mike there?"


def test_what_others_contradict_is_no_preference() -> None:
    """Three times James and seven times Mike: the three are listed, and nothing is proposed."""
    places = {"mike": {"travel": 10}, "james": {"travel": 50}}
    choices = [decided(at, "james" if at < 3 else "mike", **places) for at in range(10)]
    (group,) = found(*choices)
    assert (group.preference, len(group.decisions)) == (None, 3)
    assert group.sentence == "You chose james over a better-priced mike 3 times for contoso."


def test_a_habit_for_one_type_of_ticket() -> None:
    """James for what the client requests, not for incidents: the preference names the type."""
    places = {"mike": {"travel": 10}, "james": {"travel": 50}}
    wanted = [decided(at, "james", ticket_type="request", **places) for at in range(4)]
    (group,) = found(*wanted, *(decided(10 + at, "mike", **places) for at in range(6)))
    assert group.preference is not None
    assert group.preference.ticket_type == "request"


def test_what_other_weights_would_explain_is_not_impossible() -> None:
    """At most 1200, familiarity is worth 10 x 1.2 minutes, which is more than 10 of travel and less than 10 x 4."""
    near, far = {"travel": 10, "familiarity": 10}, {"travel": 20}
    (group,) = found(decided(1, "sarah", mike=near, sarah=far))
    assert (group.impossible, group.preference) == (0, None)


def test_what_the_weights_explain_is_not_listed() -> None:
    """A cheaper place, and one of the same price, need no explanation."""
    assert found(decided(1, "sarah", mike={"travel": 20}, sarah={"travel": 20})) == ()


def test_the_minutes_explain_four_of_five() -> None:
    """Ten minutes four times and four hundred once: the next five above ten explain 80 %, and the odd one is left."""
    more = (10, 10, 10, 10, 400)
    choices = [decided(at, "james", mike={"travel": 10}, james={"travel": 10 + far}) for at, far in enumerate(more)]
    (group,) = found(*choices)
    assert group.preference is not None
    assert group.preference.minutes == 15
