"""What YAML and JSON files hold, as plain data: lists, mappings, texts, and None for null.

YAML is https://yaml.org/spec/1.2.2, JSON is RFC 8259. What YAML 1.2 says, that JSON is a part of it, PyYAML does not
live up to: it takes no tabs, and reads a character that JSON tells as two surrogates as two halves of one.
"""

import json
import re
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any

import yaml

from engine.errors import DataError, Flaw
from engine.files.table import read_text

_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character, which no file can hold."""
_TOKEN = re.compile(r'("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[\[\]{}]')
"""In JSON, a text, which is a key where a colon follows; or where a list or an object begins or ends."""


class _Texts(yaml.BaseLoader):
    """Reads nothing but texts: 13:00 is a time, and neither a number of minutes nor, in YAML 1.1, one of seconds.

    A key that is given twice is an error, as YAML says; PyYAML would take the last one without a word.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Return the mapping of a node; raise ConstructorError where a key stands twice."""
        seen = dict[str, int]()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                line = key.start_mark.line + 1
                if key.value in seen:
                    raise yaml.constructor.ConstructorError(
                        None, None, _twice(key.value, seen[key.value]), key.start_mark
                    )
                seen[key.value] = line
        return super().construct_mapping(node, deep)

    def construct_scalar(self, node: yaml.ScalarNode) -> str:
        """Return the text of a node; raise ConstructorError where it holds half a character."""
        if _HALF.search(node.value):
            raise yaml.constructor.ConstructorError(None, None, _halved(node.value), node.start_mark)
        return super().construct_scalar(node)


# JSON writes what is not given as null.
_Texts.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(?:null|~)$"), ["n", "~"])
_Texts.add_constructor("tag:yaml.org,2002:null", lambda _loader, _node: None)


def read_data(path: Path) -> Any:
    """Return what a file holds: of JSON where its name ends so, of YAML otherwise.

    Raises
    ------
    DataError
        When it cannot be read, with the line.
    """
    text, flaws = read_text(path, path.name)
    if text is None:
        raise DataError(flaws)
    read = _json if path.suffix.lower() == ".json" else _yaml
    try:
        return read(text, path.name)
    except RecursionError:
        message = "this is nested too deeply to be read"
        raise DataError([Flaw(path.name, 0, "", "", message, "look for brackets that are not closed")]) from None


def _yaml(text: str, file: str) -> Any:
    try:
        return yaml.load(text, Loader=_Texts)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise DataError([Flaw(file, line, "", "", f"this is no YAML: {error.problem}")]) from None
    except yaml.reader.ReaderError as error:
        line, code = text.count("\n", 0, error.position) + 1, f"U+{ord(text[error.position]):04X}"
        message = f"this is no YAML: the character {code} cannot stand in it"
        raise DataError([Flaw(file, line, "", "", message, "delete it")]) from None


def _json(text: str, file: str) -> Any:
    try:
        # Numbers as texts, as in YAML: one that stands for a name is none.
        data = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        reason = error.msg[0].lower() + error.msg[1:]
        raise DataError([Flaw(file, error.lineno, "", "", f"this is no JSON: {reason}")]) from None
    flaws = [Flaw(file, line, "", "", f"this is no JSON: {message}") for line, message in _slips(text)]
    if flaws:
        raise DataError(flaws)
    return data


def _slips(text: str) -> Iterator[tuple[int, str]]:
    """Find in JSON what its reader takes: keys that stand twice in an object, and halves of characters; by line."""
    open_keys: list[dict[str, int]] = []
    line, at = 1, 0
    for token in _TOKEN.finditer(text):
        line, at = line + text.count("\n", at, token.start()), token.start()
        if token[0] in ("[", "{"):
            open_keys.append({})
        elif token[0] in ("]", "}"):
            open_keys.pop()
        else:
            said = json.loads(token[1])
            if _HALF.search(said):
                yield line, _halved(said)
            if token[2] and said in open_keys[-1]:
                yield line, _twice(said, open_keys[-1][said])
            elif token[2]:
                open_keys[-1][said] = line


def _twice(key: str, line: int) -> str:
    return f"the key {key!r} is given twice, first in line {line}"


def _halved(said: str) -> str:
    return f"the text {said!r} holds half a character; write the character itself"
