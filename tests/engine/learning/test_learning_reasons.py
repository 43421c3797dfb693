"""Reasons as dispatchers write them."""

import csv
import datetime as dt
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import build
import pytest

from constraints import RULES, rules_for
from engine.constraint import TOPICS
from engine.domain.preference import Kind
from engine.domain.problem import Problem
from engine.learning.reasons import preference_of, understand
from engine.learning.understood import Effect, Understood

ZONE = ZoneInfo("America/Chicago")
SAID = dt.datetime(2026, 3, 4, 10, 15, tzinfo=ZONE)
"""A Wednesday."""
ENGINEERS = {
    "james": "James Carter",
    "mike": "Mike Olsen",
    "sarah": "Sarah Lund",
    "priya": "Priya Nair",
    "tom": "Tom Becker",
    "will": "Will Grant",
    "ana": "Ana Souza",
}
CLIENTS = {
    "contoso": "Contoso",
    "northwind": "Northwind Traders",
    "fabrikam": "Fabrikam Legal",
    "harbor": "Harbor Credit Union",
    "motors": "Hillcrest Motors",
    "insurance": "Hillcrest Insurance",
}
ROWS = list(csv.DictReader((Path(__file__).parent / "reasons.csv").read_text(encoding="utf-8").splitlines()))


@cache
def desk() -> Problem:
    """Return a desk with the people and clients that the sentences name."""
    return build.problem(
        build.ticket(),
        desk=build.desk(time_zone=ZONE.key),
        engineers=tuple(build.engineer(key, name=name) for key, name in ENGINEERS.items()),
        clients=tuple(build.client(key, name=name) for key, name in CLIENTS.items()),
    )


def understood(text: str) -> Understood:
    """Return what the desk understands of a reason."""
    given = desk()
    return understand(text, given, rules_for(given.desk), SAID)


def days(found: Understood) -> tuple[str, str]:
    """Return first and last day of a period, empty where it is open."""
    last = found.end and found.end.astimezone(ZONE).date() - dt.timedelta(1)
    return str(found.start.astimezone(ZONE).date()) if found.start else "", str(last) if last else ""


def right(part: str) -> dict[str, float]:
    """Return by what is asked for the share of a part's sentences of which it was understood."""
    rows = [row for row in ROWS if row["part"] == part]
    found = [(row, understood(row["text"])) for row in rows]
    return {
        "topic": sum(row["topic"] == each.topic for row, each in found) / len(rows),
        "engineers": sum(row["engineers"] == " ".join(each.engineer_ids) for row, each in found) / len(rows),
        "clients": sum(row["clients"] == " ".join(each.client_ids) for row, each in found) / len(rows),
        "period": sum((row["start"], row["end"]) == days(each) for row, each in found) / len(rows),
    }


def test_sentences_that_words_were_chosen_by() -> None:
    """Of the sentences known when rules were given their words, nearly all are understood in every respect."""
    assert len(ROWS) > 150
    found = right("dev")
    assert found["topic"] > 0.97
    assert min(found["engineers"], found["clients"], found["period"]) > 0.98


def test_sentences_written_before_looking() -> None:
    """Of 32 sentences that no word was chosen by, people, clients and periods are all right, the topic of over half."""
    found = right("held")
    assert (found["engineers"], found["clients"], found["period"]) == (1, 1, 1)
    assert found["topic"] >= 0.56


def test_every_rule_has_a_topic() -> None:
    """A rule is about one of the topics, and no rule is without words."""
    assert {rule.topic for rule in RULES} == set(TOPICS)
    assert [rule.name for rule in RULES if not rule.words or rule.words != rule.words.lower()] == []


def test_what_lasts_becomes_a_preference() -> None:
    """Keeping somebody away until a day is a preference that ends on it, said back before anything is done."""
    found = understood("keep Will away from Fabrikam until next Friday")
    assert found.effect is Effect.PREFERENCE
    assert found.sentence == (
        "About personality (client preference), names Will Grant, for Fabrikam Legal, from 2026-03-04 to 2026-03-13. "
        "Confirm to avoid Will Grant for Fabrikam Legal until 2026-03-13."
    )
    wish = preference_of(found, build.ticket(), "dora", SAID)
    assert wish is not None
    assert (wish.client_id, wish.engineer_id, wish.kind) == ("fabrikam", "will", Kind.AVOID)
    assert (wish.owner, wish.expires) == ("dora", dt.date(2026, 3, 13))


def test_the_ticket_says_which_client_is_meant() -> None:
    """Where the reason names no client it is the ticket's, and without a period it ends after ninety days."""
    wish = preference_of(understood("they always ask for Sarah"), build.ticket(), "dora", SAID)
    assert wish is not None
    assert (wish.client_id, wish.kind, wish.expires) == ("contoso", Kind.PREFER, dt.date(2026, 6, 2))


def test_what_is_said_of_one_ticket_counts_for_its_rule() -> None:
    """Who talked to the client yesterday is evidence for the rule of recent contact, and no preference."""
    found = understood("Sarah talked to them yesterday about the same thing")
    assert found.effect is Effect.EVIDENCE
    assert found.rule in ("recent_contact", "same_engineer")
    assert preference_of(found, build.ticket(), "dora", SAID) is None
    assert understood("ok").sentence == "About other. Confirm to keep it as a note."


@pytest.mark.parametrize(
    ("text", "who"),
    [("will be late", ()), ("Will is late", ("will",)), ("Sara knows it", ("sarah",)), ("olsen knows it", ("mike",))],
)
def test_names(text: str, who: tuple[str, ...]) -> None:
    """Surnames and slips are understood; a first name that is a word needs its capital."""
    assert understood(text).engineer_ids == who


def test_habits_by_weekday() -> None:
    """Mondays as such are no date."""
    found = understood("James does backups on Mondays")
    assert (found.weekdays, found.start, found.end) == ((0,), None, None)
