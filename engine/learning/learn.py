"""Weights from decisions: day by day towards what all decisions so far say together, and never far from the defaults.

At the end of each day with decisions, the weights that fit all comparisons best (`fit`) are found, older ones counting
less, and a damped and capped step is made towards them. So one odd day moves little, what she has changed her mind
about fades, and the same defaults and decisions always lead to the same weights. Crammer et al., Online
Passive-Aggressive Algorithms (JMLR 7, 2006), bound each step by one comparison's evidence likewise; fitting all of
them again asks for more computing and for no order among the decisions of a day.
"""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from ..domain.preference import Preference
from .bounds import Bounds
from .decision import Decision
from .fit import Evidence, Vector, fit, likelihood, pull
from .known import with_preferences
from .learned import Learned, Step
from .pairs import pairs_of
from .settings import USUAL, Settings
from .unexplained import unexplained

_MOST_WEIGHT = 100_000
_TELLING = 0.8
"""Of all that speaks for a change, the share that the decisions named for it hold, if so many may be named."""


def learn(
    defaults: Mapping[str, int],
    decisions: Sequence[Decision],
    now: datetime,
    settings: Settings = USUAL,
    frozen: Collection[str] = (),
    preferences: Sequence[Preference] = (),
) -> Learned:
    """Return the weights that a desk's decisions teach.

    Parameters
    ----------
    defaults : dict
        The weight of every priced rule by name, in thousandths. A rule at 0 is switched off and stays so.
    decisions : sequence of Decision
        In any order. Those after ``now`` are not looked at.
    now : datetime
        The day on which it lies is learned from as far as it has come.
    frozen : collection of str
        Rules that keep the weight that ``defaults`` gives them.
    preferences : sequence of Preference
        What has been confirmed already: decisions are priced as if it had always held, so that it explains them.

    Returns
    -------
    Learned
        The weights of all rules, each change of one, and the decisions that remain unexplained.
    """
    zone = ZoneInfo(settings.time_zone)
    today = now.astimezone(zone).date()
    known = sorted((each for each in decisions if each.at <= now), key=lambda each: (each.at, each.id))
    history = [with_preferences(each, preferences, today) for each in known]
    days = [each.at.astimezone(zone).date() for each in history]
    bounds = _bounds(defaults, settings, frozen)
    course = _Course(dict(defaults), bounds, history, days, settings)
    steps = [step for day in sorted(set(days)) for step in course.step(day)]
    recent = [each for each, fade in zip(history, course.fade(today), strict=True) if fade]
    left = unexplained(recent, course.weights, bounds, settings, today)
    return Learned(weights=course.weights, bounds=bounds, steps=tuple(steps), unexplained=left, decisions=len(recent))


def _bounds(defaults: Mapping[str, int], settings: Settings, frozen: Collection[str]) -> dict[str, Bounds]:
    """Return how far each weight may go; a rule that is switched off, fixed or frozen has no bounds."""
    found = {}
    for rule, default in sorted(defaults.items()):
        if default and rule not in settings.fixed and rule not in frozen:
            low = default if rule in settings.only_up else math.ceil(default * settings.least)
            found[rule] = Bounds(low=low, high=max(default, min(_MOST_WEIGHT, math.floor(default * settings.most))))
    return found


class _Course:
    """The weights on their way; whole thousandths from day to day, so that no error adds up."""

    def __init__(
        self,
        defaults: dict[str, int],
        bounds: dict[str, Bounds],
        history: Sequence[Decision],
        days: Sequence[dt.date],
        settings: Settings,
    ) -> None:
        self.weights = dict(sorted(defaults.items()))
        self._settings, self._history, self._days = settings, history, days
        pairs = pairs_of(history, settings)
        told = {rule for pair in pairs for rule in pair.more}
        self._rules = tuple(rule for rule in bounds if rule in told)
        self._evidence = Evidence.of(pairs, defaults, self._rules, settings)
        self._default = np.array([defaults[rule] for rule in self._rules], dtype=float)
        limits = [(bounds[rule].low, bounds[rule].high) for rule in self._rules]
        self._low, self._high = (np.log(np.array([each[at] for each in limits]) / self._default) for at in (0, 1))

    def fade(self, day: dt.date) -> list[float]:
        """Return what each decision counts on a day: halved by every half-life, 0 when it is forgotten or to come."""
        shares = []
        for made in self._days:
            share = 0.5 ** ((day - made).days / self._settings.half_life_days)
            shares.append(share if made <= day and share >= self._settings.forgotten else 0.0)
        return shares

    def step(self, day: dt.date) -> list[Step]:
        """Move the weights by one day."""
        if not self._rules:
            return []
        evidence, settings = self._evidence, self._settings
        strength = evidence.strength * np.array(self.fade(day))[evidence.decision]
        now = np.log(np.array([self.weights[rule] for rule in self._rules]) / self._default)
        counts = strength > 0
        part = Evidence(
            self._rules,
            evidence.more[:, counts],
            evidence.rest[counts],
            evidence.decision[counts],
            evidence.strength[counts],
        )
        aim = fit(part, strength[counts], now, self._low, self._high, settings)
        most = math.log(settings.daily_factor)
        new = now + np.clip(settings.damping * (aim - now), -most, most)
        # At the aim, what decisions still ask for is what the pull of the default leaves of it: they hold it there.
        asked = pull(likelihood(part.margins(aim)), strength[counts], settings.lapse)
        steps = []
        for at, rule in enumerate(self._rules):
            before, after = self.weights[rule], round(float(self._default[at] * np.exp(new[at])))
            if before != after:
                named, count = self._telling(asked * part.more[at], part.decision, 1 if after > before else -1)
                steps.append(Step(day=day, rule=rule, before=before, after=after, decisions=named, count=count))
                self.weights[rule] = after
        return steps

    def _telling(self, asked: Vector, decision: NDArray[np.int64], way: int) -> tuple[tuple[str, ...], int]:
        """Return the decisions that spoke most for a change of one rule, and how many spoke for it at all."""
        by_decision: dict[int, float] = defaultdict(float)
        for number, amount in zip(decision.tolist(), asked.tolist(), strict=True):
            by_decision[number] += way * amount
        speaking = {number: amount for number, amount in by_decision.items() if amount > 0}
        against = -sum(amount for amount in by_decision.values() if amount < 0)
        total = sum(speaking.values())
        if total <= against:
            return (), 0
        ranked = sorted(speaking, key=lambda number: (-speaking[number], number))
        named, held = list[str](), 0.0
        for number in ranked[: self._settings.evidence]:
            named.append(self._history[number].id)
            held += speaking[number]
            if held >= _TELLING * total:
                break
        return tuple(named), len(ranked)
