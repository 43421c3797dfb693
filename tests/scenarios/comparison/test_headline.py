"""A comparison in a sentence."""

import re
from dataclasses import replace

from build import engineer, problem, ticket

from engine.limits import Limits
from scenarios.comparison import Comparison
from scenarios.comparison.headline import changes_text, headline, summary
from scenarios.comparison.noise import noise
from scenarios.comparison.words import amount_text, change_text, spread_text
from scenarios.scenariofile import scenario_of
from scenarios.situation import Situation
from scenarios.whatif import whatif

SICK = {"change": "engineer_absent", "engineer": "bob", "reason": "sick"}
DESK = problem(ticket("t1"), ticket("t2", tier=2), engineers=(engineer("ann"), engineer("bob", name="Bob", tier=2)))


def _asked(told: dict[str, object]) -> Comparison:
    found = whatif(
        Situation(DESK), scenario_of({"name": "x", **told}, "x"), Limits(deterministic=0.2), (0, 1), workers=1
    )
    assert found is not None
    return found


def test_one_variant() -> None:
    """Who is missing, what is lost and how sure the price is."""
    found = _asked({"changes": [SICK]})
    told = summary(found)
    assert told == headline(found, found.variants[0])
    assert told.startswith("If Bob is sick from Mon 2 Mar 08:00 to Fri 6 Mar 18:00: 1 ticket is lost, SLA met 100.0 %")
    assert told.endswith("engineer-minutes; proven dearer.")


def test_the_cheapest_of_several_comes_first() -> None:
    """The one that changes nothing costs least; the other is named with what it costs more."""
    found = _asked({"variants": [{"name": "sick", "changes": [SICK]}, {"name": "as-ever", "changes": []}]})
    told = summary(found)
    assert told.startswith("as-ever costs least: no ticket is lost or gained")
    assert "The others: sick +" in told


def _costing(found: Comparison, *costs: tuple[int, ...]) -> Comparison:
    """Return a comparison whose variants cost so much by seed, in engineer-minutes, and whose bounds prove nothing."""
    variants = []
    for each, thousands in zip(found.variants, costs, strict=True):
        amounts = tuple(1000 * cost for cost in thousands)
        side = replace(each.side, costs=amounts, cost=min(amounts), bound=None)
        variants.append(replace(each, side=side, by_rule={"travel": min(amounts) - found.base.cost}))
    return replace(found, variants=tuple(variants))


def test_nobody_wins_among_equals() -> None:
    """What costs the same on every seed, or no more than noise apart, is named together; what is dearer is not."""
    told = _asked({"variants": [{"name": name, "changes": []} for name in ("a", "b", "c")]})
    assert summary(told).startswith("a, b and c cost least, the same on every seed: a +0, b +0, c +0. a: no ticket is")
    near = summary(_costing(told, (500, 520), (510, 515), (900, 901)))
    assert near.startswith("a and b cost least, the difference between them is within the noise: a ")
    assert ". a: no ticket is lost or gained, " in near
    assert re.search(r"; no difference\. The others: c \+\d+\.$", near)
    more = summary(_costing(told, (500, 520), (510, 515), (490, 530)))
    assert more.startswith("c, a and b cost least, the differences between them are within the noise: c ")
    assert "The others" not in more
    one = summary(_costing(told, (500,), (510,), (510,)))
    assert one.startswith("a, b and c cost least, the differences between them are not to be told from noise by one")


def test_a_rule_that_is_broken_once_is_broken_in_one_place() -> None:
    """Without skill_tier ann does what only bob may; once that is one place, not places."""
    changes = [SICK, {"change": "rule_off", "rule": "skill_tier"}]
    assert "breaking rules that hold now in 1 place;" in summary(_asked({"changes": changes}))


def test_new_work_and_work_that_is_no_more() -> None:
    """What came is counted with what of it is placed, and what is cancelled is not lost."""
    new = {"change": "ticket_arrives", "id": "new", "client": "contoso", "minutes": 30}
    found = _asked({"changes": [new, {"change": "ticket_cancelled", "ticket": "t1"}]})
    assert ": 1 of 1 new ticket is placed, 1 is no longer work, SLA met" in summary(found)


def test_many_changes_are_counted() -> None:
    """Of more than three only the first is named."""
    assert changes_text(()) == "nothing changes"
    assert changes_text(("a", "b")) == "a; b"
    assert changes_text(tuple("abcde")) == "a, and 4 more changes"


def test_figures_in_words() -> None:
    """Each unit as people read it."""
    assert [amount_text(90, "minutes"), amount_text(81.55, "%"), amount_text(1234, "tickets")] == [
        "1 h 30 min",
        "81.5 %",
        "1,234",
    ]
    assert [
        change_text(-90, "minutes"),
        change_text(2.25, "%"),
        change_text(0.04, "points"),
        change_text(3, "visits"),
    ] == [
        "-1 h 30 min",
        "+2.2 points",
        "-",
        "+3",
    ]


def test_spreads_in_words() -> None:
    """What is noise says so, what is exact has no interval."""
    assert spread_text(noise((5, 5), (7, 7))) == "+2.0"
    assert spread_text(noise((10, 14), (12, 16)), "minutes").startswith("noise (-")
    assert spread_text(noise((10,), (12,))) == "one seed"
    assert spread_text(noise((1, 2), (1, 2))) == "no difference"
