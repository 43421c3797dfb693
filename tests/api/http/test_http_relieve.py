"""What can move, over HTTP."""

from typing import Any

from served_desks import Caller, World, problem_of
from test_http_decisions import learned_from

from engine.learning.decision import Asked
from engine.learning.replay import price


def test_a_way_to_free_the_time_is_taken_at_its_price(sqlite_world: World) -> None:
    """The cheapest way's moves, sent on as they are, make a proposal at the price that was told; published, the time is
    free, and asked again there is nothing left that would have to move.
    """
    caller = sqlite_world.caller()
    work = caller.json("/board")["assignments"]
    for given in work:
        span = {"engineer_id": given["engineer_ids"][0], "start": given["start"], "end": given["end"]}
        found = caller.post("/relieve", span).json()
        if found["options"] and found["options"][0]["moves"]:
            break
    option = found["options"][0]
    assert all(move["words"].startswith(move["ticket_id"]) for move in option["moves"])
    moves = [
        {"ticket_id": each["ticket_id"]}
        | ({"engineer_ids": each["now"]["engineer_ids"], "start": each["now"]["start"]} if each["now"] else {})
        for each in option["moves"]
    ]
    proposed = caller.post("/evaluate", {"moves": moves}).json()
    assert proposed["allowed"]
    assert proposed["cost_difference"] == option["cost_difference"]
    caller.publish(proposed["proposal_id"])
    (free,) = caller.post("/relieve", span).json()["options"]
    assert free["moves"] == []
    stays = caller.post("/relieve", span | {"keep": [given["client_id"]]}).json()
    assert stays["options"][0]["moves"] == []


def movable(caller: Caller) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a published time, and a way to free it that gives its work to somebody or to another time."""
    for given in caller.json("/board")["assignments"]:
        span = {"engineer_id": given["engineer_ids"][0], "start": given["start"], "end": given["end"]}
        for option in caller.post("/relieve", span).json()["options"][:1]:
            if option["moves"] and all(each["now"] for each in option["moves"]):
                return span, option
    raise AssertionError("something can move")


def refusal_of(span: dict[str, Any], option: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return the request that turns the first move of a way down."""
    moves = [
        {"ticket_id": each["ticket_id"], "engineer_ids": each["now"]["engineer_ids"], "start": each["now"]["start"]}
        for each in option["moves"]
    ]
    ticket = moves[0]["ticket_id"]
    return {**span, "moves": moves, "ticket_id": ticket, "stays": ticket, **more}


def test_a_move_that_is_turned_down_is_a_decision(sqlite_world: World) -> None:
    """The ticket is then among what stays; the decision has the place it was to have at the price of the way that was
    shown, and the one it keeps at that of the best way that is left; it is listed, written out, and withdrawn.
    """
    caller = sqlite_world.caller()
    span, option = movable(caller)
    answer = caller.post("/relieve/refuse", refusal_of(span, option, reason="she has promised to see it through"))
    assert answer.status_code == 200, answer.text
    done = answer.json()
    assert [each["why"] for each in done["ways"]["stays"] if each["ticket_id"] == done["ticket_id"]] == [
        "is to stay, as you asked"
    ]
    (row,) = [each for each in caller.json("/decisions")["items"] if each["id"] == done["decision_id"]]
    assert (row["kind"], row["reason"]) == ("modify", "she has promised to see it through")
    assert row["body"]["keep"] == done["ticket_id"]
    (made,) = learned_from(sqlite_world)
    assert made.asked is Asked.RELIEF
    assert made.chosen
    assert made.proposed
    assert made.chosen.engineer_id == span["engineer_id"]
    left = done["ways"]["options"][0]["cost_difference"] if done["ways"]["options"] else 0
    assert price(made.proposed, made.weights) - price(made.chosen, made.weights) == option["cost_difference"] - left
    caller.post(f"/decisions/{row['id']}/withdraw", {})
    assert learned_from(sqlite_world) == []


def test_turning_down_agrees_with_nobody_and_is_told_of_its_slips(sqlite_world: World) -> None:
    """The scoreboard counts no recommendation; a ticket that the way leaves alone, and a keep that is not its own, are
    refused.
    """
    caller = sqlite_world.caller()
    span, option = movable(caller)
    wanted = refusal_of(span, option)
    problem_of(caller.post("/relieve/refuse", wanted | {"stays": "nobody"}), 422)
    other = next(
        each["ticket_id"]
        for each in caller.json("/board")["assignments"]
        if each["ticket_id"] not in [move["ticket_id"] for move in wanted["moves"]]
    )
    problem_of(caller.post("/relieve/refuse", wanted | {"ticket_id": other, "stays": other}), 422)
    assert caller.json("/decisions")["items"] == []
    client = option["moves"][0]["was"]["client_id"]
    assert caller.post("/relieve/refuse", wanted | {"stays": client}).json()["keep"] == client
    assert caller.json("/scoreboard")["agreement"]["whole"]["decisions"] == 0


def test_slips_are_told(sqlite_world: World) -> None:
    """Who is not there is 404, a time without length 422."""
    caller = sqlite_world.caller()
    given = caller.json("/board")["assignments"][0]
    span = {"engineer_id": given["engineer_ids"][0], "start": given["start"], "end": given["end"]}
    assert "no engineer 'eve'" in problem_of(caller.post("/relieve", span | {"engineer_id": "eve"}), 404)["detail"]
    problem_of(caller.post("/relieve", span | {"end": span["start"]}), 422)
