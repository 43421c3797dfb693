"""Working hours, on-call hours and remote-only days."""

import build
import pytest

from constraints.working_hours import WorkingHours


@pytest.mark.parametrize(("start", "outside"), [(480, 0), (481, 1), (540, 60)])
def test_work_ends_within_the_hours(start: int, outside: int) -> None:
    """An hour from 16:01 lies one minute outside."""
    given = build.problem(build.ticket())
    found = build.findings(given, WorkingHours(), ("t1", "ann", start, start + 60))
    assert [each.amount for each in found] == ([outside] if outside else [])
    assert build.accepts(given, WorkingHours(), "ann", ("t1", start)) is not bool(outside)


def test_on_call_hours_take_only_their_priorities() -> None:
    """An evening on call for P1 refuses P3."""
    duty = build.engineer(on_call=[{"hours": "mon 18:00-20:00", "priorities": [1]}])
    given = build.problem(build.ticket(priority=1), build.ticket("t2"), engineers=(duty,))
    (found,) = build.findings(given, WorkingHours(), ("t1", "ann", 600, 660), ("t2", "ann", 660, 720))
    assert found.message == "t2 is priority 3; ann is on call for others then"
    assert build.accepts(given, WorkingHours(), "ann", ("t1", 600), day=1)
    assert not build.accepts(given, WorkingHours(), "ann", ("t2", 600), day=1)


def test_a_remote_only_day_has_no_visit() -> None:
    """On Monday, ann works remotely only."""
    given = build.problem(build.ticket(site_id="hq"), engineers=(build.engineer(remote_only_days=[0]),))
    (found,) = build.findings(given, WorkingHours(), ("t1", "ann", 0, 60))
    assert found.message == "t1 is on-site, ann works remotely on 2026-03-02"
    assert not build.accepts(given, WorkingHours(), "ann", ("t1", 0))
    assert build.accepts(given, WorkingHours(), "ann", ("t1", build.DAY), day=1)
