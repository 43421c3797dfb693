"""Decisions on recommendations, recorded whole: what was shown, what was chosen, by which prices."""

import datetime as dt
from typing import Any

from served_desks import Caller, World, problem_of

from api.store import tables
from api.store.decisions import decision_of, recorded
from engine.learning.decision import Decision, Outcome


def ranked(caller: Caller) -> tuple[str, list[dict[str, Any]]]:
    """Return a waiting ticket that several could take, and who is recommended for it."""
    for item in caller.json("/queue")["items"]:
        if item["engineers_needed"] == 1:
            found = caller.json(f"/tickets/{item['ticket_id']}/recommendation")["ranked"]
            if len(found) > 1:
                return item["ticket_id"], found
    raise AssertionError("nobody waits for several")


def taken(caller: Caller, ticket: str, engineer: str, shown: list[str]) -> Any:
    """Publish an engineer's recommended place."""
    answer = caller.post(f"/tickets/{ticket}/recommendation", {"engineer_id": engineer, "shown": shown})
    assert answer.status_code == 200, answer.text
    return caller.publish(answer.json()["proposal_id"])


def learned_from(world: World) -> list[Decision]:
    """Return what the engine would learn from."""
    with world.database.read() as session:
        return [decision_of(row) for row in recorded(session, "north")]


def test_choosing_the_second_is_recorded_with_both_prices(world: World, dispatcher: Caller) -> None:
    """Options stand in the order in which they were shown; amounts times weights are the prices that were stated."""
    ticket, found = ranked(dispatcher)
    shown = [each["engineer_id"] for each in found]
    published = taken(dispatcher, ticket, shown[1], shown)

    (decision,) = learned_from(world)
    assert (decision.id, decision.actor) == (str(published["decision_id"]), "key:north dispatcher")
    assert (decision.outcome, decision.rank, decision.ticket.id) == (Outcome.MODIFY, 1, ticket)
    assert [each.engineer_id for each in decision.options] == shown
    for option, each in zip(decision.options, found, strict=True):
        assert sum(decision.weights[rule] * amount for rule, amount in option.amounts.items()) == each["cost"]
        assert option.start == dt.datetime.fromisoformat(each["assignment"]["start"])
    assert decision.chosen == decision.options[1]
    listed = dispatcher.json("/decisions")["items"][0]
    assert (listed["kind"], listed["version"]) == ("modify", published["version"])

    # Undone with its version, it teaches nothing any more.
    assert dispatcher.post(f"/schedules/{published['version']}/undo").status_code == 200
    assert learned_from(world) == []


def test_what_the_request_says_of_an_acceptance_is_not_believed(world: World, dispatcher: Caller) -> None:
    """Who takes the first has accepted it, whatever the kind that she sends; without an order, that of now holds."""
    ticket, found = ranked(dispatcher)
    answer = dispatcher.post(f"/tickets/{ticket}/recommendation", {"engineer_id": found[0]["engineer_id"]})
    dispatcher.publish(answer.json()["proposal_id"], {"feedback": {"kind": "modify", "reason": "so"}})
    (decision,) = learned_from(world)
    assert (decision.outcome, decision.reason) == (Outcome.ACCEPT, "so")
    assert [each.engineer_id for each in decision.options] == [each["engineer_id"] for each in found]


def test_place_by_hand_is_priced_like_those_that_were_recommended(world: World, dispatcher: Caller) -> None:
    """Another time than hers that was shown, priced by the audit of the whole."""
    ticket, found = ranked(dispatcher)
    places = [
        (each["engineer_id"], dt.datetime.fromisoformat(each["assignment"]["start"]) + dt.timedelta(minutes=minutes))
        for each in found
        for minutes in (5, 15, 60, 120, 240)
    ]
    tried = ((who, dispatcher.move(ticket, who, start.isoformat())) for who, start in places)
    engineer, moved = next((who, answer) for who, answer in tried if answer["allowed"])
    dispatcher.publish(moved["proposal_id"])
    (decision,) = learned_from(world)
    assert decision.outcome is Outcome.MODIFY
    assert decision.chosen is not None
    assert decision.chosen.engineer_id == engineer
    price = sum(decision.weights[rule] * amount for rule, amount in decision.chosen.amounts.items())
    assert price == moved["cost_difference"]


def test_nobody_is_taken_and_it_is_taken_back(world: World, dispatcher: Caller) -> None:
    """The ticket waits on; a repeated request rejects once; withdrawn, the decision counts no more."""
    ticket, found = ranked(dispatcher)
    shown = [each["engineer_id"] for each in found][:2]
    path, once = f"/tickets/{ticket}/recommendation/reject", {"Idempotency-Key": "one"}
    first, second = (dispatcher.post(path, {"shown": shown, "reason": "later"}, headers=once) for _ in range(2))
    assert first.json() == second.json()
    (decision,) = learned_from(world)
    assert (decision.outcome, decision.chosen, decision.reason) == (Outcome.REJECT, None, "later")
    assert [each.engineer_id for each in decision.options] == shown
    assert ticket in {each["ticket_id"] for each in dispatcher.json("/queue")["items"]}

    said = dispatcher.post(f"/decisions/{decision.id}/reason", {"reason": "they are away"})
    assert said.json()["reason"] == learned_from(world)[0].reason == "they are away"
    assert dispatcher.post(f"/decisions/{decision.id}/withdraw").json()["withdrawn"]
    assert learned_from(world) == []
    done = [line["action"] for line in world.caller("admin").json("/audit")["items"]]
    assert done[:3] == ["withdraw", "reason", "reject"]


def test_discarded_place_is_a_rejection(world: World, dispatcher: Caller) -> None:
    """It is kept with the prices of all who were shown, and nobody chosen."""
    ticket, found = ranked(dispatcher)
    answer = dispatcher.post(f"/tickets/{ticket}/recommendation", {"engineer_id": found[1]["engineer_id"]})
    dispatcher.post(f"/proposals/{answer.json()['proposal_id']}/discard", {"reason": "no"})
    (decision,) = learned_from(world)
    assert (decision.outcome, decision.chosen, len(decision.options)) == (Outcome.REJECT, None, len(found))


def test_published_decision_is_taken_back_with_its_version(dispatcher: Caller) -> None:
    """It cannot be withdrawn alone: the work would stay."""
    ticket, found = ranked(dispatcher)
    published = taken(dispatcher, ticket, found[0]["engineer_id"], [])
    answer = dispatcher.post(f"/decisions/{published['decision_id']}/withdraw")
    assert "undo version 2" in problem_of(answer, 409)["detail"]


def test_fill_is_recorded_as_before(world: World, dispatcher: Caller) -> None:
    """A fill's tickets were not recommended one by one: they have no prices to learn from."""
    dispatcher.publish(dispatcher.fill()["proposal_id"])
    rows = world.rows(tables.Decision)
    assert rows
    assert all(row.kind == "accept" and row.priced is None for row in rows)
    assert learned_from(world) == []
