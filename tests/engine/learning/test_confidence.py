"""Confidence: what the chance of being accepted rests on, and that it is honest."""

import datetime as dt
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.learning.confidence import Basis, Question, confidence, confidences, stated
from engine.learning.decision import Decision, Option, Outcome, TicketFacts
from engine.learning.reliability import reliability

MONDAY = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def facts(client: str = "contoso", kind: str = "incident", priority: int = 3) -> TicketFacts:
    """Return a ticket."""
    return TicketFacts(id="T-1", client_id=client, type=kind, priority=priority, tier=1)


def asked(ticket: TicketFacts, margin: int | None = 30, who: str = "mike") -> Question:
    """Return a recommendation whose second place is dearer by some minutes of travel, if there is a second."""
    first = Option(engineer_id=who, start=MONDAY, amounts={"travel": 10})
    second = () if margin is None else (Option(engineer_id="sarah", start=MONDAY, amounts={"travel": 10 + margin}),)
    return Question(ticket=ticket, options=(first, *second), weights={"travel": 1000})


def decided(number: int, accepted: bool, question: Question, at: dt.datetime) -> Decision:
    """Return a decision on a recommendation: accepted, or all turned down."""
    values: dict[str, Any] = question.model_dump() | {"chosen": question.options[0] if accepted else None}
    outcome = Outcome.ACCEPT if accepted else Outcome.REJECT
    return Decision(id=f"{number:05}", at=at, actor="dora", outcome=outcome, weights_version=1, **values)


def series(pattern: str, question: Question, start: dt.datetime = MONDAY, first: int = 0) -> list[Decision]:
    """Return a decision every ten minutes, a + for one that was accepted."""
    step = dt.timedelta(minutes=10)
    return [decided(first + at, each == "+", question, start + at * step) for at, each in enumerate(pattern)]


def test_nothing_is_pretended_before_there_is_data() -> None:
    """Without decisions, and with too few, there is no probability; the answer says how many there are."""
    for known in ("", "+++++"):
        said = confidence(series(known, asked(facts())), asked(facts()), MONDAY + DAY)
        assert (said.probability, said.low, said.high, said.basis) == (None, 0.0, 1.0, Basis.NOTHING)
        assert said.count == len(known)
        assert said.words == f"Not known yet: {len(known)} decisions to learn from, too few or too old."


def test_nothing_is_recommended() -> None:
    """Where no place was found there is nothing to accept, whatever was decided before."""
    question = Question(ticket=facts(), options=(), weights={})
    assert confidence(series("+" * 20, asked(facts())), question, MONDAY + DAY).probability is None


def test_a_category_speaks_for_itself() -> None:
    """Two clients of one desk, one always agreed with and one never: each is judged by its own decisions."""
    good, bad = asked(facts("contoso")), asked(facts("fabrikam"))
    decisions = [*series("+" * 30, good), *series("-" * 30, bad, first=100)]
    for question, least, most in ((good, 0.85, 1.0), (bad, 0.0, 0.15)):
        said = confidence(decisions, question, MONDAY + DAY)
        assert said.probability is not None
        assert least <= said.probability <= most
        assert (said.basis, said.count) == (Basis.CLIENT, 30)
        assert said.low <= said.probability <= said.high


@pytest.mark.parametrize(
    ("ticket", "basis", "count"),
    [
        (facts(), Basis.CLIENT, 20),
        (facts(client="new"), Basis.KIND, 20),
        (facts(client="new", priority=1), Basis.TYPE, 20),
        (facts(kind="change"), Basis.DESK, 20),
    ],
)
def test_what_is_unknown_backs_off(ticket: TicketFacts, basis: Basis, count: int) -> None:
    """A ticket of a category without decisions is judged by the narrowest wider one that has enough."""
    said = confidence(series("+" * 18 + "--", asked(facts())), asked(ticket), MONDAY + DAY)
    assert (said.basis, said.count) == (basis, count)
    assert said.probability is not None
    assert 0.6 < said.probability < 0.95


def test_older_decisions_fade() -> None:
    """The same twenty decisions count for less and less, and in the end for nothing."""
    decisions = series("+" * 20, asked(facts()))
    later = [confidence(decisions, asked(facts()), MONDAY + days * DAY) for days in (1, 20, 60)]
    chances = [each.probability for each in later]
    assert chances[0] is not None
    assert chances[1] is not None
    assert chances[0] > chances[1]
    assert chances[2] is None
    assert later[2].count == 20


def test_new_habits_outweigh_old_ones() -> None:
    """Forty agreements of half a year ago weigh less than ten refusals of today."""
    question = asked(facts())
    decisions = [*series("+" * 40, question), *series("-" * 10, question, MONDAY + 180 * DAY, 100)]
    said = confidence(decisions, question, MONDAY + 181 * DAY)
    assert said.probability is not None
    assert said.probability < 0.3


def test_the_margin_counts_once_it_has_told() -> None:
    """Where she follows wide margins and not narrow ones, a wide one is the surer at equal category."""
    wide, narrow = asked(facts(), 90), asked(facts(), 2)
    decisions = [*series("+" * 40, wide), *series("-+" * 20, narrow, MONDAY + DAY / 2, 100)]
    sure, unsure = (confidence(decisions, each, MONDAY + DAY).probability for each in (wide, narrow))
    assert sure is not None
    assert unsure is not None
    assert sure > unsure + 0.15


def test_the_only_place_has_no_margin() -> None:
    """A recommendation with one place is judged like any other."""
    question = asked(facts(), None)
    said = confidence(series("+" * 20, question), question, MONDAY + DAY)
    assert said.probability is not None
    assert said.probability > 0.8


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 60), st.sampled_from("ab")), max_size=25), st.randoms())
def test_a_pure_function_of_the_past(past: list[tuple[bool, int, str]], random: Any) -> None:
    """Neither the order in which decisions are given nor decisions after now change anything, to the last bit."""
    decisions = [
        decided(at, accepted, asked(facts(client), at % 7 or None), MONDAY + day * DAY)
        for at, (accepted, day, client) in enumerate(past)
    ]
    now = MONDAY + 30 * DAY
    shuffled = random.sample(decisions, len(decisions))
    known = [each for each in decisions if each.at <= now]
    answers = {confidence(each, asked(facts("a")), now) for each in (decisions, shuffled, known)}
    assert len(answers) == 1


def test_many_questions_are_as_one() -> None:
    """Questions asked one after the other get the answers that each gets alone."""
    decisions = series("+-+++-++-++++-+-++++", asked(facts()))
    asks = [(asked(facts(), margin), MONDAY + margin * dt.timedelta(minutes=2)) for margin in (0, 40, 80, 120)]
    assert list(confidences(decisions, asks)) == [confidence(decisions, *each) for each in asks]


def test_what_was_stated_before_each_decision() -> None:
    """Each decision is judged by the earlier ones alone; the first ones, before there was enough, are left out."""
    decisions = series("+-+++-++-+++", asked(facts()))
    said = stated(decisions)
    assert len(said) == 12 - 9
    for decision, each in zip(decisions[9:], said, strict=True):
        before = [other for other in decisions if other.at < decision.at]
        alone = confidence(before, Question.of(decision), decision.at)
        assert (each.probability, each.came_true) == (alone.probability, decision.outcome is Outcome.ACCEPT)


def test_calibrated_on_a_simulated_dispatcher() -> None:
    """Of a dispatcher whose chances are known, what is stated is borne out: the expected calibration error is small,
    the probabilities tell cases apart, and they are far better than the desk's mean.
    """
    rng = np.random.default_rng(5)
    taste = {client: float(rng.normal(0, 1.2)) for client in "abcdef"}
    decisions = []
    for at in range(500):
        client, margin = "abcdef"[rng.integers(6)], int(rng.exponential(60))
        chance = 1 / (1 + np.exp(-(taste[client] + 0.8 * np.log((margin + 5) / 30))))
        question = asked(facts(client), margin)
        decisions.append(decided(at, bool(rng.random() < chance), question, MONDAY + at * DAY / 8))
    curve = reliability(stated(decisions))
    share = np.mean([each.outcome is Outcome.ACCEPT for each in decisions])
    assert curve.error is not None
    assert curve.brier is not None
    assert curve.error < 0.06
    assert curve.brier < 0.85 * share * (1 - share)
    assert all(low.stated < high.stated for low, high in pairwise(curve.bins))
