"""Weights that learn over HTTP: proposed with their evidence, applied, compared, undone, frozen; and preferences."""

import datetime as dt
from typing import Any

import pytest
from decided import decided
from served_desks import NOW, Caller, World, problem_of
from stored_decisions import add_decisions

from api.service.daily import learn_daily
from api.store import tables

AWAY = {"travel": 60, "familiarity": 0}
HERE = {"travel": 20, "familiarity": 60}


@pytest.fixture
def taught(world: World) -> Caller:
    """Return a dispatcher of north who has six times given work to who knows the client, however far she drives."""
    return teach(world)


def teach(world: World, times: int = 6) -> Caller:
    """Record such decisions, and return the dispatcher."""
    client, ann, bob = names(world)
    made = [decided(number, bob, client=client, **{ann: HERE, bob: AWAY}) for number in range(times)]
    add_decisions(world.database, "north", made, NOW)
    world.now = NOW + dt.timedelta(hours=3)
    return world.caller()


def names(world: World) -> tuple[str, str, str]:
    """Return a client and two engineers of north."""
    problem = world.service.snapshot("north").problem
    return problem.clients[0].id, problem.engineers[0].id, problem.engineers[1].id


def weights(caller: Caller) -> dict[str, dict[str, Any]]:
    """Return every weight by rule."""
    return {each["rule"]: each for each in caller.json("/learning")["weights"]}


def test_learned_weights_count_when_they_are_applied_and_no_more_when_undone(world: World, taught: Caller) -> None:
    """Who knows the client is worth more; applied as a version with its evidence; undone, nothing is proposed again."""
    before, data = taught.json("/learning"), world.versions()[0]
    assert before["proposes"]
    found = weights(taught)["familiarity"]
    assert found["default"] == found["now"] < found["proposed"] <= found["high"]
    (step,) = found["steps"]
    assert (step["after"], step["count"]) == (found["proposed"], 6)
    assert before["evidence"][step["decisions"][0]]["outcome"] == "modify"
    week = taught.json("/learning/comparison")
    assert (week["decisions"], week["agreed_before"]) == (6, 0)
    assert week["agreed_after"] >= 0

    once = {"Idempotency-Key": "apply"}
    applied = taught.post("/learning/apply", headers=once).json()
    assert taught.post("/learning/apply", headers=once).json() == applied
    assert applied["version"] == before["version"] + 1
    assert applied["data_version"] == world.versions()[0] == data + 1
    assert taught.json("/desk")["weights"]["values"]["familiarity"] == found["proposed"]
    after = taught.json("/learning")
    assert not after["proposes"]
    newest = after["versions"][0]
    assert (newest["origin"], newest["decisions"], newest["created_by"]) == ("learned", 6, "key:north dispatcher")
    assert {each["rule"] for each in newest["changes"]} >= {"familiarity"}
    problem_of(taught.post("/learning/apply"), 409)

    undone = taught.post("/learning/undo", {"version": applied["version"]})
    assert undone.json()["version"] == applied["version"] + 1
    assert weights(taught)["familiarity"]["now"] == found["now"]
    assert not taught.json("/learning")["proposes"]
    assert taught.json("/learning")["decisions"] == 0
    problem_of(taught.post("/learning/undo"), 409)
    done = [line["action"] for line in world.caller("admin").json("/audit")["items"]]
    assert done[:2] == ["unlearn", "learn"]


def test_frozen_rule_is_left_out_until_it_is_thawed(world: World) -> None:
    """Its weight stays while others learn."""
    taught = teach(world)
    assert taught.post("/learning/freeze", {"rule": "familiarity", "frozen": True}).json()["frozen"] == ["familiarity"]
    held = weights(taught)["familiarity"]
    assert (held["frozen"], held["now"], held["steps"]) == (True, held["proposed"], [])
    taught.post("/learning/freeze", {"rule": "familiarity", "frozen": False})
    assert weights(taught)["familiarity"]["proposed"] > held["now"]
    problem_of(taught.post("/learning/freeze", {"rule": "skills", "frozen": True}), 404)


def test_weights_set_by_hand_begin_anew(world: World) -> None:
    """They are the desk's own from then on, and what was decided before is spent."""
    taught = teach(world)
    assert taught.patch("/desk", {"weights": {"values": {"familiarity": 900}}}).status_code == 200
    found = taught.json("/learning")
    assert (found["decisions"], found["proposes"], len(found["versions"])) == (0, False, 1)
    assert weights(taught)["familiarity"]["default"] == 900


def test_once_a_day_by_themselves_where_the_desk_wants_it(world: World) -> None:
    """Not before midnight, then once; a desk that has not asked for it is left alone."""
    taught = teach(world)
    assert learn_daily(world.service) == []
    taught.post("/learning/mode", {"mode": "daily"})
    assert learn_daily(world.service) == []
    world.now += dt.timedelta(days=1)
    assert learn_daily(world.service) == ["north"]
    assert learn_daily(world.service) == []
    assert taught.json("/learning")["versions"][0]["created_by"] == "service:learning"
    assert [row.origin for row in world.rows(tables.Weights)] == ["hand", "learned"]


def test_what_teaches_nothing_new_is_asked_for_once_a_day(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Decisions that move no weight are looked at once after midnight, not at every look of the day."""
    client, ann, bob = names(world)
    add_decisions(world.database, "north", [decided(1, bob, client=client, **{ann: HERE, bob: HERE})], NOW)
    world.caller().post("/learning/mode", {"mode": "daily"})
    inner, asked = world.service.pool.ask, []

    def ask(key: Any, problem: Any, question: Any, *args: Any, **more: Any) -> Any:
        asked.append(question.__name__)
        return inner(key, problem, question, *args, **more)

    monkeypatch.setattr(world.service.pool, "ask", ask)
    for day in (1, 2):
        world.now += dt.timedelta(days=1)
        assert [learn_daily(world.service) for _ in range(3)] == [[], [], []]
        assert asked == ["lesson"] * day


def test_what_no_weight_explains_becomes_a_preference_with_an_owner_and_an_end(world: World) -> None:
    """Chosen against the prices again and again for one client; confirmed, it is kept with the client, and can end."""
    client, ann, bob = names(world)
    made = [decided(each, bob, client=client, **{ann: {"travel": 0}, bob: {"travel": 300}}) for each in range(6)]
    made += [decided(9 + each, ann, client="other", **{ann: {"travel": 0}, bob: {"travel": 90}}) for each in range(9)]
    add_decisions(world.database, "north", made, NOW)
    world.now = NOW + dt.timedelta(hours=3)
    dispatcher = world.caller()
    (group,) = [each for each in dispatcher.json("/learning")["unexplained"] if each["preference"]]
    assert (group["client_id"], group["engineer_id"], len(group["decisions"])) == (client, bob, 6)
    terms = {name: group["preference"][name] for name in ("kind", "ticket_type", "minutes", "expires")}
    body = {"client_id": client, "engineer_id": bob, "reason": "they get on", **terms}
    (kept,) = dispatcher.post("/learning/preferences", body).json()
    assert (kept["owner"], kept["is_live"], kept["engineer_id"]) == ("key:north dispatcher", True, bob)
    assert dispatcher.json(f"/clients/{client}")["preferences"][0]["owner"] == "key:north dispatcher"
    assert dispatcher.json("/learning/preferences") == [kept]
    assert not [each for each in dispatcher.json("/learning")["unexplained"] if each["preference"]]

    problem_of(dispatcher.post("/learning/preferences", body | {"expires": "2026-01-01"}), 422)
    problem_of(dispatcher.post("/learning/preferences", body | {"engineer_id": "nobody"}), 404)
    whose = {name: body[name] for name in ("client_id", "engineer_id", "ticket_type")}
    assert dispatcher.post("/learning/preferences/end", whose).json() == []
    problem_of(dispatcher.post("/learning/preferences/end", whose), 404)


def test_reason_counts_once_it_is_confirmed(world: World) -> None:
    """Understood and shown back without effect; confirmed, it is kept with the decision, and a lasting wish is one."""
    taught, (client, _, bob) = teach(world, 1), names(world)
    (decision,) = [row.id for row in world.rows(tables.Decision)]
    label = world.service.snapshot("north").problem.engineer[bob].label
    name = world.service.snapshot("north").problem.client[client].label
    said = f"{name} always want {label}, they get along"
    found = taught.post("/reasons/understand", {"text": said}).json()
    assert (found["effect"], found["engineer_ids"]) == ("preference", [bob])
    assert taught.json("/learning/preferences") == []
    path = f"/decisions/{decision}/reason"
    assert taught.post(path, {"reason": said}).json()["understood"] is None
    kept = taught.post(path, {"reason": said, "confirmed": True}).json()
    assert (kept["reason"], kept["understood"]["topic"]) == (said, found["topic"])
    (wish,) = taught.json("/learning/preferences")
    assert (wish["client_id"], wish["engineer_id"], wish["owner"]) == (client, bob, "key:north dispatcher")

    near = taught.post(path, {"reason": "too far to drive", "confirmed": True}).json()["understood"]
    assert (near["rule"], near["effect"]) == ("travel", "evidence")
    assert len(taught.json("/learning/preferences")) == 1
