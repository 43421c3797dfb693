"""Confirmed preferences of clients."""

import datetime as dt

import build

from constraints.client_preference import ClientPreference
from engine.domain.preference import Kind, Preference
from engine.domain.problem import Problem

RULE = ClientPreference()
MONDAY = build.MONDAY.date()


def given(**fields: object) -> Problem:
    """Return a desk of ann and bob with two tickets of contoso, which has a wish about bob of 25 minutes."""
    values = {"client_id": "contoso", "engineer_id": "bob", "minutes": 25, "owner": "dora", "expires": MONDAY}
    wish = Preference(**values | fields)  # type: ignore[arg-type]
    return build.problem(
        build.ticket(),
        build.ticket("t2", type="request"),
        clients=(build.client(name="Contoso", preferences=(wish,)),),
        engineers=(build.engineer(), build.engineer("bob")),
    )


def test_anybody_else_costs_the_minutes() -> None:
    """Ann's ticket costs 25, bob's nothing, and leaving both out nothing either."""
    (found,) = build.findings(given(), RULE, ("t1", "ann", 0, 60), ("t2", "bob", 0, 60))
    assert found.amount == 25
    assert found.message == f"t1 goes to ann, Contoso prefers bob (until {MONDAY}, by dora)"
    assert build.total(given(), RULE, {"ann": ["t1", "t2"]}) == 50
    assert build.total(given(), RULE, {"bob": ["t1", "t2"]}) == build.total(given(), RULE) == 0


def test_whom_it_avoids_costs_the_minutes() -> None:
    """The other way round, bob's two tickets cost 25 each."""
    avoided = given(kind=Kind.AVOID)
    (found,) = build.findings(avoided, RULE, ("t1", "bob", 0, 60))
    assert found.message.startswith("t1 goes to bob, Contoso would rather have somebody else")
    assert build.total(avoided, RULE, {"bob": ["t1", "t2"]}) == 50
    assert build.total(avoided, RULE, {"ann": ["t1", "t2"]}) == 0


def test_for_one_type_of_ticket() -> None:
    """Only the request should rather go to bob."""
    assert build.total(given(ticket_type="request"), RULE, {"ann": ["t1", "t2"]}) == 25


def test_an_expired_one_prices_nothing() -> None:
    """It counts on its last day, in the desk's zone, and no longer."""
    assert build.total(given(expires=MONDAY - dt.timedelta(days=1)), RULE, {"ann": ["t1", "t2"]}) == 0


def test_several_add_up() -> None:
    """Prefer bob (25) and avoid ann (10): ann's ticket costs both."""
    desk = given()
    (client,) = desk.clients
    more = client.preferences[0].model_copy(update={"engineer_id": "ann", "kind": Kind.AVOID, "minutes": 10})
    both = desk.model_copy(
        update={"clients": (client.model_copy(update={"preferences": (*client.preferences, more)}),)}
    )
    assert build.total(both, RULE, {"ann": ["t1"], "bob": ["t2"]}) == 35
