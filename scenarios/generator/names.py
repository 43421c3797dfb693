"""Names of people and companies, all made up; `names.toml` lists their parts."""

import random
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_BLANKS = ("app", "printer", "room", "server", "area")


def people(rng: random.Random) -> Iterator[str]:
    """Yield full names, all different; the first names come in a fixed order, so that small desks share theirs."""
    first, last = _lists()["first"], _lists()["last"]
    used: set[str] = set()
    number = 0
    while True:
        name = f"{first[number % len(first)]} {rng.choice(last)}"
        number += 1
        # Past half of all pairs a free one is hard to draw; an initial opens many more.
        while name in used:
            name = f"{name.split()[0]} {rng.choice('ABCDEFGHJKLMNPRSTW')}. {rng.choice(last)}"
        used.add(name)
        yield name


def companies(rng: random.Random) -> Iterator[str]:
    """Yield company names, all different."""
    names = [f"{front} {trade}" for front in _lists()["front"] for trade in _lists()["trade"]]
    rng.shuffle(names)
    turn = 0
    while True:
        turn += 1
        yield from (name if turn == 1 else f"{name} {turn}" for name in names)


def slug(name: str) -> str:
    """Return a name as an id that is also a safe file name."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def particulars(rng: random.Random) -> dict[str, str]:
    """Return one value for each blank that the texts of `kinds.toml` leave."""
    lists = _lists()
    person = f"{rng.choice(lists['first'])} {rng.choice(lists['last'])}"
    return {"person": person} | {blank: rng.choice(lists[blank]) for blank in _BLANKS}


@cache
def _lists() -> dict[str, list[str]]:
    text = Path(__file__).with_name("names.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
