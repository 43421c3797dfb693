"""A schedule made by hand with twelve violations planted in it: the audit and the command line name them all."""

import json
from pathlib import Path

import build
import pytest

from api.cli.main import run
from constraints import rules_for
from engine.audit import audit
from engine.context import Context
from engine.domain.problem import Problem
from engine.files import write_desk

ANN = {
    "name": "Ann",
    "skills": [{"name": "vpn", "level": 3}],
    "certificates": [{"name": "iso", "expires": "2026-03-01"}],
    "breaks": [{"window_start": 720, "window_end": 780, "minutes": 60}],
}
"""Tier 1, from 08:00 to 17:00 with lunch from 12:00 to 13:00; her certificate lapsed the day before the week."""
DAYS = 1440

PLANTED = {
    ("skill_tier", "below"): "below is tier 2 work, Ann is tier 1",
    ("skill_tier", "above"): "above is tier 1 work, Bob is tier 3",
    ("skills", "unskilled"): "unskilled needs erp at level 2, Ann has none of it",
    ("certificates", "lapsed"): "lapsed needs the certificate iso, that of Ann is valid until 2026-03-01",
    ("working_hours", "late"): "late lies 30 minutes outside the hours of Ann on 2026-03-02",
    ("one_thing_at_a_time", "second"): "Ann has first and second at once for 30 minutes on 2026-03-03",
    ("breaks", "lunch"): "lunch takes 30 minutes of the 60 minute break of Ann on 2026-03-03",
    ("one_thing_at_a_time", "there"): "Ann has no room for the trip from hq to branch (45 minutes) on 2026-03-04",
    (
        "time_windows",
        "early",
    ): "early of Ann starts Thu 5 Mar 08:00 and ends Thu 5 Mar 09:00, 30 minutes outside its window",
    ("dependencies", "after"): "after starts Thu 5 Mar 10:00, before before has ended (Thu 5 Mar 12:00)",
    ("excluded_engineer", "unwelcome"): "unwelcome excludes Ann",
    ("together", "pair"): "pair needs 2 engineers, it has 1: Ann",
}
"""What is broken, by rule and ticket, and the words that say so."""

PARTS = (
    ("below", "ann", 0, 60),
    ("above", "bob", 0, 60),
    ("unskilled", "ann", 60, 120),
    ("lapsed", "ann", 120, 180),
    ("late", "ann", 510, 570),
    ("first", "ann", DAYS, DAYS + 60),
    ("second", "ann", DAYS + 30, DAYS + 90),
    ("lunch", "ann", DAYS + 210, DAYS + 270),
    ("here", "ann", 2 * DAYS, 2 * DAYS + 60),
    ("there", "ann", 2 * DAYS + 80, 2 * DAYS + 140),
    ("early", "ann", 3 * DAYS, 3 * DAYS + 60),
    ("after", "ann", 3 * DAYS + 120, 3 * DAYS + 180),
    ("before", "ann", 3 * DAYS + 180, 3 * DAYS + 240),
    ("unwelcome", "ann", 3 * DAYS + 300, 3 * DAYS + 360),
    ("pair", "ann", 3 * DAYS + 360, 3 * DAYS + 420),
)
"""Ticket, engineer, first minute, last minute."""


@pytest.fixture(scope="module")
def problem() -> Problem:
    """Return a desk on which each of the tickets can be worked, but not as the schedule has it."""
    thursday = [{"start": build.at(3 * DAYS + 30), "end": build.at(3 * DAYS + 300)}]
    special = {
        "below": {"tier": 2},
        "unskilled": {"skills": [{"name": "erp", "min_level": 2}]},
        "lapsed": {"certificates": ["iso"]},
        "here": {"site_id": "hq"},
        "there": {"site_id": "branch"},
        "early": {"time_windows": thursday},
        "after": {"depends_on": [{"ticket_id": "before"}]},
        "unwelcome": {"excluded_engineers": ["ann"]},
        "pair": {"engineers_needed": 2},
    }
    tickets = [build.ticket(name, **special.get(name, {})) for name, *_ in PARTS]
    bob = {"name": "Bob", "skills": [{"name": "erp", "level": 3}], "certificates": [{"name": "iso"}]}
    return build.problem(
        *tickets,
        desk=build.desk(travel_times=build.roads(("hq", "branch", 45))),
        engineers=(build.engineer("ann", **ANN), build.engineer("bob", tier=3, **bob)),
        sites=(build.site("hq", client_id="contoso"), build.site("branch", client_id="contoso", latitude=1)),
    )


@pytest.fixture(scope="module")
def folder(problem: Problem, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the desk, and the schedule as a person would write it: assignments only."""
    folder = tmp_path_factory.mktemp("by hand")
    write_desk(problem, folder / "desk")
    given = build.schedule(*PARTS).model_dump(mode="json", include={"assignments"})
    (folder / "schedule.json").write_text(json.dumps(given), encoding="utf-8")
    return folder


def test_audit_names_every_violation_and_nothing_else(problem: Problem) -> None:
    """The twelve planted violations are the hard findings, each by its rule, its ticket and in words."""
    hard = audit(Context(problem), rules_for(problem.desk), build.schedule(*PARTS)).hard
    assert {(finding.constraint, finding.ticket_id) for finding in hard} == set(PLANTED)
    assert len(hard) == len(PLANTED) == 12
    for finding in hard:
        assert PLANTED[finding.constraint, finding.ticket_id] in finding.message


def test_check_prints_every_violation(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """``openday check`` exits with 1 and prints each of the twelve in words, as a table and as JSON."""
    monkeypatch.setenv("COLUMNS", "250")
    assert run(["check", str(folder / "desk"), str(folder / "schedule.json")]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "12 broken rules" in said
    assert run(["check", str(folder / "desk"), str(folder / "schedule.json"), "--json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    messages = [finding["message"] for finding in findings if finding["is_hard"]]
    for (rule, _), words in PLANTED.items():
        assert f"{rule.replace('_', ' ')} {words}" in said
        assert any(message.startswith(words) for message in messages)
