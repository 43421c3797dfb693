"""The replay of a log of incidents: who is judged, what is counted, and what is printed."""

import csv
import sys
from pathlib import Path

import pytest
from made_up_incidents import made_up_log

import benchmarks.resolvers as under_test
from api.connectors.incidents.evidence import Arrived, evidence
from benchmarks.resolvers import Split, agreement, learned, main
from engine.learning.resolver import Settings


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Return the path of a made-up log of sixty incidents."""
    path, rows = tmp_path / "log.csv", made_up_log(60)
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_the_last_fifth_is_judged(log: Path) -> None:
    """Of sixty incidents the last twelve are judged, in the order in which they came in."""
    split = Split.of(evidence(log))
    assert len(split.first) == 48
    assert [each.number for each in split.judged] == [f"INC{number:04}" for number in range(48, 60)]
    assert max(each.at for each in split.first) <= split.judged[0].at


def test_agreement_by_hand(log: Path) -> None:
    """Right with the first for half, with the third for a quarter, never for the rest: 0.5, 0.75, 0.75."""
    split = Split.of(evidence(log))
    answers = {}
    for at, each in enumerate(split.judged):
        right = split.resolver[each.number]
        answers[each.number] = ([right], [right], ["a", "b", right], ["a", "b", "c", "d", "e"])[at % 4]
    assert agreement(split, answers) == [0.5, 0.75, 0.75]


def test_what_is_learned_beats_chance(log: Path) -> None:
    """Who resolves hangs on the group and on the toss of a coin: with the group about half of the firsts are right."""
    split = Split.of(evidence(log))
    ranked = learned(split, Settings((("group", "category"),)))
    assert set(ranked) == {event.number for event in split.events if isinstance(event, Arrived)}
    first, of_three, _ = agreement(
        split, {number: [each.engineer_id for each in who] for number, who in ranked.items()}
    )
    assert first >= 0.3
    assert of_three >= 0.8


def test_the_command(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It prints everybody's agreement and the reliability curves, and draws them."""
    monkeypatch.setattr(sys, "argv", ["resolvers", "--data", str(log), "--plot", str(tmp_path / "curves.png")])
    main()
    said = capsys.readouterr().out
    assert "48 incidents first, then 12 judged" in said
    for name in ("most frequent for group + opener", "lowest workload, by category", "learned, without the group"):
        assert said.count(f"\n| {name} | 0.") == 1
    assert "\nlearned, with the group: its probability: expected calibration error 0." in said
    assert (tmp_path / "curves.png").stat().st_size > 0


def test_without_data_it_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where there is no log, a sentence says so and what to do."""
    monkeypatch.setattr(under_test, "DATA", tmp_path)
    monkeypatch.setattr(sys, "argv", ["resolvers"])
    main()
    assert capsys.readouterr().out.startswith("Skipped: there is no incident event log. Maybe")


def test_a_log_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bad file ends with its error in words."""
    monkeypatch.setattr(sys, "argv", ["resolvers", "--data", str(tmp_path / "none.csv")])
    with pytest.raises(SystemExit, match=r"none\.csv.*there is no such file"):
        main()
