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


def confirmed(text: str) -> str:
    """Return what confirming a reason makes: a way and a name, or what else it does."""
    found = understood(text)
    is_wish = found.effect is Effect.PREFERENCE
    return f"{found.kind} {' '.join(found.engineer_ids)}" if is_wish else str(found.effect)


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("Tom was rude to them yesterday", "avoid tom"),
        ("they are scared of Mike", "avoid mike"),
        ("Mike annoyed the manager and yelled at her", "avoid mike"),
        ("there is bad blood with Tom", "avoid tom"),
        ("the owner is unhappy with Mike", "avoid mike"),
        ("the owner can't stand Mike", "avoid mike"),
        ("they had a row with Tom", "avoid tom"),
        ("no more Mike, they complained", "avoid mike"),
        ("Sarah has no patience with them", "avoid sarah"),
        ("they lost trust in Tom", "avoid tom"),
        ("they would take anybody but Tom, he yelled", "avoid tom"),
    ],
)
def test_a_complaint_is_no_praise(text: str, does: str) -> None:
    """Whoever somebody complains about is to be avoided, by whichever word it is said."""
    assert confirmed(text) == does


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("Sarah gets on with the manager, no drama", "prefer sarah"),
        ("the manager trusts Sarah, she loves her, she insists, they click: three visits in a row", "prefer sarah"),
        ("no complaints about Sarah", "prefer sarah"),
        ("Sarah is never rude like the others, they trust her", "prefer sarah"),
        ("this caller is difficult, James can handle him", "prefer james"),
        ("nobody but Sarah gets on with them", "prefer sarah"),
        ("they don't like anybody but Sarah", "prefer sarah"),
    ],
)
def test_harmless_words_leave_praise_what_it_is(text: str, does: str) -> None:
    """A "no" about something else, and what somebody is said not to be, turn no praise around."""
    assert confirmed(text) == does


@pytest.mark.parametrize("text", ["they love Tom but he was rude last week", "Mike is difficult"])
def test_what_points_both_ways_is_a_note(text: str) -> None:
    """Praise and a complaint in one, or a word that may be either, become no preference at all."""
    assert confirmed(text) == "note"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Tom was rude to them yesterday", None),
        ("Tom was rude to them this morning", None),
        ("they love Sarah, keep her until today", dt.date(2026, 3, 4)),
        ("they love Sarah, keep her until Friday", dt.date(2026, 3, 6)),
        ("they love Sarah, for two days", dt.date(2026, 3, 5)),
        ("they love Sarah, for one day", dt.date(2026, 3, 4)),
    ],
)
def test_the_sentence_says_the_last_day_that_the_preference_gets(text: str, last: dt.date | None) -> None:
    """An end that is said as one is the last day, today too; a time at which something happened is none."""
    found = understood(text)
    wish = preference_of(found, build.ticket(), "dora", SAID)
    assert wish is not None
    assert wish.expires == (last or dt.date(2026, 6, 2))
    assert found.sentence.endswith(f" until {last}." if last else " for a while.")


def test_digits_that_count_nothing() -> None:
    """A superscript is a digit to Unicode and no number: it names no period."""
    assert understood("Sarah for \u00b2 days").end is None
    assert understood("Sarah on April \u00b2").end is None
