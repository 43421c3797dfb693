"""Changes in words, in the order in which they are made."""

from collections.abc import Sequence

from .change import Change
from .changed import plain
from .situation import Situation


def said(base: Situation, changes: Sequence[Change]) -> tuple[str, ...]:
    """Return each of some changes in words, things picked in the base called by their names.

    Raises
    ------
    ValueError
        As `changed` does for the first of its flaws, which is why one calls it before.
    """
    words, known = [], base
    for change in changes:
        told = plain(change, base, known)
        words.append(told.say(known.problem))
        known = told.on(known)
    return tuple(words)
