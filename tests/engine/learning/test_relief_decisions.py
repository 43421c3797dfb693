"""What the weights learn from moves that were turned down to free a time."""

import datetime as dt
from zoneinfo import ZoneInfo

from engine.learning.agreement import agreement
from engine.learning.confidence import Question, confidence
from engine.learning.decision import Asked, Decision, Option, Outcome, TicketFacts
from engine.learning.learn import learn
from engine.learning.replay import as_shown

NOW = dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC)
WEIGHTS = {"familiarity": 1000, "travel": 1000, "stability": 1000, "unassigned": 1000}


def turned_down(at: int, asked: Asked = Asked.RELIEF) -> Decision:
    """Return that Contoso's work stays with sarah, though mike, who does not know them, is closer."""
    start = NOW - dt.timedelta(days=20 - at)
    return Decision(
        id=str(at),
        at=start,
        actor="ana",
        outcome=Outcome.MODIFY,
        ticket=TicketFacts(id=f"T-{at}", client_id="contoso", type="network", priority=2, tier=2),
        weights_version=1,
        weights=WEIGHTS,
        options=(Option(engineer_id="mike", start=start, amounts={"familiarity": 40, "stability": 30}),),
        chosen=Option(engineer_id="sarah", start=start, amounts={"travel": 60, "stability": 20}),
        asked=asked,
    )


def test_weights_move_in_the_direction_of_what_was_turned_down() -> None:
    """What made the refused way dearer weighs more, what made the kept one dearer less; stability never moves."""
    learned = learn(WEIGHTS, [turned_down(at) for at in range(15)], NOW)
    assert learned.weights["familiarity"] > 1000
    assert learned.weights["travel"] < 1000
    assert learned.weights["stability"] == 1000
    for step in learned.steps:
        assert learned.bounds[step.rule].low <= step.after <= learned.bounds[step.rule].high
        assert step.decisions or step.held_back


def test_they_say_nothing_of_recommendations() -> None:
    """Agreement, what was shown and the confidence in a recommendation are those without them."""
    made = [turned_down(at) for at in range(15)]
    assert agreement(made, ZoneInfo("UTC")).whole.decisions == 0
    assert as_shown(made).count == 0
    question = Question.of(made[0])
    assert confidence(made, question, NOW) == confidence([], question, NOW)
    shown = [turned_down(at, Asked.RECOMMENDATION) for at in range(15)]
    assert confidence(shown, question, NOW) != confidence([], question, NOW)
