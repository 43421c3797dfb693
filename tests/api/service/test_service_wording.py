"""Why a ticket was chosen, in one sentence."""

import build
import pytest

from api.service.wording import why
from engine.questions.filled import Elsewhere, FillChoice

PROBLEM = build.problem(
    build.ticket("t1", priority=2, client_id="contoso"),
    engineers=(build.engineer("ann"), build.engineer("bob", name="Bob")),
)


@pytest.mark.parametrize(
    ("by_rule", "travel", "extra", "said"),
    [
        ({}, 0, None, "P2 for contoso; nobody else has room for it."),
        ({}, 75, None, "P2 for contoso, 1 h 15 min of travel; nobody else has room for it."),
        (
            {"sla_response": -9, "promptness": -3, "travel": 2},
            0,
            5400,
            "its response is due, it has waited; otherwise Bob",
        ),
        ({"unassigned": -9}, 0, 5400, "Bob, Mon 2 Mar 09:00, 5 min dearer."),
        ({}, 0, -5600, "6 min cheaper."),
        ({}, 0, 400, "at the same price."),
    ],
)
def test_choice_is_said_in_a_sentence(by_rule: dict[str, int], travel: int, extra: int | None, said: str) -> None:
    """What it gains comes first, then its travel, then where it would go otherwise and at what price."""
    given = build.schedule(("t1", "ann", 0, 60)).assignments[0].model_copy(update={"travel_minutes": travel})
    elsewhere = Elsewhere("bob", build.at(60), extra) if extra is not None else None
    choice = FillChoice(assignment=given, gain=1, by_rule=by_rule, elsewhere=elsewhere)
    assert said in why(PROBLEM, choice)
    assert why(PROBLEM, choice).startswith("P2 for contoso")
