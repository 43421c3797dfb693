"""Base and variants solved alike and compared, on small desks."""

import json
import pickle

import pytest
from build import engineer, problem, schedule, ticket

from constraints import rules_for
from engine.audit import audit
from engine.context import Context
from engine.domain.schedule import Schedule
from engine.errors import DataError
from engine.limits import Limits
from scenarios.comparison import Comparison, comparison_document
from scenarios.comparison.headline import headline, summary
from scenarios.generator import generate
from scenarios.scenario import CONTROL, Scenario
from scenarios.scenariofile import scenario_of
from scenarios.situation import Situation
from scenarios.whatif import BASE, Step, whatif

TINY = Limits(deterministic=0.2)
DESK = generate(4, 15, 2, 5)
TWO = problem(ticket("t1"), ticket("t2", tier=2), engineers=(engineer("ann", name="Ann"), engineer("bob", tier=2)))


def _scenario(**told: object) -> Scenario:
    return scenario_of({"name": "x", **told}, "x")


def _whatif(base: Situation, scenario: Scenario, seeds: tuple[int, ...] = (0, 1)) -> Comparison:
    found = whatif(base, scenario, TINY, seeds, workers=1)
    assert found is not None
    return found


def test_an_unchanged_variant_differs_in_nothing() -> None:
    """The same desk, seeds and deterministic limit give the same plans: nothing moves, no figure, no cost differs."""
    found = _whatif(Situation(DESK), _scenario(variants=[{"name": "same", "changes": []}]))
    (same,) = found.variants
    assert same.verdict.code == "same"
    assert same.tickets == ()
    assert same.by_rule == {}
    assert {each.noise.finding for each in same.figures} == {"same"}
    assert same.side.schedule == found.base.schedule


def test_who_is_missing_is_told_with_what_is_lost() -> None:
    """Only bob may take the ticket of tier 2: without him it is lost, and the two bounds prove that this is dearer."""
    told = _scenario(changes=[{"change": "engineer_absent", "engineer": "bob", "reason": "sick"}])
    (sick,) = _whatif(Situation(TWO), told).variants
    assert [(each.fate.ticket.id, each.fate.kind, each.fate.is_sure) for each in sick.tickets] == [("t2", "lost", True)]
    assert sick.tickets[0].why.startswith("bob is not there then (sick)")
    assert (sick.verdict.direction, sick.verdict.code) == (1, "proven")
    assert sick.by_rule["unassigned"] > 0
    assert sick.cost_difference == sick.side.cost - _whatif(Situation(TWO), told).base.cost


def test_a_rule_that_is_off_is_judged_by_those_of_before() -> None:
    """With no gate on tiers ann takes what only bob might; by the rules of before that is broken, and said."""
    alone = TWO.model_copy(update={"engineers": (TWO.engineers[0],)})
    found = _whatif(Situation(alone), _scenario(changes=[{"change": "rule_off", "rule": "skill_tier"}]))
    (off,) = found.variants
    assert off.is_repriced
    assert off.side.bound is None
    assert off.count("gained") == 1
    assert any("tier" in words for words in off.side.broken)
    assert found.base.broken == ()


def test_other_weights_are_compared_in_the_prices_of_before() -> None:
    """A weight ten times as high makes its own cost ten times as high, and changes nothing in the prices of before."""
    told = _scenario(changes=[{"change": "weights_changed", "weights": {"promptness": 10_000}}])
    late = problem(ticket("t1"), ticket("t2"))
    found = _whatif(Situation(late), told)
    (other,) = found.variants
    assert other.is_repriced
    assert other.side.cost == found.base.cost
    assert other.side.schedule.score is not None
    assert other.side.schedule.score.total > found.base.cost


def test_a_given_schedule_is_judged_and_not_solved() -> None:
    """The base costs what the audit says of the schedule as it stands; only the variants are solved, from it."""
    given = schedule(("t1", "ann", 300, 360), ("t2", "bob", 300, 360))
    steps: list[Step] = []
    told = _scenario(variants=[{"name": "anew", "changes": []}])
    found = whatif(Situation(TWO), told, TINY, (0, 1), given, 1, steps.append)
    assert found is not None
    assert found.is_given
    published = TWO.model_copy(update={"published": given})
    assert found.base.cost == audit(Context(published), rules_for(published.desk), given).score.total
    assert {step.name for step in steps} == {CONTROL, "anew"}
    control, anew = found.variants
    assert found.control is control
    assert found.changed == (anew,)
    assert anew.side.cost <= found.base.cost


def test_what_planning_wins_is_no_effect_of_a_change() -> None:
    """Beside an empty schedule that claims a gap of its own: bob is away, all is placed all the same, and nothing is
    called cheaper but planning on.
    """
    empty = Schedule(assignments=(), gap=0.0, status="optimal")
    told = _scenario(changes=[{"change": "engineer_absent", "engineer": "bob"}])
    found = whatif(Situation(TWO), told, TINY, (0, 1), empty, 1)
    assert found is not None
    assert (found.base.schedule.gap, found.base.schedule.status) == (None, "given")
    control, away = found.variants
    assert control.verdict.direction == -1
    assert away.cost_difference < 0
    assert away.verdict.direction >= 0
    assert "beside planning on without the change (" in headline(found, away)
    assert summary(found) == headline(found, away)
    assert [each["control"] for each in comparison_document(found)["variants"]] == [True, False]


def test_the_name_of_what_nothing_changes_is_taken() -> None:
    """A variant of that name would be written over it."""
    with pytest.raises(DataError, match="may not be called 'planned on, unchanged'"):
        _scenario(variants=[{"name": CONTROL, "changes": []}])


def _stopped_after(solves: int) -> tuple[Comparison | None, list[Step]]:
    steps: list[Step] = []
    told = _scenario(variants=[{"name": "a", "changes": []}, {"name": "b", "changes": []}])
    found = whatif(
        Situation(DESK), told, TINY, (0, 1), None, 1, steps.append, lambda: bool(steps) and steps[-1].done >= solves
    )
    return found, steps


@pytest.mark.parametrize(("solves", "seeds", "names"), [(5, (0,), ["a", "b"]), (2, (0,), ["a"])])
def test_a_stop_keeps_what_is_done(solves: int, seeds: tuple[int, ...], names: list[str]) -> None:
    """Of base, a and b with two seeds each: after five solves the first seed is whole, after two there is a alone."""
    found, _ = _stopped_after(solves)
    assert found is not None
    assert (found.is_stopped, found.seeds, [each.side.name for each in found.variants]) == (True, seeds, names)


@pytest.mark.parametrize("solves", [0, 1])
def test_a_stop_before_there_is_anything_to_compare(solves: int) -> None:
    """The base alone compares with nothing."""
    assert _stopped_after(solves)[0] is None


def test_steps_count_all_solves() -> None:
    """Seed after seed, the base first."""
    told = _scenario(variants=[{"name": "a", "changes": []}])
    steps: list[Step] = []
    whatif(Situation(TWO), told, TINY, (0, 1), None, 1, steps.append)
    starts = [(each.name, each.seed, each.done, each.total) for each in steps if each.progress is None]
    assert starts == [(BASE, 0, 0, 4), ("a", 0, 1, 4), (BASE, 1, 2, 4), ("a", 1, 3, 4)]


def test_what_the_desk_does_not_allow_is_said_at_once() -> None:
    """Every flaw of the changes, before anything is solved."""
    told = _scenario(changes=[{"change": "engineer_absent", "engineer": "anna"}])
    with pytest.raises(DataError, match="no engineer 'anna'"):
        whatif(Situation(TWO), told, TINY)


def test_an_absence_outside_the_window_is_refused() -> None:
    """It would change nothing, which is not what was meant."""
    month = {"start": "2026-04-01T08:00", "end": "2026-04-02T08:00"}
    told = _scenario(changes=[{"change": "engineer_absent", "engineer": "ann", **month}])
    with pytest.raises(DataError, match=r"Wed 1 Apr 2026 08:00 lies outside the planning window"):
        whatif(Situation(TWO), told, TINY)


def test_what_came_in_before_the_window_may_be_told() -> None:
    """A ticket of last week is there in this one; one of next month is refused."""
    for at, is_fine in (("2026-02-25T09:00", True), ("2026-04-25T09:00", False)):
        told = _scenario(changes=[{"change": "ticket_arrives", "id": "new", "client": "contoso", "at": at}])
        if is_fine:
            assert whatif(Situation(TWO), told, TINY, (0,), workers=1) is not None
        else:
            with pytest.raises(DataError, match="outside the planning window"):
                whatif(Situation(TWO), told, TINY, (0,), workers=1)


def test_the_document_is_plain_and_whole() -> None:
    """It goes through JSON unchanged, names every variant with its sentence, and a comparison can be sent on."""
    found = _whatif(Situation(DESK), _scenario(changes=[{"change": "engineer_absent", "engineer": "@key"}]))
    document = comparison_document(pickle.loads(pickle.dumps(found)))
    assert json.loads(json.dumps(document)) == document
    (variant,) = document["variants"]
    assert document["summary"] == variant["headline"]
    assert variant["cost"] - document["base"]["cost"] == variant["cost_difference"]
    assert sum(variant["cost_difference_by_rule"].values()) == variant["cost_difference"]
    assert len(document["base"]["costs_by_seed"]) == len(document["seeds"]) == 2
    assert {each["id"] for each in variant["engineers"]} == set(DESK.engineer)
