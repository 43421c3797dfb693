"""Which way a reason points: for somebody or against her, and neither where it says both."""

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cache

from ..domain.preference import Kind
from .names import people
from .tokens import places, tokens

_AGAINST = (
    "away from, avoid*, complain*, hate*, dislike*, had a row, had words, fell out, fall out, argue*, fight*, fought, "
    "refuse*, banned, rude, blunt, unhappy, bad blood, annoy*, yell*, shout*, scared, afraid of, intimidat*, awkward, "
    "tension*, impatient, impolite, unfriendly, unprofessional, disrespect*, distrust*, the wrong way, rather not, "
    "can't stand, cannot stand, fed up, keep off, anybody but, anyone but, anybody else, anyone else, somebody else, "
    "someone else, want* rid, lost trust, lost patience"
)
"""Words that speak against whoever is named."""
_FOR = (
    "they like, like him, like her, get* along, got along, get* on with, got on with, gets on, likes, liked, love*, "
    "ador*, trust*, patient, patience, friendly, good with, people person, handle him, handle her, handle them, "
    "comfortable with, safe with, happy with, click*, calm, polite, respect*, rapport, asked for her, asked for him, "
    "nobody but, nobody else, no one but, no one else, good hands, not bad, isn't bad"
)
"""Words that speak for whoever is named."""
_WISHED = "like, want*, prefer*, ask*, request*, insist*"
"""Words that speak for somebody only where nothing speaks against her: who is unhappy wants something as well."""
_EITHER = "difficult tone attitude manner* personality shy every time"
"""Words about people that say neither: somebody may be difficult, or good with whoever is."""
_DENIED = "drama, problem*, trouble*, issue*, worr*, hurry, rush, doubt, reason, question, mind, matter, only, just"
"""Words whose "no" or "not" is about nobody: no drama, not only."""
_NOT = (
    "not, never, nobody, don't, doesn't, didn't, isn't, wasn't, aren't, can't, cannot, won't, wouldn't, shouldn't, "
    "mustn't"
)
"""Words that turn what follows them, and speak against somebody where nothing follows that they turn."""
_NO = "no"
"""It turns what follows as well, but speaks against somebody only where a name follows."""
_OTHERS = "anybody but, anyone but, anybody else, anyone else"
"""Words that speak against her, and for her where a "not" stands before them: "they don't like anybody but Sarah"."""
_REACH = 3
"""Words after a "not" that it is about."""
_CLAUSES = re.compile(r"[.,;:!?()\n]+|(?<!anybody )(?<!anyone )(?<!nobody )(?<!no one )\bbut\b", re.IGNORECASE)


class _Way(Enum):
    """Which way a word points."""

    FOR = "for"
    AGAINST = "against"
    WISHED = "wished"


_TURNED = {_Way.FOR: _Way.AGAINST, _Way.WISHED: _Way.AGAINST, _Way.AGAINST: _Way.FOR}


def liking(text: str, told: Sequence[str], names: Mapping[str, str]) -> Kind | None:
    """Return whether a text wishes for somebody or for anybody else, None where it says both, or neither.

    Parameters
    ----------
    text : str
    told : sequence of str
        The words in lower case by which its topic was told.
    names : dict
        The names of those whom it may speak of, by id.
    """
    ways = {way for clause in _CLAUSES.split(text) for way in _ways(tokens(clause), names)}
    if _Way.AGAINST in ways:
        return None if _Way.FOR in ways else Kind.AVOID
    is_told = any(not any(places(part, [word]) for part in _EITHER.split()) for word in told)
    return Kind.PREFER if ways or is_told or not told else None


def _ways(words: Sequence[str], names: Mapping[str, str]) -> set[_Way]:
    """Return which ways the words of a clause point."""
    lower = [each.casefold() for each in words]
    found = dict.fromkeys(_nobody_but(lower), _Way.FOR)
    taken = {each for start, end in _nobody_but(lower).items() for each in range(start, end)}
    # A longer phrase has its words first: "can't stand" is no "can't".
    for phrase, way in _known():
        for at in places(phrase, lower):
            own = set(range(at, at + len(phrase.split())))
            if not own & taken:
                found[at] = way
                taken |= own
    turning = [at for at, word in enumerate(lower) if at not in taken and word in (*_phrases(_NOT), _NO)]
    turning = [at for at in turning if not any(places(each, lower[at + 1 : at + _REACH]) for each in _phrases(_DENIED))]
    idle = set(turning)
    ways = set()
    for at, way in sorted(found.items()):
        # A "not" turns the first such word only: "not rude like the others" is about being rude.
        turned = {each for each in idle if at - _REACH <= each < at}
        idle -= turned
        ways.add(_TURNED[way] if turned else way)
    # What turns nothing is about her: "not Will", "no more Will".
    if any(lower[at] != _NO or people(words[at : at + _REACH + 1], names) for at in idle):
        ways.add(_Way.AGAINST)
    return ways


def _nobody_but(lower: Sequence[str]) -> dict[int, int]:
    """Return where a "not ... anybody but" begins and ends."""
    found = {}
    for phrase in _phrases(_OTHERS):
        for at in places(phrase, lower):
            before = [each for each in range(max(0, at - _REACH), at) if lower[each] in _phrases(_NOT)]
            if before:
                found[before[0]] = at + len(phrase.split())
    return found


@cache
def _known() -> tuple[tuple[str, _Way], ...]:
    """Return the phrases that point somewhere, the longest first."""
    lists = ((_AGAINST, _Way.AGAINST), (_FOR, _Way.FOR), (_WISHED, _Way.WISHED))
    known = [(phrase, way) for text, way in lists for phrase in _phrases(text)]
    return tuple(sorted(known, key=lambda each: -len(each[0].split())))


@cache
def _phrases(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(","))
