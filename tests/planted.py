"""Planted bugs: for every rule one that is too tight and one that is too loose, each in its compile face alone.

A bug stands between the rule and the builder: it changes what one of the builder's methods is told.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from engine.constraint import Rule
from engine.timeline import Intervals

Call = Callable[..., Any]
Bug = Callable[..., None]
"""What is done instead of a call: gets the builder's own method first, then what the rule tells it."""


class Tampered:
    """A builder with one method changed."""

    def __init__(self, builder: Any, method: str, bug: Bug) -> None:
        self._builder, self._method, self._bug = builder, method, bug

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._builder, name)
        return partial(self._bug, found) if name == self._method else found


class Mutant:
    """A rule whose compile face has a bug; all else is the rule's own."""

    def __init__(self, rule: Rule, method: str, bug: Bug) -> None:
        self._rule, self._method, self._bug = rule, method, bug

    def __getattr__(self, name: str) -> Any:
        return getattr(self._rule, name)

    def compile(self, problem: Any, builder: Any) -> None:
        """Compile with the bug."""
        self._rule.compile(problem, Tampered(builder, self._method, self._bug))


@dataclass(frozen=True)
class Planted:
    """A bug in a rule, and what a desk must have so that it can be seen."""

    rule: str
    kind: str
    method: str
    bug: Bug
    features: frozenset[str]

    def plant(self, rules: tuple[Rule, ...]) -> tuple[Any, ...]:
        """Return the rules, one of them with the bug."""
        return tuple(Mutant(rule, self.method, self.bug) if rule.name == self.rule else rule for rule in rules)


def forget(_call: Call, *_told: Any) -> None:
    """Write nothing."""


def refuse_one(call: Call, key: Call, mask: Call) -> None:
    """Let a gate refuse one more shift."""

    def less(each: Any) -> Any:
        allowed = np.array(mask(each))
        allowed[np.flatnonzero(allowed)[:1]] = False
        return allowed

    call(key, less)


def let_all(call: Call, key: Call, mask: Call) -> None:
    """Let a gate refuse nobody."""
    call(key, lambda each: np.ones_like(mask(each)))


def dearer(call: Call, key: Call, amounts: Call) -> None:
    """Price every engineer by one minute more."""
    call(key, lambda each: amounts(each) + 1)


def cheaper(call: Call, key: Call, amounts: Call) -> None:
    """Price every engineer by half."""
    call(key, lambda each: amounts(each) // 2)


def shorter(call: Call, at: int, allowed: Intervals) -> None:
    """Close every interval five minutes early."""
    call(at, tuple((a, b - 5) for a, b in allowed if b - a > 5))


def later(call: Call, at: int, allowed: Intervals) -> None:
    """Open every interval five minutes late."""
    call(at, tuple((a + 5, b + 5 * (b - a == 1)) for a, b in allowed if b - a == 1 or b - a > 5))


def wider(call: Call, at: int, taken: Intervals) -> None:
    """Block five minutes more."""
    call(at, tuple((a, b + 5) for a, b in taken))


def one_more(call: Call, *told: Any) -> None:
    """Add one to the last number told."""
    call(*told[:-1], told[-1] + 1)


def fifteen_more(call: Call, *told: Any) -> None:
    """Add a quarter of an hour to the last number told."""
    call(*told[:-1], told[-1] + 15)


def ten_less(call: Call, *told: Any) -> None:
    """Take ten minutes off the last number told."""
    call(*told[:-1], max(0, told[-1] - 10))


def half(call: Call, *told: Any) -> None:
    """Halve the last number told."""
    call(*told[:-1], told[-1] // 2)


def steeper(call: Call, at: int, steps: Any) -> None:
    """Double a function of time."""
    call(at, tuple((x, 2 * value, 2 * slope) for x, value, slope in steps))


def flatter(call: Call, at: int, steps: Any) -> None:
    """Keep the steps of a function of time and forget its slopes."""
    call(at, tuple((x, value, 0) for x, value, _ in steps))


def earlier_hinges(call: Call, at: int, hinges: Any) -> None:
    """Let every share begin ten minutes early."""
    call(at, [(max(0, point - 10), amount) for point, amount in hinges])


def later_end(call: Call, at: int, start: int, end: int, site: str) -> None:
    """Let an appointment last five minutes longer."""
    call(at, start, end + 5, site)


def no_trip(call: Call, at: int, start: int, end: int, _site: str) -> None:
    """Forget where an appointment is."""
    call(at, start, end, "")


def longer(call: Call, at: int, minutes: int) -> None:
    """Let work take three minutes more."""
    call(at, minutes + 3)


def hurried(call: Call, at: int, minutes: int) -> None:
    """Let work take three minutes less."""
    call(at, max(1, minutes - 3))


def exact_start(call: Call, ticket: int, start: int, _tolerance: int, amount: int) -> None:
    """Allow a published start no tolerance at all."""
    call(ticket, start, 0, amount)


def _table() -> Iterator[tuple[str, str, Bug, Bug, str]]:
    """Yield rule, builder's method, bug too tight, bug too loose, features."""
    yield "breaks", "floating_break", fifteen_more, forget, "breaks"
    yield "certificates", "gate", refuse_one, let_all, "certificates,two days"
    yield "client_preference", "assign", dearer, cheaper, "wishes"
    yield "daily_cap", "load_cap", ten_less, forget, "cap"
    yield "dependencies", "order", fifteen_more, forget, "dependencies"
    yield "effort", "effort", longer, hurried, ""
    yield "excluded_engineer", "gate", refuse_one, let_all, "excluded,two engineers"
    yield "familiarity", "assign", dearer, cheaper, "familiarity"
    yield "labour_cost", "assign", dearer, cheaper, ""
    yield "one_thing_at_a_time", "appointment", later_end, no_trip, "meetings,places"
    yield "over_qualification", "assign", dearer, cheaper, "skills"
    yield "overtime", "end_price", one_more, half, "overtime"
    yield "pinned", "start_within", later, forget, "pin"
    yield "preferred_engineer", "assign", dearer, cheaper, "preferred"
    yield "promptness", "late_start", steeper, forget, ""
    yield "recent_contact", "assign", dearer, cheaper, "contact,two engineers"
    yield "required_engineer", "gate", refuse_one, let_all, "required,two engineers"
    yield "same_engineer", "group", one_more, forget, "group,two engineers"
    yield "skill_fit", "assign", dearer, cheaper, "skills"
    yield "skill_tier", "gate", refuse_one, let_all, "two engineers"
    yield "skills", "gate", refuse_one, let_all, "skills,two engineers"
    yield "sla_plan", "late_start", steeper, flatter, "sla,dues"
    yield "sla_resolution", "late_end", steeper, flatter, "sla,dues"
    yield "sla_response", "late_start", steeper, flatter, "sla,dues"
    yield "stability", "move_price", exact_start, forget, "published"
    yield "territory", "gate", refuse_one, let_all, "places,territory,two engineers"
    yield "tier_stretch", "assign", dearer, cheaper, "two engineers"
    yield "time_windows", "work_within", shorter, forget, "windows"
    yield "together", "together", one_more, forget, "together,two engineers"
    yield "travel", "travel_price", one_more, forget, "places"
    yield "unassigned", "drop", one_more, half, ""
    yield "visit_batching", "visit_price", one_more, forget, "places"
    yield "working_hours", "restrict_shift", shorter, forget, "split hours"
    yield "workload_balance", "load_price", earlier_hinges, forget, ""


PLANTED = tuple(
    Planted(rule, kind, method, bug, frozenset(filter(None, features.split(","))))
    for rule, method, tight, loose, features in _table()
    for kind, bug in (("too tight", tight), ("too loose", loose))
)
