"""Weights from decisions."""

import datetime as dt
import random

from decided import MONDAY, WEIGHTS, decided
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.domain.preference import Preference
from engine.learning.decision import Decision
from engine.learning.learn import learn
from engine.learning.settings import Settings

NEAR = {"travel": 10, "familiarity": 20}
KNOWN = {"travel": 15, "familiarity": 0}
FRIDAY = MONDAY + dt.timedelta(days=4, hours=8)


def continuity(day: int, count: int) -> list[Decision]:
    """Return decisions of one day for the engineer who knows the client and has the longer way."""
    return [decided(100 * day + at, "sarah", day, mike=NEAR, sarah=KNOWN) for at in range(count)]


def test_no_decision_no_change() -> None:
    """Without decisions the weights are the defaults."""
    found = learn(WEIGHTS, [], FRIDAY)
    assert (found.weights, found.steps, found.unexplained, found.decisions) == (WEIGHTS, (), (), 0)


def test_each_change_names_its_decisions() -> None:
    """Who passes over the near one for the known one thinks more of familiarity; the change says because of what."""
    found = learn(WEIGHTS, continuity(0, 3), FRIDAY)
    assert found.weights["familiarity"] > 300
    assert found.weights["travel"] < 1000
    assert found.weights["sla_response"] == 1000
    step = next(each for each in found.steps if each.rule == "familiarity")
    assert (step.day, step.before, step.after) == (MONDAY.date(), 300, found.weights["familiarity"])
    assert (set(step.decisions), step.count) == ({"d000", "d001", "d002"}, 3)
    assert step.sentence == f"familiarity goes up from 300 to {step.after} because of 3 decisions."


def test_the_steps_lead_to_the_weights() -> None:
    """Laid one on the other, the steps of all days lead from the defaults to what was learned."""
    found = learn(WEIGHTS, [*continuity(0, 5), *continuity(1, 5), *continuity(2, 5)], FRIDAY)
    weights = dict(WEIGHTS)
    for step in found.steps:
        assert weights[step.rule] == step.before
        weights[step.rule] = step.after
    assert weights == found.weights


def test_a_day_moves_little() -> None:
    """However many decisions a day has, no weight grows by more than the cap, here a tenth."""
    found = learn(WEIGHTS, continuity(0, 80), FRIDAY, Settings(daily_factor=1.1))
    assert 320 < found.weights["familiarity"] <= 330


def test_a_frozen_rule_stays() -> None:
    """Only the rule that is not frozen moves."""
    found = learn(WEIGHTS, continuity(0, 5), FRIDAY, frozen=["familiarity"])
    assert found.weights["familiarity"] == 300
    assert {each.rule for each in found.steps} == {"travel"}


def test_older_decisions_fade() -> None:
    """After months, one day that says nothing of familiarity lets its weight go back, and the step says why."""
    half = Settings(half_life_days=5)
    later = [decided(900 + day, "mike", 60 + day, mike={"travel": 10}, sarah={"travel": 90}) for day in range(12)]
    now = MONDAY + dt.timedelta(days=80)
    found = learn(WEIGHTS, [*continuity(0, 9), *later], now, half)
    assert learn(WEIGHTS, continuity(0, 9), FRIDAY, half).weights["familiarity"] > found.weights["familiarity"]
    last = [each for each in found.steps if each.rule == "familiarity"][-1]
    assert (last.decisions, last.count) == ((), 0)
    assert last.sentence.endswith("since older decisions have faded.")


def test_decisions_to_come_are_not_looked_at() -> None:
    """What was learned on Monday does not hang on what is decided on Tuesday."""
    evening = MONDAY + dt.timedelta(hours=10)
    assert learn(WEIGHTS, [*continuity(0, 4), *continuity(1, 4)], evening) == learn(WEIGHTS, continuity(0, 4), evening)


def test_service_levels_only_rise() -> None:
    """Whoever chooses late places all week cannot make a missed SLA cheaper, nor leaving work out."""
    late = [decided(at, "sarah", at // 8, mike={"travel": 5}, sarah={"sla_response": 60}) for at in range(40)]
    found = learn(WEIGHTS, late, FRIDAY)
    assert found.weights["sla_response"] == 1000
    assert found.weights["unassigned"] == 1000
    early = [decided(at, "sarah", at // 8, mike={"sla_response": 20}, sarah={"travel": 30}) for at in range(40)]
    assert learn(WEIGHTS, early, FRIDAY).weights["sla_response"] > 1000


def test_what_foresees_no_better_is_not_followed() -> None:
    """Who takes the near one six times in ten, else the familiar one: the desk's own weights foresee that best."""
    near, known = {"familiarity": 100}, {"travel": 40}
    fickle = [decided(at, "sarah" if at % 10 < 4 else "mike", at // 10, mike=near, sarah=known) for at in range(50)]
    steady = [decided(at, "sarah", at // 10, mike=near, sarah=known) for at in range(50)]
    by_day = {"damping": 1.0, "daily_factor": 4.0}
    found, sure = (learn(WEIGHTS, each, FRIDAY, Settings(**by_day)) for each in (fickle, steady))
    heedless = learn(WEIGHTS, fickle, FRIDAY, Settings(**by_day, conviction=0))
    assert found.followed < 0.5 < 0.95 < sure.followed
    own = WEIGHTS["familiarity"]
    assert abs(found.weights["familiarity"] - own) < abs(heedless.weights["familiarity"] - own) / 2
    back = [step for step in found.steps if step.held_back]
    assert back
    assert all("foresees choices no better" in step.sentence and not step.decisions for step in back)


def test_a_confirmed_preference_explains_its_decisions() -> None:
    """Once Sarah is preferred, the same decisions ask for hardly any other weight, and none is left unexplained."""
    wish = Preference(client_id="contoso", engineer_id="sarah", minutes=60, owner="dora", expires=dt.date(2026, 6, 1))
    choices = [decided(at, "sarah", mike={"travel": 5}, sarah={"travel": 40}) for at in range(6)]
    weights = {**WEIGHTS, "client_preference": 1000}
    wide = Settings(daily_factor=4)
    alone = learn(weights, choices, FRIDAY, wide)
    known = learn(weights, choices, FRIDAY, wide, preferences=[wish])
    assert alone.unexplained
    assert not known.unexplained
    assert known.weights["travel"] > alone.weights["travel"]


AMOUNTS = st.fixed_dictionaries({rule: st.integers(0, 300) for rule in WEIGHTS})


@st.composite
def histories(draw: st.DrawFn) -> list[Decision]:
    """Draw up to eight decisions of four days, several of them at one instant."""
    chosen = draw(st.lists(st.tuples(st.integers(0, 3), st.booleans(), AMOUNTS, AMOUNTS), max_size=8))
    return [
        decided(at, "sarah" if other else "mike", day, mike=mike, sarah=sarah).model_copy(
            update={"at": MONDAY + dt.timedelta(days=day)}
        )
        for at, (day, other, mike, sarah) in enumerate(chosen)
    ]


@settings(max_examples=25, deadline=None)
@given(histories(), st.integers(0, 1000))
def test_weights_stay_in_bounds_and_order_does_not_matter(history: list[Decision], seed: int) -> None:
    """Whatever is decided, every weight stays within its bounds, and decisions in another order teach the same."""
    now = MONDAY + dt.timedelta(days=9)
    found = learn(WEIGHTS, history, now)
    for rule, weight in found.weights.items():
        limits = found.bounds.get(rule)
        assert limits.low <= weight <= limits.high if limits else weight == WEIGHTS[rule]
    shuffled = random.Random(seed).sample(history, len(history))
    assert learn(WEIGHTS, shuffled, now).model_dump_json() == found.model_dump_json()


def test_a_withdrawn_preference_prices_nothing() -> None:
    """What a preference once cost is priced anew when it is gone; who does not ask leaves the prices as they were."""
    gone = {"travel": 40, "client_preference": 60}
    choices = [decided(at, "sarah", mike=gone, sarah={"travel": 45}) for at in range(6)]
    without = [decided(at, "sarah", mike={"travel": 40}, sarah={"travel": 45}) for at in range(6)]
    weights = {**WEIGHTS, "client_preference": 1000}
    assert learn(weights, choices, FRIDAY, preferences=()) == learn(weights, without, FRIDAY, preferences=())
    assert learn(weights, choices, FRIDAY) != learn(weights, without, FRIDAY)
