"""A text as words, and phrases found in it."""

import re
from collections.abc import Sequence
from functools import cache

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def tokens(text: str) -> list[str]:
    """Return the words of a text as they are written, apostrophes straight, the possessive off, hyphens as blanks."""
    found = _WORD.findall(text.replace("\u2019", "'"))
    return [re.sub(r"'s$", "", each) for each in found]


def find(phrase: str, words: Sequence[str]) -> int:
    """Return where a phrase begins among words in lower case, -1 where it does not stand; ``*`` ends an open word."""
    first, *rest = _parts(phrase)
    for at, word in enumerate(words):
        if not _is(*first, word) or at + len(rest) >= len(words):
            continue
        if all(_is(*part, words[at + offset]) for offset, part in enumerate(rest, 1)):
            return at
    return -1


@cache
def _parts(phrase: str) -> tuple[tuple[str, bool], ...]:
    """Return the words of a phrase, and whether each may go on."""
    words = (each.removesuffix("'s") for each in phrase.replace("-", " ").split())
    return tuple((each.removesuffix("*"), each.endswith("*")) for each in words)


def _is(part: str, is_open: bool, word: str) -> bool:
    return word.startswith(part) if is_open else word == part
