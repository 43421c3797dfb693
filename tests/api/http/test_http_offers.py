"""Times offered and booked, add-ons taken along, several tickets at once: over HTTP, at the prices that were told."""

from typing import Any

from served_desks import Caller, World, problem_of


def waiting(caller: Caller) -> list[str]:
    """Return the tickets that wait for one engineer and could be given to somebody."""
    rows = caller.json("/queue")["items"]
    names = [row["ticket_id"] for row in rows if row["engineers_needed"] == 1]
    return [each for each in names if caller.json(f"/tickets/{each}/recommendation")["ranked"]]


def test_a_time_is_offered_and_booked(sqlite_world: World) -> None:
    """What is booked is published at the offered price and pinned; then it is offered no more, and whoever wants the
    same time for another ticket is told who is there.
    """
    caller = sqlite_world.caller()
    first, second, *_ = waiting(caller)
    found = caller.json(f"/tickets/{first}/slots")
    assert found["offers"]
    assert min(each["extra_cost"] for each in found["offers"]) == 0
    assert len({(each["day"], each["part"]) for each in found["offers"]}) == len(found["offers"])
    offer = found["offers"][-1]
    body = {"engineer_id": offer["engineer_id"], "start": offer["assignment"]["start"]}
    once = {"Idempotency-Key": "a client on the phone"}
    answer = caller.post(f"/tickets/{first}/slots", body, headers=once)
    assert answer.status_code == 200, answer.text
    booked = answer.json()
    assert booked["cost_difference"] == offer["cost"]
    assert booked["assignment"]["start"] == offer["assignment"]["start"]
    assert [each["ticket_id"] for each in booked["changes"]] == [first]
    assert caller.post(f"/tickets/{first}/slots", body, headers=once).json() == booked
    (work,) = [each for each in caller.json("/board")["assignments"] if each["ticket_id"] == first]
    assert (work["engineer_ids"], work["start"], work["pinned"]) == ([body["engineer_id"]], body["start"], True)
    (flaw,) = problem_of(caller.get(f"/tickets/{first}/slots"), 422)["flaws"]
    assert "has its place already" in flaw["message"]
    (flaw,) = problem_of(caller.post(f"/tickets/{second}/slots", body), 422)["flaws"]
    assert "cannot begin it" in flaw["message"]
    assert caller.json(f"/schedules/{booked['version']}")["assignments"]


def test_a_booking_is_undone_once_its_pin_is_taken_off(sqlite_world: World) -> None:
    """A time agreed with a client is not taken back by a click: it says what fixes it, and works without the pin."""
    caller = sqlite_world.caller("admin")
    ticket, *_ = waiting(caller)
    offer = caller.json(f"/tickets/{ticket}/slots")["offers"][0]
    body = {"engineer_id": offer["engineer_id"], "start": offer["assignment"]["start"]}
    version = caller.post(f"/tickets/{ticket}/slots", body).json()["version"]
    refused = problem_of(caller.post(f"/schedules/{version}/undo"), 422)
    assert any("is fixed to" in each["message"] for each in refused["findings"])
    assert "take the pin off first" in refused["detail"]
    assert caller.patch(f"/tickets/{ticket}", {"pin": None}).status_code == 200
    undone = caller.post(f"/schedules/{version}/undo")
    assert undone.status_code == 200, undone.text
    assert ticket in [row["ticket_id"] for row in caller.json("/queue")["items"]]


def test_what_is_taken_along_costs_what_was_said(sqlite_world: World) -> None:
    """Two more visits to a site are offered with the travel that they save; taken along, all is one proposal at the
    sum of the prices, and published together. What is of another client is refused, and what is saved is counted.
    """
    caller = sqlite_world.caller("admin")
    tickets = {name: caller.json(f"/tickets/{name}") for name in waiting(caller)}
    name, ticket = next((name, each) for name, each in tickets.items() if each["site_id"])
    for copy in ("T-90", "T-91"):
        again = ticket | {"id": copy, "estimated_minutes": 15}
        assert caller.put(f"/tickets/{copy}", again).status_code in (200, 201)
    place = caller.json(f"/tickets/{name}/recommendation")["ranked"][0]
    found = caller.json(f"/tickets/{name}/add-ons?engineer_id={place['engineer_id']}")
    assert found["place"]["cost"] == place["cost"]
    along = found["add_ons"]
    assert {each["assignment"]["ticket_id"] for each in along} >= {"T-90"}
    assert all(each["travel_saved_minutes"] > 0 for each in along)
    names = [each["assignment"]["ticket_id"] for each in along]
    body = {"engineer_id": place["engineer_id"], "add_on_ids": names}
    taken = caller.post(f"/tickets/{name}/recommendation", body).json()
    assert taken["allowed"]
    assert taken["cost_difference"] == place["cost"] + sum(each["cost"] for each in along)
    stranger = next(each for each, of in tickets.items() if of["client_id"] != ticket["client_id"])
    (flaw,) = problem_of(caller.post(f"/tickets/{name}/recommendation", body | {"add_on_ids": [stranger]}), 422)[
        "flaws"
    ]
    assert "is not of" in flaw["message"]
    published = caller.publish(taken["proposal_id"])
    assert {each["ticket_id"] for each in published["changes"]} == {name, *names}
    saved = sum(each["travel_saved_minutes"] for each in along)
    assert caller.json("/scoreboard")["addon_minutes"] == saved


def test_several_tickets_are_placed_at_the_sum_of_their_prices(sqlite_world: World) -> None:
    """All that wait are placed in one proposal, each with its place or what is in its way, and published together."""
    caller = sqlite_world.caller()
    names = waiting(caller)
    answer = caller.post("/recommendations", {"ticket_ids": names})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    placed: dict[str, Any] = {each["ticket_id"]: each for each in found["placed"]}
    assert placed.keys() == set(names)
    costs = [each["place"]["cost"] for each in placed.values() if each["place"]]
    assert len(costs) > 1
    assert sum(costs) == found["cost"] == found["cost_difference"]
    assert all(each["why"] for each in placed.values() if not each["place"])
    assert found["allowed"]
    published = caller.publish(found["proposal_id"])
    assert {each["ticket_id"] for each in published["changes"]} == {n for n, each in placed.items() if each["place"]}
    (flaw, *_) = problem_of(caller.post("/recommendations", {"ticket_ids": names}), 422)["flaws"]
    assert "has its place already" in flaw["message"]
    problem_of(caller.post("/recommendations", {"ticket_ids": ["T-9"]}), 404)
