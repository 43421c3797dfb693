"""A desk from its path, with the rules it asks for; ids that a person typed."""

import difflib
from collections.abc import Mapping
from pathlib import Path

from constraints import by_name, rules_for
from engine.constraint import Rules
from engine.domain.problem import Problem
from engine.errors import UnknownId
from engine.files import read_problem


def load(path: Path) -> tuple[Problem, Rules]:
    """Return a desk and its rules.

    Raises
    ------
    DataError
        With every flaw of the desk.
    """
    problem = read_problem(path, by_name())
    return problem, rules_for(problem.desk)


def require_engineer(problem: Problem, engineer_id: str) -> None:
    """Raise UnknownId, naming close matches, when the desk has no such engineer."""
    labels = {each.id: each.label for each in problem.engineers}
    _require("--engineer", "engineer", engineer_id, labels, "engineers.csv")


def require_ticket(problem: Problem, ticket_id: str) -> None:
    """Raise UnknownId, naming close matches, when the desk has no such ticket."""
    labels = {each.id: each.summary or each.id for each in problem.tickets}
    _require("--ticket", "ticket", ticket_id, labels, "tickets.csv")


def _require(option: str, kind: str, given: str, labels: Mapping[str, str], file: str) -> None:
    if given in labels:
        return
    near = _near(given, labels)
    hint = f"you mean {' or '.join(near)}" if near else f"look in {file} for its id"
    raise UnknownId(f"command line, {option}: the desk has no such {kind} (found {given!r})\n  Maybe {hint}")


def _near(given: str, labels: Mapping[str, str]) -> list[str]:
    """Return up to three things whose id or name is like the text, or holds it."""
    wanted = given.casefold()
    words = {each.casefold(): key for key, label in labels.items() for each in (label, key)}
    close = difflib.get_close_matches(wanted, words, n=3)
    close += [word for word in words if wanted and wanted in word]
    keys = list(dict.fromkeys(words[word] for word in close))[:3]
    return [key if labels[key] == key else f"{key} ({labels[key]})" for key in keys]
