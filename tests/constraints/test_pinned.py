"""Pins and frozen work."""

import build
import pytest

from constraints.pinned import Pinned
from engine.plan import Plan
from engine.timing import timing

RULE = Pinned()
BOTH = (build.engineer(), build.engineer("bob"))


def test_a_full_pin_is_a_fact() -> None:
    """Engineer and start are pinned: the ticket is where it is in every plan, and missing or moved is a finding."""
    given = build.problem(build.ticket(pin={"engineer_id": "ann", "start": build.at(30)}), engineers=BOTH)
    instance = build.instance_of(given, RULE)
    timed = timing(instance, Plan())
    assert timed is not None
    assert timed.span == {0: (30, 90)}
    assert instance.candidates == ((),)
    assert not build.findings(given, RULE, ("t1", "ann", 30, 90))
    (missing,) = build.findings(given, RULE)
    assert missing.message == "t1 is fixed to ann at Mon 2 Mar 08:30, it is not planned"
    moved = build.findings(given, RULE, ("t1", "bob", 40, 100))
    assert sorted((each.other, each.amount) for each in moved) == [
        ("fixed engineer", 1),
        ("fixed engineer", 1),
        ("fixed start", 10),
    ]
    assert all(each.is_hard and not each.inherited for each in (missing, *moved))


def test_frozen_work_stays() -> None:
    """Published to start within the freeze time, so it is a fact; later work is not."""
    frozen = build.desk(freeze_minutes=120)
    published = build.schedule(("t1", "ann", 119, 179), ("t2", "ann", 180, 240))
    given = build.problem(build.ticket(), build.ticket("t2"), desk=frozen, published=published)
    assert [each.ticket_id for each in build.findings(given, RULE)] == ["t1"]
    assert set(build.instance_of(given, RULE).facts) == {0}


@pytest.mark.parametrize(
    ("pin", "start", "other"),
    [
        ({"start": build.at(60)}, 61, "start"),
        ({"earliest": build.at(60)}, 59, "earliest"),
        ({"latest": build.at(60)}, 61, "latest"),
    ],
)
def test_a_pinned_time_binds_whoever_does_it(pin: dict[str, object], start: int, other: str) -> None:
    """A minute off is a finding and is refused; the pinned minute is not."""
    given = build.problem(build.ticket(pin=pin), engineers=BOTH)
    (found,) = build.findings(given, RULE, ("t1", "bob", start, start + 60))
    assert (found.is_hard, found.amount, found.other) == (True, 1, other)
    assert "t1 starts" in found.message
    assert not build.accepts(given, RULE, "bob", ("t1", start))
    assert build.accepts(given, RULE, "bob", ("t1", 60))
    assert not build.findings(given, RULE, ("t1", "bob", 60, 120))
    assert not build.findings(given, RULE)


def test_a_pinned_engineer_is_on_the_ticket_when_it_is_worked() -> None:
    """Bob instead of ann is a finding; nobody at all is none of this rule's."""
    given = build.problem(build.ticket(pin={"engineer_id": "ann"}), engineers=BOTH)
    (found,) = build.findings(given, RULE, ("t1", "bob", 0, 60))
    assert found.message == "t1 is pinned to ann, who is not on it"
    assert not build.findings(given, RULE)
    assert not build.accepts(given, RULE, "bob", ("t1", 0))
    assert build.accepts(given, RULE, "ann", ("t1", 0))
