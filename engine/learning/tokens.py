"""A text as words, and phrases found in it."""

import re
from collections.abc import Sequence
from functools import cache

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def tokens(text: str) -> list[str]:
    """Return the words of a text as they are written, apostrophes straight, the possessive off, hyphens as blanks."""
    found = _WORD.findall(text.replace("\u2019", "'"))
    return [re.sub(r"'s$", "", each) for each in found]


def starts(text: str) -> set[int]:
    """Return which words of a text begin a sentence, by their place among `tokens`."""
    found = enumerate(_WORD.finditer(text.replace("\u2019", "'")))
    return {at for at, word in found if not (before := text[: word.start()].rstrip()) or before[-1] in ".!?:"}


def find(phrase: str, words: Sequence[str]) -> int:
    """Return where a phrase first begins among words in lower case, -1 where it does not stand."""
    return next(iter(places(phrase, words)), -1)


def places(phrase: str, words: Sequence[str]) -> list[int]:
    """Return where a phrase begins among words in lower case; ``*`` ends an open word."""
    parts = _parts(phrase)
    starts = range(len(words) - len(parts) + 1)
    return [at for at in starts if all(_is(*part, words[at + offset]) for offset, part in enumerate(parts))]


@cache
def _parts(phrase: str) -> tuple[tuple[str, bool], ...]:
    """Return the words of a phrase, and whether each may go on."""
    words = (each.removesuffix("'s") for each in phrase.replace("-", " ").split())
    return tuple((each.removesuffix("*"), each.endswith("*")) for each in words)


def _is(part: str, is_open: bool, word: str) -> bool:
    return word.startswith(part) if is_open else word == part
