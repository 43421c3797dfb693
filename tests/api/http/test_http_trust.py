"""How far the engine may go alone: what it does by it, what stops it, and what becomes of it."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from ladders import Known, actions, first, let, origins, sure
from served_desks import Caller, World, problem_of

from api.service.pilot.place import Place, place
from api.service.pilot.round import fly
from api.service.pilot.sureness import gauge_of
from api.store import tables, trust
from engine.learning.ladder import Sure

NETWORK = {"type": "network"}


def test_nothing_happens_alone_until_somebody_says_so(world: World, dispatcher: Caller) -> None:
    """A desk without a ladder is not touched, and one that only assists is neither."""
    assert dispatcher.json("/trust") | {"done_today": 0} == {
        "version": 0,
        "is_on": True,
        "daily_limit": 20,
        "done_today": 0,
        "policies": [],
    }
    assert fly(world.service, "north", sure) == 0
    let(dispatcher, "assist")
    assert fly(world.service, "north", sure) == 0
    assert actions(dispatcher, "left", "noted", "waiting", "published") == []


def test_autopilot_publishes_once_and_is_undone(world: World, dispatcher: Caller) -> None:
    """It acts up to the day's limit, in the audit log and in a version of its own; undoing is disagreeing, for good."""
    let(dispatcher, "autopilot")
    before = dispatcher.json("/board")["assignments"]
    assert [fly(world.service, "north", sure) for _ in range(3)] == [1, 0, 0]
    (made,) = actions(dispatcher, "published")
    assert (made["version"], origins(dispatcher)[0]) == (2, "autopilot")
    placed = {each["ticket_id"]: each for each in dispatcher.json("/board")["assignments"]}
    assert placed[made["ticket_id"]]["engineer_ids"] == [made["engineer_id"]]
    assert "limit of 1 is reached" in " ".join(each["reason"] for each in actions(dispatcher, "left"))
    line = world.caller("admin").json("/audit")["items"][0]
    assert (line["actor"], line["action"], line["detail"]["origin"]) == ("service:autopilot", "publish", "autopilot")
    assert [row for row in world.rows(tables.Decision) if row.actor == "service:autopilot"] == []

    assert dispatcher.post("/schedules/2/undo").status_code == 200
    assert dispatcher.json("/board")["assignments"] == before
    (undone,) = actions(dispatcher, "undone")
    assert (undone["id"], undone["is_agreed"], undone["ended_by"]) == (made["id"], False, "key:north dispatcher")
    (said,) = [row for row in world.rows(tables.Decision) if row.priced]
    assert (said.kind, said.ticket_id, said.withdrawn) == ("reject", made["ticket_id"], None)
    assert said.priced["options"][0]["engineer_id"] == made["engineer_id"]
    let(dispatcher, "autopilot", daily_limit=9)
    fly(world.service, "north", sure)
    (left,) = [each for each in actions(dispatcher, "left") if each["ticket_id"] == made["ticket_id"]]
    assert "undid it before" in left["reason"]


def test_suggestion_waits_and_can_be_stopped(world: World, dispatcher: Caller) -> None:
    """Anybody stops it before it is due; then it is never done, and its ticket is left to people."""
    let(dispatcher, "suggest")
    assert fly(world.service, "north", sure) == 0
    (waiting,) = actions(dispatcher, "waiting")
    assert dt.datetime.fromisoformat(waiting["due"]) == world.now + dt.timedelta(minutes=15)
    assert dt.datetime.fromisoformat(waiting["start"]) >= world.now + dt.timedelta(minutes=15)
    stopped = world.caller("viewer").post(f"/trust/actions/{waiting['id']}/stop", {"reason": "not now"})
    assert (stopped.status_code, stopped.json()["state"], stopped.json()["reason"]) == (200, "stopped", "not now")
    assert dispatcher.json(f"/proposals/{waiting['proposal_id']}")["state"] == "discarded"
    (said,) = world.rows(tables.Decision)
    assert (said.kind, said.reason, said.actor) == ("reject", "not now", "key:north viewer")
    world.now += dt.timedelta(minutes=16)
    fly(world.service, "north", sure)
    assert origins(dispatcher) == ["import"]
    assert waiting["ticket_id"] not in {each["ticket_id"] for each in actions(dispatcher, "waiting")}
    assert dispatcher.post(f"/trust/actions/{waiting['id']}/stop").status_code == 200


def test_turning_a_recommendation_down_stops_what_waits(world: World, dispatcher: Caller) -> None:
    """Who takes nobody of those recommended is heard: what waited is not done, nor is it ever made anew."""
    let(dispatcher, "suggest")
    fly(world.service, "north", sure)
    (waiting,) = actions(dispatcher, "waiting")
    path = f"/tickets/{waiting['ticket_id']}/recommendation/reject"
    assert dispatcher.post(path, {"reason": "the client wants to wait"}).status_code == 200
    (stopped,) = actions(dispatcher, "stopped")
    assert (stopped["id"], stopped["reason"]) == (waiting["id"], "the client wants to wait")
    assert (stopped["is_agreed"], stopped["ended_by"]) == (False, "key:north dispatcher")
    assert dispatcher.json(f"/proposals/{waiting['proposal_id']}")["state"] == "discarded"
    assert [row.kind for row in world.rows(tables.Decision)] == ["reject"]
    world.now += dt.timedelta(minutes=16)
    fly(world.service, "north", sure)
    assert origins(dispatcher) == ["import"]
    assert waiting["ticket_id"] not in {each["ticket_id"] for each in actions(dispatcher, "waiting")}


def test_ticket_turned_down_before_is_left_to_people_until_that_is_taken_back(world: World, dispatcher: Caller) -> None:
    """A no said before the ladder was switched on counts as much, until whoever said it takes it back."""
    ticket = first(dispatcher)
    said = dispatcher.post(f"/tickets/{ticket}/recommendation/reject").json()
    let(dispatcher, "autopilot", daily_limit=0)
    fly(world.service, "north", sure)
    left = {each["ticket_id"]: each["reason"] for each in actions(dispatcher, "left")}
    assert "somebody turned the recommendation down" in left[ticket]
    assert dispatcher.post(f"/decisions/{said['decision_id']}/withdraw").status_code == 200
    fly(world.service, "north", sure)
    left = {each["ticket_id"]: each["reason"] for each in actions(dispatcher, "left")}
    assert "limit" in left[ticket]


def test_what_a_no_had_stopped_counts_no_more_once_that_is_taken_back(world: World, dispatcher: Caller) -> None:
    """The no stops what waits and is a disagreement; taken back, it is neither, and the ticket is looked at again."""
    let(dispatcher, "suggest")
    fly(world.service, "north", sure)
    (waiting,) = actions(dispatcher, "waiting")
    ticket = waiting["ticket_id"]
    world.now += dt.timedelta(minutes=1)
    said = dispatcher.post(f"/tickets/{ticket}/recommendation/reject").json()
    assert dispatcher.json("/trust")["policies"][0]["standing"]["outcomes"] == 1
    assert dispatcher.post(f"/decisions/{said['decision_id']}/withdraw").status_code == 200
    (withdrawn,) = actions(dispatcher, "withdrawn")
    assert (withdrawn["id"], withdrawn["is_agreed"], actions(dispatcher, "stopped")) == (waiting["id"], None, [])
    assert dispatcher.json("/trust")["policies"][0]["standing"]["outcomes"] == 0
    fly(world.service, "north", sure)
    assert ticket in {each["ticket_id"] for each in actions(dispatcher, "waiting")}


def test_ticket_taken_off_the_calendar_is_left_to_people(world: World, dispatcher: Caller) -> None:
    """What a person has placed and taken off again is not put back on by the engine."""
    ticket = first(dispatcher)
    taken = dispatcher.json(f"/tickets/{ticket}/recommendation")["ranked"][0]["engineer_id"]
    placed = dispatcher.post(f"/tickets/{ticket}/recommendation", {"engineer_id": taken}).json()
    dispatcher.publish(placed["proposal_id"])
    dispatcher.publish(dispatcher.move(ticket, None, None)["proposal_id"])
    let(dispatcher, "autopilot", daily_limit=50)
    fly(world.service, "north", sure)
    left = {each["ticket_id"]: each["reason"] for each in actions(dispatcher, "left")}
    assert "somebody took it off the calendar" in left[ticket]


def test_no_said_while_the_engine_looks_is_heard(world: World, dispatcher: Caller) -> None:
    """A recommendation that is turned down after the look has begun is not acted on in that look."""
    let(dispatcher, "autopilot", daily_limit=50)
    refused = []

    def sure_and_late(found: Place, _at: dt.datetime) -> Sure:
        if not refused:
            refused.append(found.ticket.id)
            assert dispatcher.post(f"/tickets/{found.ticket.id}/recommendation/reject").status_code == 200
        return Known()

    fly(world.service, "north", sure_and_late)
    assert refused[0] not in {each["ticket_id"] for each in actions(dispatcher, "published", "waiting")}


def test_suggestion_is_done_when_nobody_stops_it(world: World, dispatcher: Caller) -> None:
    """Not before its window is over, and once; afterwards it is too late to stop it."""
    let(dispatcher, "suggest")
    fly(world.service, "north", sure)
    (waiting,) = actions(dispatcher, "waiting")
    world.now += dt.timedelta(minutes=14)
    assert fly(world.service, "north", sure) == 0
    world.now += dt.timedelta(minutes=1)
    assert [fly(world.service, "north", sure) for _ in range(2)] == [1, 0]
    assert origins(dispatcher) == ["autopilot", "import"]
    detail = problem_of(dispatcher.post(f"/trust/actions/{waiting['id']}/stop"), 409)["detail"]
    assert "undo version 2" in detail
    world.now += dt.timedelta(hours=24)
    fly(world.service, "north", sure)
    assert [each["is_agreed"] for each in actions(dispatcher, "kept")] == [True]


def test_off_switch_takes_back_what_waits(world: World, dispatcher: Caller) -> None:
    """Whatever is due, nothing happens; a person who only plans may not throw the switch."""
    let(dispatcher, "suggest")
    fly(world.service, "north", sure)
    problem_of(world.caller("planner").post("/trust/off"), 403)
    assert dispatcher.post("/trust/off").json()["is_on"] is False
    assert len(actions(dispatcher, "withdrawn")) == 1
    world.now += dt.timedelta(minutes=16)
    assert fly(world.service, "north", sure) == 0
    assert origins(dispatcher) == ["import"]
    assert world.caller("admin").json("/audit")["items"][0]["action"] == "trust off"


@contextmanager
def interfering(world: World, act: Any) -> Iterator[None]:
    """Do something just when a proposal has been judged and is about to be published."""
    inner = world.service.pool.ask

    def ask(key: Any, problem: Any, question: Any, *args: Any, **more: Any) -> Any:
        answer = inner(key, problem, question, *args, **more)
        if question.__name__ == "judge":
            act()
        return answer

    world.service.pool.ask = ask  # type: ignore[method-assign]
    try:
        yield
    finally:
        world.service.pool.ask = inner  # type: ignore[method-assign]


@pytest.mark.parametrize("how", ["stop", "off"])
def test_nothing_is_published_after_a_stop_in_the_last_moment(world: World, dispatcher: Caller, how: str) -> None:
    """Whoever stops it while it is being judged is heard: the transaction that would publish it comes to nothing."""
    let(dispatcher, "suggest")
    fly(world.service, "north", sure)
    (waiting,) = actions(dispatcher, "waiting")
    world.now += dt.timedelta(minutes=15)
    path = "/trust/off" if how == "off" else f"/trust/actions/{waiting['id']}/stop"
    with interfering(world, lambda: dispatcher.post(path)):
        assert fly(world.service, "north", sure) == 0
    assert origins(dispatcher) == ["import"]
    assert [each["id"] for each in actions(dispatcher, "stopped", "withdrawn")] == [waiting["id"]]


def test_two_services_at_once_publish_once(world: World, dispatcher: Caller) -> None:
    """While one is judging what is due, the other publishes it: there is one version, and one action that says so."""
    let(dispatcher, "suggest")
    fly(world.service, "north", sure)
    world.now += dt.timedelta(minutes=15)
    others: list[int] = []

    def other() -> None:
        if not others:
            others.append(0)
            others[0] = fly(world.service, "north", sure)

    with interfering(world, other):
        placed = fly(world.service, "north", sure)
    assert (others, placed) == ([1], 0)
    assert origins(dispatcher) == ["autopilot", "import"]
    assert [each["version"] for each in actions(dispatcher, "published")] == [2]


def test_shadow_notes_silently_and_learns_what_was_decided(world: World, dispatcher: Caller) -> None:
    """Nothing changes and no line is written; when she has decided, what was noted is compared with it."""
    let(dispatcher, "shadow")
    audit = world.caller("admin").json("/audit")["items"]
    fly(world.service, "north", sure)
    noted = {each["ticket_id"]: each for each in actions(dispatcher, "noted")}
    assert len(noted) == len(dispatcher.json("/queue")["items"])
    assert (origins(dispatcher), world.caller("admin").json("/audit")["items"]) == (["import"], audit)
    same, other = (noted[each] for each in ("T-1003", "T-1010"))
    first = dispatcher.post("/tickets/T-1003/recommendation", {"engineer_id": same["engineer_id"]}).json()
    dispatcher.publish(first["proposal_id"])
    away = next(
        each
        for each in dispatcher.json("/tickets/T-1010/recommendation")["ranked"]
        if each["engineer_id"] != other["engineer_id"]
    )
    second = dispatcher.post("/tickets/T-1010/recommendation", {"engineer_id": away["engineer_id"]}).json()
    dispatcher.publish(second["proposal_id"])
    fly(world.service, "north", sure)
    decided = {each["ticket_id"]: each for each in actions(dispatcher, "decided")}
    assert (decided["T-1003"]["is_agreed"], decided["T-1010"]["is_agreed"]) == (True, False)
    assert decided["T-1010"]["chosen"] == away["label"]
    tried = dispatcher.post(
        "/trust/preview", {"trust": {"policies": [{"level": "autopilot", "threshold": 0.9}]}}
    ).json()
    after = tried["after"]
    assert (after["tickets"], after["acted"], after["otherwise"], after["precision"]) == (2, 2, 1, 0.5)
    assert [each["ticket_id"] for each in after["examples"]] == ["T-1010"]
    strict = dispatcher.post("/trust/preview", {"trust": {"policies": [{"level": "autopilot", "threshold": 0.96}]}})
    assert (strict.json()["after"]["acted"], strict.json()["after"]["below"]) == (0, 2)


def test_confidence_rests_on_what_was_noted_and_decided(world: World, dispatcher: Caller) -> None:
    """Too little is known at first, and then it is sure of what she has taken again and again."""
    let(dispatcher, "shadow")
    fly(world.service, "north", sure)
    (noted, *_) = actions(dispatcher, "noted")

    def found() -> Sure | None:
        with world.database.read() as session:
            now = world.service.snapshot("north")
            place_now = world.service.ask(now, place, noted["ticket_id"])
            assert place_now is not None
            return gauge_of(session, "north")(place_now, world.now + dt.timedelta(minutes=1))

    assert (found() or Known(1.0)).probability is None
    with world.database.write() as session:
        row = trust.found(session, "north", noted["id"])
        for _ in range(30):
            meant = trust.Meant.model_validate(row.body)
            again = trust.begin(
                session, "north", meant, step="note", state=trust.NOTED, reason="", base_version=1, at=world.now
            )
            trust.end(again, trust.DECIDED, world.now, "key:eve", is_agreed=True, chosen=meant.engineer_id)
            session.flush()
    known = found()
    assert known is not None
    assert known.count == 30
    assert known.probability is not None
    assert known.probability > 0.85


def test_level_lowers_itself_and_says_so(world: World, dispatcher: Caller) -> None:
    """After tickets enough that were decided otherwise it is shadow, in the audit log, and stays so until raised."""
    let(dispatcher, "autopilot", daily_limit=0)
    fly(world.service, "north", sure)
    with world.database.write() as session:
        for row in trust.in_states(session, "north", [trust.LEFT]):
            trust.end(row, trust.DECIDED, world.now + dt.timedelta(minutes=1), "key:eve", is_agreed=False, chosen="x")
    world.now += dt.timedelta(minutes=2)
    fly(world.service, "north", sure)
    (policy,) = dispatcher.json("/trust")["policies"]
    assert policy["level"] == "shadow"
    assert "lowered itself from autopilot to shadow for all tickets" in policy["lowered"]
    lines = world.caller("admin").json("/audit")["items"]
    assert next(each["detail"]["why"] for each in lines if each["action"] == "lower") == policy["lowered"]
    assert let(dispatcher, "shadow")["policies"][0]["lowered"] == policy["lowered"]
    raised = let(dispatcher, "autopilot")["policies"][0]
    assert (raised["lowered"], raised["standing"]["outcomes"]) == ("", 0)


def test_two_who_change_it_at_once(dispatcher: Caller) -> None:
    """Of two who have read the same ladder, the second is refused."""
    tag = dispatcher.get("/trust").headers["ETag"]
    body = {"policies": [{"level": "shadow"}]}
    assert dispatcher.put("/trust", body, headers={"If-Match": tag}).headers["ETag"] == '"1"'
    problem_of(dispatcher.put("/trust", body, headers={"If-Match": tag}), 412)


def test_ladder_with_two_policies_for_one_category_is_refused(dispatcher: Caller) -> None:
    """The error names the category."""
    body = {"policies": [{"level": "shadow", "category": NETWORK}, {"level": "assist", "category": NETWORK}]}
    assert "two policies for network tickets" in problem_of(dispatcher.put("/trust", body), 422)["detail"]


def test_stale_suggestion_is_made_anew(world: World, dispatcher: Caller) -> None:
    """Where the engineer's day has changed meanwhile but she is still the first, it is published on the new day."""
    let(dispatcher, "suggest")
    fly(world.service, "north", sure)
    (waiting,) = actions(dispatcher, "waiting")
    others = (each["ticket_id"] for each in dispatcher.json("/queue")["items"])
    ticket = next(each for each in others if each != waiting["ticket_id"])
    moved = dispatcher.post(f"/tickets/{ticket}/recommendation", {"engineer_id": waiting["engineer_id"]})
    if moved.status_code != 200:
        pytest.skip("nobody else's work fits there")
    dispatcher.publish(moved.json()["proposal_id"])
    world.now += dt.timedelta(minutes=15)
    placed = fly(world.service, "north", sure)
    made = actions(dispatcher, "published", "failed")
    assert [each["state"] for each in made] == (["published"] if placed else ["failed"])


def test_one_service_has_the_turn(world: World) -> None:
    """Another one waits until the turn is given back, or runs out."""
    at = world.now
    until = at + dt.timedelta(minutes=3)
    with world.database.write() as session:
        assert trust.take_turn(session, "north", "one", at, until)
        assert trust.take_turn(session, "north", "one", at, until)
        assert not trust.take_turn(session, "north", "two", at, until)
        assert trust.take_turn(session, "other", "two", at, until)
        trust.give_turn_back(session, "north", "one")
        assert trust.take_turn(session, "north", "two", at, until)
        assert trust.take_turn(session, "north", "one", until, until)
        assert not trust.take_turn(session, "nowhere", "one", at, until)
