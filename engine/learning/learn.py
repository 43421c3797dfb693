"""Weights from decisions: day by day towards what all decisions so far say together, and never far from the defaults.

At the end of each day with decisions, the weights that fit all comparisons best (`fit`) are found, older ones counting
less, and a damped and capped step is made towards them. So one odd day moves little, what she has changed her mind
about fades, and the same defaults and decisions always lead to the same weights. The desk follows them as far as they
have foreseen choices better than its own weights (`trusted`). Crammer et al., Online
Passive-Aggressive Algorithms (JMLR 7, 2006), bound each step by one comparison's evidence likewise; fitting all of
them again asks for more computing and for no order among the decisions of a day.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from ..domain.preference import Preference
from .bounds import Bounds
from .course import Course
from .decision import Decision
from .known import with_preferences
from .learned import Learned
from .settings import USUAL, Settings
from .unexplained import unexplained

_MOST_WEIGHT = 100_000


def learn(
    defaults: Mapping[str, int],
    decisions: Sequence[Decision],
    now: datetime,
    settings: Settings = USUAL,
    frozen: Collection[str] = (),
    preferences: Sequence[Preference] | None = None,
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
    preferences : sequence of Preference, optional
        What has been confirmed already: decisions are priced as if it had always held, and nothing else had, so that it
        explains them. Without it they keep the prices that they were made by.

    Returns
    -------
    Learned
        The weights of all rules, each change of one, and the decisions that remain unexplained.
    """
    zone = ZoneInfo(settings.time_zone)
    today = now.astimezone(zone).date()
    known = sorted((each for each in decisions if each.at <= now), key=lambda each: (each.at, each.id))
    history = known if preferences is None else [with_preferences(each, preferences, today) for each in known]
    days = [each.at.astimezone(zone).date() for each in history]
    bounds = _bounds(defaults, settings, frozen)
    course = Course(dict(defaults), bounds, history, days, settings)
    steps = [step for day in sorted(set(days)) for step in course.step(day)]
    recent = [each for each, fade in zip(history, course.fade(today), strict=True) if fade]
    left = unexplained(recent, course.weights, bounds, settings, today)
    return Learned(
        weights=course.weights,
        bounds=bounds,
        steps=tuple(steps),
        unexplained=left,
        decisions=len(recent),
        followed=course.followed(today),
    )


def _bounds(defaults: Mapping[str, int], settings: Settings, frozen: Collection[str]) -> dict[str, Bounds]:
    """Return how far each weight may go; a rule that is switched off, fixed or frozen has no bounds."""
    found = {}
    for rule, default in sorted(defaults.items()):
        if default and rule not in settings.fixed and rule not in frozen:
            low = default if rule in settings.only_up else math.ceil(default * settings.least)
            found[rule] = Bounds(low=low, high=max(default, min(_MOST_WEIGHT, math.floor(default * settings.most))))
    return found
