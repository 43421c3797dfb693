"""The state behind a confidence: what it does when much has been seen."""

import datetime as dt

import pytest

import engine.learning.acceptance as under_test
from engine.learning.acceptance import Acceptance, Question, Settings
from engine.learning.decision import Decision, Option, Outcome, TicketFacts

MONDAY = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
TICKET = TicketFacts(id="T-1", client_id="contoso", type="incident", priority=3, tier=1)


def decided(number: int, accepted: bool) -> Decision:
    """Return one of a row of decisions with ever other margins."""
    first = Option(engineer_id="mike", start=MONDAY)
    shown = (first, Option(engineer_id="sarah", start=MONDAY, amounts={"travel": number % 13}))
    return Decision(
        id=f"{number:05}",
        at=MONDAY + dt.timedelta(hours=number),
        actor="dora",
        outcome=Outcome.ACCEPT if accepted else Outcome.MODIFY,
        ticket=TICKET,
        weights_version=1,
        weights={"travel": 1000},
        options=shown,
        chosen=first if accepted else shown[1],
    )


def test_only_the_latest_rows_are_fitted(monkeypatch: pytest.MonkeyPatch) -> None:
    """However the rows are moved up, the layer is fitted to the latest ones: those before do not change it."""
    monkeypatch.setattr(under_test, "_MOST_ROWS", 20)
    model = Acceptance(Settings())
    for number in range(75):
        model.observe(decided(number, number % 3 > 0))
    rows = model._latest()
    assert len(rows) == 20
    assert rows[:, -1] == pytest.approx([decided(number, True).at.timestamp() / 86_400 for number in range(55, 75)])
    assert rows[:, -2] == pytest.approx([float(number % 3 > 0) for number in range(55, 75)])


def test_without_a_recommendation_nothing_is_learned() -> None:
    """A decision for which nothing was recommended says nothing about recommendations."""
    model = Acceptance(Settings())
    model.observe(decided(1, True).model_copy(update={"options": ()}))
    assert model.rates.seen(("desk",)) == 0


def test_before_the_first_decision_the_chance_is_even() -> None:
    """The state itself starts at one half; it is up to the confidence not to say so."""
    assert Acceptance(Settings()).probability(Question.of(decided(1, True)), 0.0) == pytest.approx(0.5)
