"""What is wrong with a scenario's file, and where."""

from pathlib import Path

import pytest

from engine.errors import DataError, Flaw
from scenarios.changes.engineer_absent import EngineerAbsent
from scenarios.scenariofile import read_scenario
from scenarios.sweep.sweepfile import read_sweep


def flaw(text: str, folder: Path, form: str = "yaml") -> Flaw:
    """Return the one flaw of a file with some content, which sweeps have as well."""
    path = folder / f"mine.{form}"
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


SICK = """{
\t"purpose": "\\ud83e\\udd12?",
\t"changes": [{"change": "engineer_absent", "engineer": 7, "start": "tue 13:00"}]
}"""
"""With tabs, a character as two surrogates, as Python's json writes it, and a name of digits."""


@pytest.mark.parametrize("name", ["mine.json", "MINE.JSON"])
def test_json_is_read_as_json(name: str, tmp_path: Path) -> None:
    """Tabs may stand before a line, two surrogates are one character, and a number stands for a name as in YAML."""
    path = tmp_path / name
    path.write_text(SICK, encoding="utf-8")
    scenario = read_scenario(path)
    assert (scenario.name, scenario.purpose) == (path.stem, "\N{FACE WITH THERMOMETER}?")
    assert scenario.changes == (EngineerAbsent(engineer="7", start="tue 13:00"),)
    path.write_text('{"seeds": [1, 2], "weights": {"travel": [0.5e3, 1000]}}', encoding="utf-8")
    assert read_sweep(path).seeds == (1, 2)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (SICK[:-1], 4, "expecting ',' delimiter"),
        ('{\n"name": x}', 2, "expecting value"),
        ('{"a": [{"b": 1}, {"b": 2}],\n"c": {"b": "c"},\n"a": 2}', 3, "the key 'a' is given twice, first in line 1"),
        ('[{"b": 1,\n"c": "\\"b\\": {", "b": 2}]', 2, "the key 'b' is given twice, first in line 1"),
    ],
)
def test_what_is_wrong_with_json_has_its_line(text: str, line: int, message: str, tmp_path: Path) -> None:
    """What JSON's reader finds, and a key given twice, of which it would take the last one without a word."""
    found = flaw(text, tmp_path, "json")
    assert (found.line, found.message) == (line, f"this is no JSON: {message}")


@pytest.mark.parametrize("form", ["yaml", "json"])
@pytest.mark.parametrize("text", ['{"name":\n"a \\ud83e b"}', '{"name": "x",\n"a \\ud83e b": 1}'])
def test_half_a_character_is_refused(text: str, form: str, tmp_path: Path) -> None:
    """No file can be written that holds one: not as a text, and not as a key; the line is named."""
    found = flaw(text, tmp_path, form)
    words = f"this is no {form.upper()}: the text 'a \\ud83e b' holds half a character; write the character itself"
    assert (found.line, found.message) == (2, words)


def test_two_halves_are_no_character_in_yaml(tmp_path: Path) -> None:
    """There a character is told by one escape."""
    assert "holds half a character" in flaw('{"name": "\\ud83e\\udd12"}', tmp_path).message
    (tmp_path / "whole.yaml").write_text(
        '{"name": "\\U0001F912", "changes": [{change: team_absent}]}', encoding="utf-8"
    )
    assert read_scenario(tmp_path / "whole.yaml").name == "\N{FACE WITH THERMOMETER}"
