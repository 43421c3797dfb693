"""From rules and data to the instance."""

import build
import pytest

from constraints import rules_for
from engine.compile import compile_instance
from engine.context import Context
from engine.errors import DataError


def test_costs_too_large_to_be_exact_are_refused() -> None:
    """The largest weight on the largest lateness of 200 tickets: an error that says which key to lower."""
    weights = {"values": {"sla_response": 100_000}}
    amounts = {"sla_response": {"per_minute": [100_000] * 4, "cap_minutes": 1_000_000}}
    desk = build.desk(weights=weights, rules=amounts)
    given = build.problem(*(build.ticket(f"t{n}", respond_by=build.at(1)) for n in range(200)), desk=desk)
    with pytest.raises(DataError) as error:
        compile_instance(Context(given), rules_for(desk))
    assert str(error.value).startswith("desk.toml, weights: costs may come to ")
