"""What ``openday capacity`` says of a report."""

import build
import pytest

from api.cli.capacities import say_capacity, sentence
from constraints.skill_tier import SkillTier
from constraints.skills import Skills
from constraints.unassigned import Unassigned
from engine.domain.engineer import Busy
from scenarios.capacity import capacity_report

RULES = (*build.with_base(Unassigned()), Skills(), SkillTier())


def test_what_nobody_can_do_comes_first() -> None:
    """The only one of tier 3 is on leave; with everybody on leave nothing else is said."""
    away = (Busy(start=build.at(0), end=build.at(5 * build.DAY)),)
    sue, bob = build.engineer("sue", tier=3, busy=away), build.engineer("bob")
    hard = tuple(build.ticket(f"p{at}", tier=3, priority=1) for at in range(3))
    given = build.problem(*hard, build.ticket("easy"), engineers=(sue, bob))
    said = sentence(capacity_report(given, RULES), ())
    assert said.startswith("3 open tickets cannot be done by anybody inside the planning window. Of all else: Nothing")
    alone = build.problem(*hard, engineers=(sue,))
    said = sentence(capacity_report(alone, RULES), ())
    assert said == "3 open tickets cannot be done by anybody inside the planning window."


def test_no_hours_and_only_later_work(capfd: pytest.CaptureFixture[str]) -> None:
    """The only one is on leave, and the only ticket begins next week: nothing is wanted, and its hour is not lost."""
    away = (Busy(start=build.at(0), end=build.at(5 * build.DAY)),)
    part = build.ticket("part", earliest_start=build.at(7 * build.DAY))
    given = build.problem(part, engineers=(build.engineer("ann", busy=away),))
    report = capacity_report(given, RULES)
    assert report.loads[0].later == 60
    say_capacity(given, report, ())
    assert "Nothing is wanted inside the planning window" in capfd.readouterr().out
