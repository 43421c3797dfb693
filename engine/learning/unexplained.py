"""Decisions that weights cannot explain, put together by what they have in common."""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..domain.base import Frozen, Identifier
from ..domain.preference import Kind, Preference
from .bounds import Bounds
from .decision import Decision, Option
from .known import RULE
from .pairs import difference
from .replay import price, ranked
from .settings import Settings

_SHARE = 0.6
"""Of the decisions that could speak for or against a preference, the least share that must speak for it."""
_COVERED = 0.8
"""Of the decisions behind a preference, the share that its minutes would explain."""
_MOST_MINUTES = 480


class Unexplained(Frozen):
    """Decisions in which a person did the same thing against the prices, for one client.

    ``engineer_id`` is whom she wanted or did not want, ``over_ids`` are those whose places were cheaper. ``impossible``
    of the decisions no weights within bounds explain; the others ask for weights that the rest of her decisions refute.
    ``preference`` is what would explain them, for a person to confirm and to own; None where they are too few or others
    contradict them.
    """

    client_id: Identifier
    engineer_id: Identifier
    kind: Kind
    over_ids: tuple[Identifier, ...]
    ticket_type: str = ""
    decisions: tuple[Identifier, ...]
    impossible: int
    sentence: str = ""
    preference: Preference | None = None

    def in_words(self, names: Mapping[str, str]) -> str:
        """Return what was done in a sentence, with the names of people and clients by id where they are known."""
        who, where = (names.get(each, each) for each in (self.engineer_id, self.client_id))
        times = f"{len(self.decisions)} times" if len(self.decisions) > 1 else "once"
        often = f"{times} for {where}" + (f", {self.ticket_type}" if self.ticket_type else "")
        over = f"a better-priced {names.get(self.over_ids[0], self.over_ids[0])}"
        if self.kind is Kind.AVOID:
            said = f"You passed over a better-priced {who} {often}"
        elif self.over_ids == (self.engineer_id,):
            said = f"You chose a dearer time of {who} {often}"
        else:
            said = f"You chose {who} over {over if len(self.over_ids) == 1 else 'better-priced others'} {often}"
        return f"{said}: {self.kind} {who} there?" if self.preference else f"{said}."


@dataclass(frozen=True)
class _Miss:
    """A decision against the learned prices: the place that was taken, and the cheapest one."""

    decision: Decision
    taken: Option
    best: Option
    minutes: float
    is_impossible: bool


@dataclass(frozen=True, order=True)
class _Habit:
    """What a person may be doing: wanting somebody for a client, or not wanting her."""

    client_id: str
    kind: Kind
    engineer_id: str
    ticket_type: str = ""

    def about(self, decision: Decision) -> bool:
        """Whether it concerns a decision's ticket."""
        ticket = decision.ticket
        return ticket.client_id == self.client_id and self.ticket_type in ("", ticket.type)


def unexplained(
    decisions: Sequence[Decision],
    weights: Mapping[str, int],
    bounds: Mapping[str, Bounds],
    settings: Settings,
    today: dt.date,
) -> tuple[Unexplained, ...]:
    """Return the decisions in which a dearer place was taken even by the learned weights, in groups.

    The largest group that others do not contradict comes first; each decision is in one group only.
    """
    misses = [miss for each in decisions if (miss := _miss(each, weights, bounds)) is not None]
    by_client: dict[str, list[Decision]] = defaultdict(list)
    for each in decisions:
        by_client[each.ticket.client_id].append(each)
    found: list[Unexplained] = []
    while True:
        shown: dict[_Habit, list[_Miss]] = defaultdict(list)
        for miss in misses:
            for habit in _habits(miss):
                shown[habit].append(miss)
        strong = [
            habit
            for habit, those in shown.items()
            if len(those) >= settings.repeated and _is_kept(habit, by_client[habit.client_id], len(those))
        ]
        if not strong:
            return (*found, *_rest(misses))
        # The wider habit wins where a narrower one shows in no more decisions.
        habit = min(strong, key=lambda each: (-len(shown[each]), each.ticket_type != "", each.kind is Kind.AVOID, each))
        found.append(_group(habit, shown[habit], weights, settings, today))
        misses = [miss for miss in misses if habit not in _habits(miss)]


def _miss(decision: Decision, weights: Mapping[str, int], bounds: Mapping[str, Bounds]) -> _Miss | None:
    taken, shown = decision.chosen, decision.options
    if taken is None or not shown:
        return None
    best = ranked(shown, weights)[0]
    dearer = price(taken, weights) - price(best, weights)
    if dearer <= 0:
        return None
    return _Miss(decision, taken, best, dearer / 1000, any(_never(taken, each, weights, bounds) for each in shown))


def _never(taken: Option, other: Option, weights: Mapping[str, int], bounds: Mapping[str, Bounds]) -> bool:
    """Whether a place is dearer than another at any weights within bounds: each rule then speaks as well as it can."""
    most = 0
    for rule, more in difference(other, taken).items():
        fixed = Bounds(low=weights.get(rule, 0), high=weights.get(rule, 0))
        limits = bounds.get(rule, fixed)
        most += more * (limits.high if more > 0 else limits.low)
    return most < 0


def _habits(miss: _Miss) -> list[_Habit]:
    ticket = miss.decision.ticket
    if miss.taken.engineer_id == miss.best.engineer_id:
        return []
    whom = ((Kind.PREFER, miss.taken.engineer_id), (Kind.AVOID, miss.best.engineer_id))
    return [_Habit(ticket.client_id, kind, who, narrow) for kind, who in whom for narrow in ("", ticket.type)]


def _is_kept(habit: _Habit, decisions: Sequence[Decision], times: int) -> bool:
    """Whether the other decisions bear a habit out: she takes whom she wants, and not whom she does not."""
    about = [each for each in decisions if each.chosen and habit.about(each)]
    taken = sum(each.chosen is not None and each.chosen.engineer_id == habit.engineer_id for each in about)
    if habit.kind is Kind.AVOID:
        return times >= _SHARE * (times + taken)
    could = sum(
        any(place.engineer_id == habit.engineer_id for place in (*each.options, each.chosen) if place) for each in about
    )
    return taken >= _SHARE * could


def _group(
    habit: _Habit, misses: Sequence[_Miss], weights: Mapping[str, int], settings: Settings, today: dt.date
) -> Unexplained:
    minutes = sorted(each.minutes for each in misses)
    covering = minutes[max(0, math.ceil(_COVERED * len(minutes)) - 1)]
    needed = covering * 1000 / (weights.get(RULE) or 1000)
    actors = [each.decision.actor for each in misses]
    preference = Preference(
        client_id=habit.client_id,
        engineer_id=habit.engineer_id,
        kind=habit.kind,
        ticket_type=habit.ticket_type or None,
        minutes=min(_MOST_MINUTES, 5 * int(needed // 5 + 1)),
        owner=max(sorted(set(actors)), key=actors.count),
        expires=today + dt.timedelta(days=settings.preference_days),
    )
    return _listed(habit, misses, preference)


def _listed(habit: _Habit, misses: Sequence[_Miss], preference: Preference | None) -> Unexplained:
    group = Unexplained(
        client_id=habit.client_id,
        engineer_id=habit.engineer_id,
        kind=habit.kind,
        over_ids=tuple(sorted({each.best.engineer_id for each in misses})),
        ticket_type=habit.ticket_type,
        decisions=tuple(each.decision.id for each in misses),
        impossible=sum(each.is_impossible for each in misses),
        preference=preference,
    )
    return group.model_copy(update={"sentence": group.in_words({})})


def _rest(misses: Sequence[_Miss]) -> list[Unexplained]:
    """Return what shows no habit, by client and the engineer who was taken."""
    groups: dict[_Habit, list[_Miss]] = defaultdict(list)
    for each in misses:
        groups[_Habit(each.decision.ticket.client_id, Kind.PREFER, each.taken.engineer_id)].append(each)
    largest = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return [_listed(habit, found, None) for habit, found in largest]
