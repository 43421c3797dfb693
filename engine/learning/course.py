"""The weights on their way from day to day: a step towards what all decisions say, followed as far as it foresees."""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from .bounds import Bounds
from .decision import Decision
from .fit import Evidence, Vector, fit, likelihood, pull
from .learned import Step
from .pairs import pairs_of
from .settings import Settings
from .trusted import ahead, share

_TELLING = 0.8
"""Of all that speaks for a change, the share that the decisions named for it hold, if so many may be named."""


class Course:
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
        self._fitted = dict(self.weights)
        self._ahead = np.zeros(len(history), dtype=np.int64)
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
        fade = np.array(self.fade(day))
        strength = evidence.strength * fade[evidence.decision]
        now = self._logs(self._fitted)
        made = np.array([each == day for each in self._days])
        self._ahead[made] = ahead(evidence, now, len(made))[made]
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
        self._fitted |= self._weights(new)
        shown = self._logs(self.weights)
        changed = self._weights(shown + np.clip(self.followed(day) * new - shown, -most, most))
        # At the aim, what decisions still ask for is what the pull of the default leaves of it: they hold it there.
        asked = pull(likelihood(part.margins(aim)), strength[counts], settings.lapse)
        steps = []
        for at, rule in enumerate(self._rules):
            before, after = self.weights[rule], changed[rule]
            if before == after:
                continue
            way = 1 if after > before else -1
            # Back towards the default, though what was learned does not go there.
            is_held_back = bool(way * shown[at] < 0 and way * (new[at] - now[at]) <= 0)
            asking = asked * part.more[at]
            named, count = ((), 0) if is_held_back else self._telling(asking, part.decision, way)
            steps.append(
                Step(
                    day=day,
                    rule=rule,
                    before=before,
                    after=after,
                    decisions=named,
                    count=count,
                    held_back=is_held_back,
                )
            )
        self.weights |= changed
        return steps

    def followed(self, day: dt.date) -> float:
        """Return the share of what was learned that is followed on a day."""
        return share(float((self._ahead * np.array(self.fade(day))).sum()), self._settings)

    def _logs(self, weights: Mapping[str, int]) -> Vector:
        """Return weights as logarithms of factors on the defaults."""
        found: Vector = np.log(np.array([weights[rule] for rule in self._rules]) / self._default)
        return found

    def _weights(self, logs: Vector) -> dict[str, int]:
        """Return logarithms of factors on the defaults as weights."""
        return {rule: round(float(each)) for rule, each in zip(self._rules, self._default * np.exp(logs), strict=True)}

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
