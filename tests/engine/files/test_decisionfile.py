"""Files of decisions."""

import json
from pathlib import Path

import pytest
from decided import decided

from engine.errors import DataError
from engine.files.decisionfile import read_decisions, write_decisions


def test_decisions_come_back(tmp_path: Path) -> None:
    """What is written is read again, field by field."""
    made = [decided(at, "mike", mike={"travel": 10}, sarah={"travel": 20}) for at in range(2)]
    file = tmp_path / "decisions.json"
    write_decisions(file, made)
    assert read_decisions(file) == made


def test_all_flaws_come_in_one_report(tmp_path: Path) -> None:
    """A missing actor and a fifth priority are both named, with their places; so is an id that stands twice."""
    good = decided(1, "mike", mike={"travel": 10}).model_dump(mode="json")
    bad = {**good, "ticket": {**good["ticket"], "priority": 5}}
    nameless = {key: value for key, value in good.items() if key != "actor"}
    file = tmp_path / "decisions.json"
    file.write_text(json.dumps([bad, nameless]), encoding="utf-8")
    with pytest.raises(DataError) as raised:
        read_decisions(file)
    assert [(each.field, each.message) for each in raised.value.flaws] == [
        ("[0].ticket.priority", "must be at most 4"),
        ("[1].actor", "is missing"),
    ]
    file.write_text(json.dumps([good, good]), encoding="utf-8")
    with pytest.raises(DataError, match=r"\[1\]\.id: this decision is given twice \(found 'd001'\)"):
        read_decisions(file)


def test_a_file_of_something_else(tmp_path: Path) -> None:
    """A JSON object is no list of decisions, and the error says what was meant to be given."""
    file = tmp_path / "schedule.json"
    file.write_text("{}", encoding="utf-8")
    with pytest.raises(DataError, match=r"schedule\.json: is no JSON list\n  Maybe it is not a file of openday dec"):
        read_decisions(file)
