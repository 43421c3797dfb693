"""Who would have been first in past decisions, by weights then and now."""

import datetime as dt
from typing import Any

from engine.learning.decision import Decision, Option, TicketFacts
from engine.learning.hindsight import hindsight

AT = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
ANN = Option(engineer_id="ann", start=AT, amounts={"travel": 30, "skill_fit": 0})
BOB = Option(engineer_id="bob", start=AT, amounts={"travel": 0, "skill_fit": 20})
CAT = Option(engineer_id="cat", start=AT + dt.timedelta(hours=1), amounts={"travel": 0, "skill_fit": 0})


def decided(id_: str, chosen: Option | None, outcome: str, **more: Any) -> Decision:
    """Return a decision between ann and bob."""
    facts = TicketFacts(id=f"t{id_}", client_id="acme", type="incident", priority=3, tier=1)
    given = {"options": (BOB, ANN), "weights_version": 1, "weights": {}, "at": AT, "actor": "ana", "ticket": facts}
    return Decision(id=id_, outcome=outcome, chosen=chosen, **(given | more))


def test_agreement_before_and_after() -> None:
    """Where travel counts half as much, ann (15) comes before bob (20): two of three agree instead of one."""
    decisions = [
        decided("1", ANN, "modify"),
        decided("2", BOB, "accept"),
        decided("3", ANN, "modify"),
        decided("4", None, "reject"),
        decided("5", CAT, "modify", options=()),
    ]
    before = {"travel": 1000, "skill_fit": 1000}
    found = hindsight(decisions, before, before | {"travel": 500})
    assert (found.decisions, found.agreed_before, found.agreed_after) == (3, 1, 2)
    assert [(each.decision_id, each.before, each.after, each.chosen) for each in found.changed] == [
        ("1", "bob", "ann", "ann"),
        ("2", "bob", "ann", "bob"),
        ("3", "bob", "ann", "ann"),
    ]
    assert hindsight(decisions, before, before).changed == ()


def test_place_that_was_not_shown_counts_too() -> None:
    """Who was taken beside those shown can come first; at equal prices the earlier start does."""
    found = hindsight([decided("1", CAT, "modify")], {"travel": 0, "skill_fit": 0}, {"travel": 1, "skill_fit": 1})
    assert (found.agreed_before, found.agreed_after) == (0, 1)
    assert [(each.before, each.after) for each in found.changed] == [("ann", "cat")]
