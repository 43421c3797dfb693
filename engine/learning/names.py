"""Engineers and clients named in a text, by name, part of a name or a slip of the pen."""

import difflib
from collections.abc import Mapping, Sequence

from .tokens import starts, tokens

_ALSO_WORDS = (
    "will mark may art grace bill drew rich frank grant chase jack hope faith joy dawn april june rob sue pat guy max "
    "miles bob rose dale heath cliff penny summer autumn"
)
"""First names that are words as well: they name somebody only with a capital, and not at the start of a sentence."""
_ARTICLES = ("the", "a", "an")
_OPENING = (
    "all american best big black blue bright central city clear daily digital direct early east eastern express fast "
    "first fresh general global gold golden good grand great green high home international last local main metro "
    "modern mutual national new next north northern old one open pacific premier prime pro public quality quick red "
    "second silver simple smart south southern sunny super third top total true united urban west western white young"
)
"""First words of clients' names that may open a sentence as well: there their capital says nothing."""
_SIMILAR = 0.84
_LONG = 4
"""Letters from which on a word may have a slip."""
_SHORT = 2
"""Letters up to which a word alone names no client."""


def people(words: Sequence[str], labels: Mapping[str, str]) -> tuple[str, ...]:
    """Return the engineers named by words, by the order in which they are named; all whom a name may mean.

    Parameters
    ----------
    words : sequence of str
        As they are written.
    labels : dict
        Names by id.
    """
    parts = {key: [each.casefold() for each in tokens(label)] for key, label in labels.items()}
    known = sorted({part for each in parts.values() for part in each if len(part) > 1})
    found: list[str] = []
    for at, word in enumerate(words):
        name = _name(word, known, is_first=at == 0, after=words[at + 1] if at + 1 < len(words) else "")
        meant = [key for key, own in parts.items() if name in own]
        # Another word beside it may say which of two people of one name is meant.
        beside = {each.casefold() for each in words[max(0, at - 1) : at + 2]}
        full = [key for key in meant if beside.issuperset(parts[key])]
        found += [key for key in full or meant if key not in found]
    return tuple(found)


def clients(text: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    """Return the clients named by a text: the longest beginning of a name wins; one that several share names none.

    The first word of a longer name is enough where it has a capital that is not owed to the start of a sentence.
    """
    words, opening = tokens(text), starts(text)
    lower = [each.casefold() for each in words]
    found: dict[int, list[tuple[int, str]]] = {}
    for key, label in labels.items():
        parts = [each.casefold() for each in tokens(label)]
        # An article is no part of a name that could tell it from others.
        own = parts[1:] if parts[:1] and parts[0] in _ARTICLES and len(parts) > 1 else parts
        for at in range(len(lower)):
            length = 0
            while length < len(own) and at + length < len(lower) and _alike(lower[at + length], own[length]):
                length += 1
            if length > 1 or (length and _tells(words[at], own[0], is_whole=len(parts) == 1, opens=at in opening)):
                found.setdefault(at, []).append((length, key))
    named: list[str] = []
    for at in sorted(found):
        longest = max(length for length, _ in found[at])
        best = [key for length, key in found[at] if length == longest]
        if len(best) == 1 and best[0] not in named:
            named.append(best[0])
    return tuple(named)


def _tells(word: str, part: str, *, is_whole: bool, opens: bool) -> bool:
    """Whether a word alone names a client, being all of its name or its first word."""
    if len(part) <= _SHORT or part in _ARTICLES:
        return False
    if opens and part in _OPENING.split():
        return False
    return is_whole or word[0].isupper()


def _name(word: str, known: Sequence[str], *, is_first: bool, after: str) -> str:
    """Return the known name that a word is, empty where it is none."""
    lower = word.casefold()
    if lower in _ALSO_WORDS.split() and (
        word.islower() or (is_first and after.casefold() in ("you", "it", "that", "this"))
    ):
        return ""
    if lower in known:
        return lower
    if len(lower) < _LONG or not word[0].isupper():
        return ""
    near = difflib.get_close_matches(lower, known, n=1, cutoff=_SIMILAR)
    return near[0] if near else ""


def _alike(word: str, part: str) -> bool:
    if word == part:
        return True
    return min(len(word), len(part)) >= _LONG and difflib.SequenceMatcher(None, word, part).ratio() >= _SIMILAR
