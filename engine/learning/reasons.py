"""A reason in a person's own words: which rule it speaks of, whom it names, and when. No text leaves the machine.

Rules say by which words they are known; the one whose words take up most of the text is meant. Names come from the desk
and periods from a small grammar, so the answer can be explained word by word, and nothing has to be trained.
"""

import datetime as dt
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from ..constraint import Constraint
from ..domain.preference import Kind, Preference
from ..domain.problem import Problem
from ..domain.ticket import Ticket
from .decision import TicketFacts
from .liking import liking
from .names import clients, people
from .period import Period, period
from .settings import USUAL, Settings
from .tokens import find, tokens
from .understood import Effect, Understood

_LASTING = "always, every time, whenever, from now on, from here on, as a rule, only want*, until, till, prefer*"
"""Words by which a reason is meant for later tickets too."""


def understand(text: str, problem: Problem, rules: Sequence[Constraint], at: datetime) -> Understood:
    """Return what a reason says, as far as it can be told.

    Parameters
    ----------
    text : str
    problem : Problem
        Its engineers and clients are those that the text may name.
    rules : sequence of Constraint
        They say by which words they are known.
    at : datetime
        When it was said: "yesterday" is the day before, in the desk's zone.
    """
    words = tokens(text)
    lower = [each.casefold() for each in words]
    zone = ZoneInfo(problem.desk.time_zone)
    meant, found = _rule(lower, rules)
    labels = {each.id: each.label for each in problem.engineers}
    named = clients(text, {each.id: each.label for each in problem.clients})
    kind = liking(text, found, labels)
    today = at.astimezone(zone).date()
    when = period(lower, today)
    understood = Understood(
        topic=meant.topic if meant else "other",
        rule=meant.name if meant else "",
        engineer_ids=people(words, labels),
        client_ids=named,
        start=_midnight(when.first, zone),
        end=_midnight(when.last and when.last + dt.timedelta(1), zone),
        weekdays=when.weekdays,
        is_until=when.is_until,
        words=found,
        kind=kind or Kind.PREFER,
    )
    effect = _effect(understood, meant, lower)
    if effect is Effect.PREFERENCE and kind is None:
        effect = Effect.NOTE
    sentence = _sentence(understood, effect, problem, when, _last_day(understood, today, zone))
    return understood.model_copy(update={"effect": effect, "sentence": sentence})


def preference_of(
    understood: Understood, ticket: Ticket | TicketFacts, owner: str, at: datetime, settings: Settings = USUAL
) -> Preference | None:
    """Return the preference that confirming a reason makes, None where it makes none.

    It is for the client that the reason names, else for the ticket's, and ends with the period it names, else after
    the usual days.

    Parameters
    ----------
    at : datetime
        When it is confirmed, in the desk's zone.
    """
    if understood.effect is not Effect.PREFERENCE:
        return None
    today = at.date()
    last = _last_day(understood, today, at.tzinfo)
    return Preference(
        client_id=understood.client_ids[0] if understood.client_ids else ticket.client_id,
        engineer_id=understood.engineer_ids[0],
        kind=understood.kind,
        owner=owner,
        reason=understood.sentence,
        expires=last or today + dt.timedelta(days=settings.preference_days),
    )


def _last_day(understood: Understood, today: dt.date, zone: dt.tzinfo | None) -> dt.date | None:
    """Return the last day of a preference where the reason says one; "she was rude today" says when, not until when."""
    if understood.end is None:
        return None
    last = understood.end.astimezone(zone).date() - dt.timedelta(1)
    return last if last > today or (last == today and understood.is_until) else None


def _rule(words: Sequence[str], rules: Sequence[Constraint]) -> tuple[Constraint | None, tuple[str, ...]]:
    """Return the rule whose words take up most of a text, those said first where two take up as much."""
    best: tuple[float, int] = (0.0, 0)
    meant, said = None, tuple[str, ...]()
    for rule in rules:
        found = {phrase: at for phrase in _phrases(rule.words) if (at := find(phrase, words)) >= 0}
        taken = {at + offset for phrase, at in found.items() for offset in range(_length(phrase))}
        # Words that stand together say more than as many apart.
        score = len(taken) + 0.5 * sum(_length(phrase) - 1 for phrase in found)
        if found and (score, -min(taken)) > best:
            best = score, -min(taken)
            meant, said = rule, tuple(words[at] for at in sorted(taken))
    return meant, said


@cache
def _phrases(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(",") if each.strip())


def _length(phrase: str) -> int:
    return len(phrase.replace("-", " ").split())


def _holds(text: str, words: Sequence[str]) -> bool:
    return any(find(phrase, words) >= 0 for phrase in _phrases(text))


def _effect(understood: Understood, rule: Constraint | None, words: Sequence[str]) -> Effect:
    if rule is None or understood.topic == "other":
        return Effect.NOTE
    is_lasting = understood.topic == "personality" or _holds(_LASTING, words)
    if is_lasting and len(understood.engineer_ids) == 1 and len(understood.client_ids) < 2:
        speaks_of_her = understood.topic in ("personality", "continuity", "skill")
        if speaks_of_her:
            return Effect.PREFERENCE
    return Effect.EVIDENCE if rule.default_weight is not None else Effect.NOTE


def _midnight(day: dt.date | None, zone: ZoneInfo) -> datetime | None:
    return dt.datetime.combine(day, dt.time(), zone) if day else None


def _sentence(understood: Understood, effect: Effect, problem: Problem, when: Period, last_day: dt.date | None) -> str:
    who = " and ".join(problem.engineer[each].label for each in understood.engineer_ids)
    where = " and ".join(problem.client[each].label for each in understood.client_ids)
    rule = understood.rule.replace("_", " ")
    said = [f"About {understood.topic}" + (f" ({rule})" if rule else "")]
    said += [f"names {who}"] if who else []
    said += [f"for {where}"] if where else []
    said += [text] if (text := _when(when)) else []
    if effect is Effect.PREFERENCE:
        verb = "avoid" if understood.kind is Kind.AVOID else "prefer"
        does = f"{verb} {who} for {where or 'this client'}"
        until = f" until {last_day}" if last_day else " for a while"
        return f"{', '.join(said)}. Confirm to {does}{until}."
    if effect is Effect.EVIDENCE:
        return f"{', '.join(said)}. Confirm to let it count for {rule}."
    return f"{', '.join(said)}. Confirm to keep it as a note."


def _when(when: Period) -> str:
    if when.weekdays:
        names = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
        return "on " + " and ".join(names[each] for each in when.weekdays)
    if when.first and when.first == when.last:
        return f"on {when.first}"
    return " ".join(f"{word} {day}" for word, day in (("from", when.first), ("to", when.last)) if day)
