"""What can move, over HTTP."""

from served_desks import World, problem_of


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


def test_slips_are_told(sqlite_world: World) -> None:
    """Who is not there is 404, a time without length 422."""
    caller = sqlite_world.caller()
    given = caller.json("/board")["assignments"][0]
    span = {"engineer_id": given["engineer_ids"][0], "start": given["start"], "end": given["end"]}
    assert "no engineer 'eve'" in problem_of(caller.post("/relieve", span | {"engineer_id": "eve"}), 404)["detail"]
    problem_of(caller.post("/relieve", span | {"end": span["start"]}), 422)
