"""``openday replan``."""

import json
from pathlib import Path

import pytest
from cli_said import Cli

AT = ("--at", "2026-03-02T10:30")


@pytest.fixture
def sick(plan: Path, tmp_path: Path) -> Path:
    """Return an event: whoever has the most work is sick from now on, and a ticket arrives."""
    work = json.loads((plan / "schedule.json").read_text())["assignments"]
    people = [name for each in work for name in each["engineer_ids"]]
    event = tmp_path / "event.yaml"
    event.write_text(
        f"- {{change: engineer_absent, engineer: {max(people, key=people.count)}, start: now, reason: sick}}\n"
        "- {change: ticket_arrives, id: new, client: '@largest', priority: 1, summary: All is down}\n"
    )
    return event


def test_what_now(cli: Cli, desk: Path, plan: Path, sick: Path, tmp_path: Path) -> None:
    """Plans in words, the fewest changes first; the one that is written is the schedule that the document has."""
    asked = ("replan", desk, "--schedule", plan, "--event", sick, *AT)
    said = cli(*asked, "--take", "none", "--out", tmp_path / "out")
    assert said.code == 0
    assert "is sick from Mon 2 Mar 10:30" in said.out
    assert "No change: " in said.out
    assert "Nothing has been changed" in " ".join(said.out.split())
    answer = cli(*asked, "--json").json
    first = answer["plans"][0]
    assert first["freedom"] == "no_change"
    assert any(change["lost_its_place"] for change in first["changes"])
    assert len(answer["events"]) == 2
    changes = [len(each["changes"]) for each in answer["plans"]]
    assert changes == sorted(set(changes))
    for each in answer["plans"]:
        assert all(change["words"].startswith(change["ticket_id"]) for change in each["changes"])
    assert (tmp_path / "out" / "schedule.json").exists()
    assert (tmp_path / "out" / "calendars").is_dir()


def test_where_nothing_has_happened_all_stays(cli: Cli, desk: Path, plan: Path) -> None:
    """Without an event, at a later hour, the first plan changes nothing."""
    answer = cli("replan", desk, "--schedule", plan, *AT, "--json").json
    assert answer["events"] == []
    assert answer["plans"][0]["changes"] == []
    said = cli("replan", desk, "--schedule", plan, *AT)
    assert "all stays as it was told" in said.out


def test_slips_are_told(cli: Cli, desk: Path, plan: Path, tmp_path: Path) -> None:
    """No schedule, a time outside the window, an engineer who is not there."""
    nothing = cli("replan", desk)
    assert nothing.code == 2
    assert "nothing has been published" in nothing.err
    early = cli("replan", desk, "--schedule", plan, "--at", "2026-02-02T10:30")
    assert early.code == 2
    assert "--at" in early.err
    assert "choose a time from 2026-03-02" in early.err
    event = tmp_path / "event.yaml"
    event.write_text("- {change: engineer_absent, engineer: eve}\n")
    unknown = cli("replan", desk, "--schedule", plan, "--event", event)
    assert unknown.code == 2
    assert "no engineer 'eve'" in unknown.err
