"""From what is wrong to Flaws: where things stand in the files, close matches, words for pydantic's errors."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from pydantic_core import ErrorDetails

from .domain.problem import Problem
from .errors import Flaw

HOME = {
    "ticket": "tickets.csv",
    "engineer": "engineers.csv",
    "skill": "skills.csv",
    "client": "clients.csv",
    "site": "sites.csv",
    "familiarity": "familiarity.csv",
    "preference": "preferences.csv",
    "travel time": "travel.csv",
    "SLA policy": "desk.toml",
    "travel profile": "desk.toml",
    "desk": "desk.toml",
    "published schedule": "published.json",
}
"""The file of a desk's folder in which each kind of thing stands."""


class Locate(Protocol):
    """Where the nth thing of a kind and key stands: file and line, line 0 where only the file is known."""

    def __call__(self, kind: str, key: str, field: str, /, nth: int = 0) -> tuple[str, int]:
        """Return the file's name and the line."""


def by_kind(kind: str, key: str, field: str, /, nth: int = 0) -> tuple[str, int]:  # noqa: ARG001
    """Return the file in which such things stand; the place of a problem that was not read from files."""
    return HOME.get(kind, "problem"), 0


@dataclass(frozen=True)
class Gaps:
    """What could not be read, so that its absence is not reported as a second error.

    Parameters
    ----------
    kinds : frozenset of str
        Kinds of which nothing is known to be complete.
    keys : frozenset of (str, str)
        Kind and key of single things; kind ``desk`` holds the keys of desk.toml.
    """

    kinds: frozenset[str] = frozenset()
    keys: frozenset[tuple[str, str]] = frozenset()

    def excuse(self, kind: str, key: str) -> bool:
        """Whether a thing may exist although it is not in the problem."""
        return kind in self.kinds or (kind, key) in self.keys

    def touch(self, *kinds: str) -> bool:
        """Whether anything of these kinds is missing."""
        return any(kind in self.kinds or any(kind == other for other, _ in self.keys) for kind in kinds)


@dataclass(frozen=True)
class Inspection:
    """A problem under examination, with the places of its parts."""

    problem: Problem
    locate: Locate = by_kind
    gaps: Gaps = Gaps()

    def flaw(self, kind: str, key: str, field: str, value: object, message: str, hint: str = "", nth: int = 0) -> Flaw:
        """Return a flaw at its place; where no line is known the message names the thing."""
        file, line = self.locate(kind, key, field, nth=nth)
        named = message if line or not key else f"{kind} {key!r}: {message}"
        return Flaw(file, line, field, str(value), named, hint)

    def refer(self, kind: str, key: str, field: str, value: str | None, to: str) -> Iterator[Flaw]:
        """Find a reference to something that the desk does not have."""
        if value is None or value in self.known[to] or self.gaps.excuse(to, value):
            return
        # Looking for close matches is slow, and past a few hundred flaws nobody reads them one by one.
        if (value, to) not in self._close and len(self._close) < 300:
            self._close[value, to] = closest(value, self.known[to])
        hint = self._close.get((value, to)) or f"it is missing from {HOME[to]}"
        yield self.flaw(kind, key, field, value, f"the desk has no such {to}", hint)

    @cached_property
    def _close(self) -> dict[tuple[str, str], str]:
        return {}

    @cached_property
    def known(self) -> dict[str, frozenset[str]]:
        """Ids by kind."""
        problem = self.problem
        return {
            "ticket": frozenset(problem.ticket),
            "engineer": frozenset(problem.engineer),
            "client": frozenset(problem.client),
            "site": frozenset(problem.site),
            "SLA policy": frozenset(problem.sla_policy),
            "travel profile": frozenset(profile.id for profile in problem.desk.travel_profiles),
        }


def closest_word(word: str, words: Iterable[str]) -> str:
    """Return the most similar word, the empty text when none is similar."""
    by_fold = {each.casefold(): each for each in sorted(words)}
    found = difflib.get_close_matches(word.casefold(), by_fold, n=1)
    return by_fold[found[0]] if found else ""


def closest(word: str, words: Iterable[str]) -> str:
    """Return a hint with the most similar word, the empty text when none is similar."""
    near = closest_word(word, words)
    return f"you mean {near!r}" if near else ""


def describe(error: ErrorDetails) -> str:
    """Return pydantic's error in the words of this project."""
    limits = error.get("ctx", {})
    match error["type"]:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            return "is not a known key"
        case "greater_than_equal":
            return f"must be at least {limits['ge']}"
        case "less_than_equal":
            return f"must be at most {limits['le']}"
        case "string_too_short":
            return "must not be blank"
        case "string_too_long":
            return f"must be at most {limits['max_length']} characters long"
        case "too_short":
            return "must not be empty"
        case "enum" | "literal_error":
            return f"must be {limits['expected']}"
        case "int_type" | "int_parsing" | "int_from_float":
            return "must be a whole number"
        case "timezone_aware":
            return "needs its offset from UTC, for example 2026-03-02T09:00+01:00"
        case "value_error":
            return str(limits["error"])
    return error["msg"][0].lower() + error["msg"][1:]
