"""The ladder lowers itself when agreement falls, and seldom otherwise."""

import math

import numpy as np
import pytest
from past_tickets import AT, past, run

from engine.learning.category import Category
from engine.learning.ladder import Ladder, Level, Policy
from engine.learning.watch import LIMIT, ODDS, PATIENCE, lower, watch

PILOT = Policy(level=Level.AUTOPILOT, threshold=0.8)


def test_evidence_by_hand() -> None:
    """At 0.9 a disagreement adds log(3 / 1.2) = 0.916, an agreement takes log 1.2 = 0.182 away, never below nothing."""
    against, in_favour = math.log(3 / 1.2), math.log(1.2)
    assert watch(PILOT, run("++")).evidence == 0
    assert watch(PILOT, run("++-")).evidence == pytest.approx(against)
    state = watch(PILOT, run("-+-"))
    assert state.evidence == pytest.approx(2 * against - in_favour)
    assert (state.outcomes, state.agreed, state.run, state.run_agreed) == (3, 1, 3, 1)


def test_lowers_itself_when_agreement_falls() -> None:
    """The limit, log 100 = 4.61, takes six disagreements in a row at 0.9; then it is shadow, and says why."""
    assert watch(PILOT, run("+++++-----")).at is None
    after, (said,) = lower(Ladder(policies=(PILOT,)), run("+++++------++"))
    assert said.past_ids == tuple(f"d{number}" for number in range(6, 12))
    assert (said.before, said.after) == (Level.AUTOPILOT, Level.SHADOW)
    assert "of the last 6 tickets that it was sure of, 6 were decided otherwise, where it had stated 90 %" in said.why
    (policy,) = after.policies
    assert (policy.level, policy.since, policy.lowered) == (Level.SHADOW, said.at, said.why)
    assert lower(after, run("+++++------++")) == (after, ())


def test_expected_disagreement_lowers_nothing() -> None:
    """What disagrees as often as was stated stays where it is."""
    assert lower(Ladder(policies=(PILOT,)), run("++++-++++-" * 20, 0.8)) == (Ladder(policies=(PILOT,)), ())


def test_only_what_the_policy_acts_on_counts() -> None:
    """Not what lay below the line, was decided before the level was set, or belongs to a closer policy."""
    wrong = run("-" * 20)
    assert not lower(Ladder(policies=(PILOT.model_copy(update={"threshold": 0.95}),)), wrong)[1]
    assert not lower(Ladder(policies=(PILOT.model_copy(update={"since": wrong[-1].at}),)), wrong)[1]
    closer = Policy(category=Category(client_id="contoso"))
    assert not lower(Ladder(policies=(PILOT, closer)), wrong)[1]
    assert not lower(Ladder(policies=(PILOT,)), [past(each, False, None) for each in range(20)])[1]
    assert lower(Ladder(policies=(PILOT,)), wrong)[1]


def test_levels_that_do_not_act_are_left_alone() -> None:
    """A shadow that is wrong has harmed nobody."""
    shadow = Ladder(policies=(PILOT.model_copy(update={"level": Level.SHADOW, "since": AT}),))
    assert lower(shadow, run("-" * 20)) == (shadow, ())


def test_false_alarms_are_as_rare_as_stated() -> None:
    """With true confidences of 0.85 to 0.98, the mean run before an alarm is more than ten times the bound."""
    random = np.random.default_rng(5)
    evidence, lengths = np.zeros(60), np.zeros(60)
    while (evidence < LIMIT).any():
        is_running = evidence < LIMIT
        stated = random.uniform(0.85, 0.98, 60)
        weights = np.log(np.where(random.random(60) < stated, 1, ODDS) / (1 + (ODDS - 1) * (1 - stated)))
        evidence = np.where(is_running, np.maximum(0, evidence + weights), evidence)
        lengths += is_running
    assert lengths.mean() > 10 * PATIENCE
