"""Clients named in a text, by the beginning of a name."""

import pytest

from engine.learning.names import clients

CLIENTS = {
    "daily": "The Daily Grind",
    "blue": "Blue Ridge Dental",
    "first": "First National Bank",
    "northwind": "Northwind Traders",
    "contoso": "Contoso",
    "ab": "AB Partners",
}


@pytest.mark.parametrize(
    "text",
    [
        "Sarah knows the firewall",
        "The firewall is hers",
        "blue screen again",
        "Blue screen again",
        "first time there",
        "That went well. First time there",
        "she does the daily backup",
        "Ab ovo",
    ],
)
def test_a_word_of_the_language_names_nobody(text: str) -> None:
    """An article, a word without a capital and one that opens a sentence are no client's name."""
    assert clients(text, CLIENTS) == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Sarah was at Blue on Monday", ("blue",)),
        ("keep her at the Daily", ("daily",)),
        ("blue ridge asked for her", ("blue",)),
        ("First National is waiting", ("first",)),
        ("Northwind loves Priya", ("northwind",)),
        ("contoso is down", ("contoso",)),
        ("back from Northwind, then Contoso", ("northwind", "contoso")),
    ],
)
def test_a_name_is_known_by_its_beginning(text: str, named: tuple[str, ...]) -> None:
    """A capital inside a sentence, two words of a name, or the whole of a short one name a client."""
    assert clients(text, CLIENTS) == named
