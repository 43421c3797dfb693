"""The table of the rules is what the rules say, and every field of the domain has a reader."""

from pathlib import Path

import pytest

from constraints import RULES, Rule
from constraints._catalogue import page
from engine.domain.client import Client
from engine.domain.desk import Desk
from engine.domain.engineer import Engineer
from engine.domain.problem import Problem
from engine.domain.site import Site
from engine.domain.ticket import Ticket

MODELS = {"ticket": Ticket, "engineer": Engineer, "client": Client, "site": Site, "desk": Desk, "problem": Problem}
FRAME = {
    *(f"{kind}.{field}" for kind in MODELS for field in ("id", "name")),
    *("ticket.client_id", "site.client_id", "desk.time_zone", "desk.planning_window", "desk.weights", "desk.rules"),
    *(f"problem.{part}" for part in ("desk", "engineers", "clients", "sites", "tickets")),
}
"""What ties a desk together, read by the engine for all rules."""
FOR_PEOPLE = {"ticket.summary", "ticket.description"}
"""Printed, drawn and written into calendars."""


def test_the_page_is_up_to_date() -> None:
    """docs/rules.md is what `make docs` writes."""
    written = Path(__file__).parents[2] / "docs" / "rules.md"
    assert written.read_text(encoding="utf-8") == page(), "run make docs"


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_names_fields_that_exist(rule: type[Rule]) -> None:
    """Each rule says what it depends on, once, in the domain's own names."""
    assert rule.reads
    assert len(set(rule.reads)) == len(rule.reads)
    for each in rule.reads:
        kind, field = each.split(".")
        assert field in MODELS[kind].model_fields, each


def test_every_field_has_a_reader() -> None:
    """No field of the domain is there for nothing: a rule depends on it, the engine frames by it, or people read it."""
    read = {each for rule in RULES for each in rule.reads} | FRAME | FOR_PEOPLE
    fields = {f"{kind}.{field}" for kind, model in MODELS.items() for field in model.model_fields}
    assert fields - read == set()
