"""Errors of changes name the change and what to do; the order in which things were added is lost."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import build
import pytest

from engine.domain.engineer import Certificate
from engine.domain.problem import Problem
from engine.domain.sla import SlaPolicy, SlaTarget
from engine.errors import DataError
from scenarios.changed import changed
from scenarios.changes.new_hire import NewHire
from scenarios.scenariofile import scenario_of
from scenarios.situation import Situation


def desk() -> Problem:
    """Return a desk with ann, who works on weekdays from 08:00 to 17:00, and an hour of work at contoso's hq."""
    policy = SlaPolicy(id="gold", targets=(SlaTarget(priority=1, respond_minutes=60),))
    return build.problem(
        build.ticket(site_id="hq"),
        desk=build.desk(sla_policies=(policy,)),
        engineers=(build.engineer(certificates=(Certificate(name="ccna"),)),),
    )


def told(*changes: Mapping[str, Any]) -> Situation:
    """Return the desk with changes as a file tells them."""
    return changed(Situation(desk()), scenario_of({"name": "s", "changes": list(changes)}, "s.yaml").changes, "s.yaml")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"change": "engineer_absent", "engineer": "anne"}, "the desk has no engineer 'anne'; maybe you mean 'ann'"),
        ({"change": "engineer_absent", "engineer": "ann", "start": "wed", "end": "tue"}, "ends at"),
        ({"change": "engineer_late", "engineer": "ann", "minutes": 600}, "use engineer_absent for a whole day"),
        ({"change": "engineer_late", "engineer": "ann", "minutes": 9, "day": "day 99"}, "planning window"),
        ({"change": "engineer_leaves_early", "engineer": "ann", "minutes": 540}, "use engineer_absent"),
        ({"change": "new_hire", "id": "ann", "like": "ann"}, "there is an engineer 'ann' already"),
        ({"change": "new_hire", "id": "bob", "like": "@tier-3"}, "'@tier-3' is no engineer of this desk"),
        ({"change": "certificate_lapsed", "engineer": "ann", "certificate": "ccnb"}, "maybe you mean 'ccna'"),
        ({"change": "ticket_cancelled", "ticket": "t2"}, "the desk has no ticket 't2'"),
        ({"change": "ticket_shortened", "ticket": "t1", "minutes": 60}, "leave the minutes out if it is done"),
        ({"change": "ticket_overruns", "ticket": "t1", "minutes": 9_999}, "must be at most 10000"),
        ({"change": "ticket_arrives", "id": "t1", "client": "contoso"}, "there is a ticket 't1' already"),
        ({"change": "ticket_arrives", "id": "t2", "client": "contoso", "site": "hg"}, "the desk has no site 'hg'"),
        ({"change": "ticket_arrives", "id": "t2", "client": "contoso", "skills": [{"name": "vpn"}]}, "no engineer"),
        ({"change": "client_won", "id": "contoso", "like": "contoso"}, "there is a client 'contoso' already"),
        ({"change": "client_policy_changed", "client": "contoso", "policy": "golf"}, "maybe you mean 'gold'"),
        ({"change": "sla_policy_changed", "policy": "gold", "percent": 50, "priority": 3}, "no target for priority 3"),
        ({"change": "site_closed", "site": "hq", "start": "wed", "end": "wed"}, "not after its start"),
        ({"change": "volume_changed", "percent": 50, "type": "incidents"}, "maybe you mean 'incident'"),
        ({"change": "travel_slower", "percent": 299, "seed": 1}, "is not a known key"),
        ({"change": "weights_changed", "weights": {"travle": 5}}, "maybe you mean 'travel'"),
        ({"change": "weights_changed", "weights": {"skills": 5}}, "is a gate and has no weight"),
        ({"change": "rule_off", "rule": "overtim"}, "maybe you mean 'overtime'"),
        ({"change": "rule_off", "rule": "effort"}, "no plan has times without the rule 'effort'"),
    ],
    ids=lambda value: value["change"] if isinstance(value, Mapping) else "",
)
def test_errors_name_the_change_and_what_to_do(change: Mapping[str, Any], message: str) -> None:
    """The file, the place in it and the hint are there, behind a change that is right."""
    with pytest.raises(DataError) as error:
        told({"change": "travel_slower", "percent": 10}, change)
    (flaw,) = error.value.flaws
    assert flaw.file == "s.yaml"
    assert flaw.field.startswith(f"changes[1].{change['change']}")
    assert message in str(flaw)


def test_all_errors_come_in_one_report() -> None:
    """Two wrong changes give two flaws, each at its own place."""
    with pytest.raises(DataError) as error:
        told({"change": "ticket_cancelled", "ticket": "x"}, {"change": "rule_off", "rule": "x"})
    assert [flaw.field for flaw in error.value.flaws] == ["changes[0].ticket_cancelled", "changes[1].rule_off"]


def test_what_is_new_stands_behind_what_there_was_by_id() -> None:
    """Zoe told before Bob is behind her."""
    hires = [NewHire(id="zoe", like="ann"), NewHire(id="bob", like="ann")]
    assert [each.id for each in changed(Situation(desk()), hires).problem.engineers] == ["ann", "bob", "zoe"]


def test_a_change_may_speak_of_what_another_has_added() -> None:
    """A hire is absent on her first day: Monday is busy for her from the window's start."""
    absent = {"change": "engineer_absent", "engineer": "bob", "end": "tue"}
    found = told({"change": "new_hire", "id": "bob", "like": "ann"}, absent).problem.engineer["bob"]
    assert [(each.start, each.end) for each in found.busy] == [(build.MONDAY, dt.datetime(2026, 3, 3, tzinfo=dt.UTC))]
