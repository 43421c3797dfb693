"""What is wrong with a scenario's file, and where."""

from pathlib import Path

import pytest

from engine.errors import DataError, Flaw
from scenarios.scenariofile import read_scenario
from scenarios.sweep.sweepfile import read_sweep


def flaw(text: str, folder: Path) -> Flaw:
    """Return the one flaw of a file with some content, which sweeps have as well."""
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    found = []
    for read in (read_scenario, read_sweep):
        with pytest.raises(DataError) as error:
            read(path)
        found += error.value.flaws
    assert found[1:] == found[:1]
    return found[0]


@pytest.mark.parametrize(
    ("text", "key", "first", "second"),
    [
        ("changes:\n- {change: team_absent}\nchanges:\n- {change: rule_off, rule: travel}\n", "changes", 1, 3),
        ("changes:\n- {change: team_absent, start: day 2,\n   start: day 3}\n", "start", 2, 3),
        ('{"name": "x", "name": "x"}', "name", 1, 1),
    ],
)
def test_a_key_that_is_given_twice_is_named(text: str, key: str, first: int, second: int, tmp_path: Path) -> None:
    """With both lines, at the top and inside, in JSON too."""
    found = flaw(text, tmp_path)
    assert found.line == second
    assert found.message == f"this is no YAML: the key {key!r} is given twice, first in line {first}"


@pytest.mark.parametrize(("character", "code"), [("\x00", "U+0000"), ("\x07", "U+0007"), ("\ufffe", "U+FFFE")])
def test_a_character_that_yaml_has_not_is_named(character: str, code: str, tmp_path: Path) -> None:
    """With its line."""
    found = flaw(f"name: x\npurpose: a{character}b\nchanges: []\n", tmp_path)
    assert (found.line, found.message) == (2, f"this is no YAML: the character {code} cannot stand in it")


@pytest.mark.parametrize("text", ["[" * 5000, "{a: " * 5000])
def test_what_is_nested_too_deeply_is_refused(text: str, tmp_path: Path) -> None:
    """It is the file's flaw, and no fault of the program."""
    assert "nested too deeply" in flaw(text, tmp_path).message
