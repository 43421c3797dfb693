"""Questions answered at once: moves and whole schedules scored, tickets explained, board and queue shown."""

import datetime as dt
from typing import Any

from served_desks import MIKE, NOW, PRIYA, SARAH, TOM, World, problem_of

AT_NOON = "2026-03-02T13:30:00-06:00"


def test_move_onto_other_work_says_so_in_words(sqlite_world: World) -> None:
    """Two things at one time are not allowed; the finding names the ticket, the engineer and the overlap."""
    moved = sqlite_world.caller().move("T-1003", TOM, "2026-03-02T10:00:00-06:00")
    assert not moved["allowed"]
    hard = [each for each in moved["new_findings"] if each["is_hard"]]
    assert {each["constraint"] for each in hard} >= {"one_thing_at_a_time"}
    overlap = next(each for each in hard if each["constraint"] == "one_thing_at_a_time")
    assert overlap["engineer_id"] == TOM
    assert "T-1011" in overlap["message"]


def test_move_tells_its_price_by_rule(sqlite_world: World) -> None:
    """The prices of the rules add up to the difference; the answer shows the work that changes and the new score."""
    caller = sqlite_world.caller()
    before = caller.json("/board")["score"]["total"]
    moved = caller.move("T-1003", MIKE, AT_NOON)
    assert moved["allowed"]
    assert sum(moved["by_rule"].values()) == moved["cost_difference"] == moved["score"]["total"] - before
    (work,) = moved["assignments"]
    assert (work["ticket_id"], work["engineer_ids"], work["start"]) == ("T-1003", [MIKE], AT_NOON)
    (change,) = moved["changes"]
    assert change["before"] is None
    assert {each["constraint"] for each in moved["gone_findings"]} >= {"unassigned"}


def test_several_moves_are_one_proposal(sqlite_world: World) -> None:
    """Work that goes where other work leaves is in nobody's way, as it would be by itself."""
    caller = sqlite_world.caller()
    there = {each["ticket_id"]: each for each in caller.json("/board")["assignments"]}
    into = {"ticket_id": "T-1003", "engineer_ids": [TOM], "start": there["T-1011"]["start"]}
    assert not caller.post("/evaluate", {"moves": [into]}).json()["allowed"]
    away = {"ticket_id": "T-1011", "engineer_ids": None, "start": None}
    answer = caller.post("/evaluate", {"moves": [into, away]}).json()
    assert {each["ticket_id"] for each in answer["changes"]} == {"T-1011", "T-1003"}
    taken = {each["constraint"] for each in answer["new_findings"] if each["is_hard"]}
    assert "one_thing_at_a_time" not in taken


def test_published_schedule_scored_as_given_costs_no_more(sqlite_world: World) -> None:
    """A whole schedule handed in is scored beside the published one, and nothing is kept of it."""
    caller = sqlite_world.caller()
    schedule = caller.json("/schedules/1")
    answer = caller.post("/evaluate", {"schedule": schedule}).json()
    assert (answer["proposal_id"], answer["cost_difference"], answer["allowed"]) == (None, 0, True)
    assert answer["changes"] == []
    assert answer["score"] == caller.json("/board")["score"]
    one = schedule | {"assignments": [each for each in schedule["assignments"] if each["ticket_id"] != "T-1011"]}
    less = caller.post("/evaluate", {"schedule": one}).json()
    assert less["cost_difference"] > 0
    assert [each["ticket_id"] for each in less["changes"]] == ["T-1011"]
    assert sqlite_world.versions()[1] == 1


def test_schedule_of_another_desk_is_refused_with_every_flaw(sqlite_world: World) -> None:
    """Tickets and engineers that the desk does not have are named, one flaw each."""
    work = {"ticket_id": "x", "engineer_ids": ["y"], "start": "2026-03-02T10:00:00Z", "end": "2026-03-02T11:00:00Z"}
    answer = sqlite_world.caller().post("/evaluate", {"schedule": {"assignments": [work]}})
    flaws = problem_of(answer, 422)["flaws"]
    assert {(flaw["field"], flaw["value"]) for flaw in flaws} == {("ticket_id", "x"), ("engineer_ids", "y")}


def test_moves_that_cannot_be_are_refused(sqlite_world: World) -> None:
    """Unknown tickets and engineers are not found; half a move, a ticket or an engineer named twice are flaws."""
    caller = sqlite_world.caller()
    whole = {"ticket_id": "T-1003", "engineer_ids": [MIKE], "start": AT_NOON}
    for change in ({"ticket_id": "x"}, {"engineer_ids": ["x"]}):
        problem_of(caller.post("/evaluate", {"moves": [whole | change]}), 404)
    wrong: list[Any] = [
        {"moves": []},
        {"moves": [whole | {"start": None}]},
        {"moves": [whole | {"engineer_ids": [MIKE, MIKE]}]},
        {"moves": [whole, whole]},
        {"moves": [whole | {"minutes": 5}]},
        {},
        {"moves": [whole], "schedule": {"assignments": []}},
    ]
    for body in wrong:
        assert problem_of(caller.post("/evaluate", body), 422)["flaws"]


def test_ticket_is_explained_where_it_is_and_where_it_is_not(sqlite_world: World) -> None:
    """Planned work tells what it costs by rule; waiting work tells of each engineer where it could go, or why not."""
    caller = sqlite_world.caller()
    planned = caller.json("/tickets/T-1011/explanation")
    assert planned["assignment"]["engineer_ids"] == [TOM]
    assert planned["by_rule"]
    assert {each["engineer_id"]: each["code"] for each in planned["verdicts"]}[TOM] == "here"
    waiting = caller.json("/tickets/T-1003/explanation")
    assert waiting["assignment"] is None
    verdicts = {each["engineer_id"]: each for each in waiting["verdicts"]}
    assert verdicts.keys() == {MIKE, SARAH, PRIYA, TOM}
    assert verdicts[MIKE]["label"] == "Mike Lindqvist"
    assert verdicts[MIKE]["start"]
    problem_of(caller.get("/tickets/T-9/explanation"), 404)


def test_engineers_are_recommended(sqlite_world: World) -> None:
    """Ranked by cost with slots, factors and a sentence; everybody else is refused for a reason; a planned ticket is
    answered with a flaw that says with whom.
    """
    caller = sqlite_world.caller()
    found = caller.json("/tickets/T-1003/recommendation")
    costs = [each["cost"] for each in found["ranked"]]
    assert costs
    assert costs == sorted(costs)
    for each in found["ranked"]:
        assert each["assignment"]["engineer_ids"] == [each["engineer_id"]]
        assert each["factors"].keys() == {"skills", "availability", "familiarity", "workload"}
        assert each["why"].startswith("Begins ")
    for each in found["ranked"]:
        taken = caller.post("/tickets/T-1003/recommendation", {"engineer_id": each["engineer_id"]}).json()
        assert taken["allowed"]
        assert taken["cost_difference"] == each["cost"]
        assert taken["assignments"][0]["start"] == each["assignment"]["start"]
    for refused in found["refused"]:
        body = {"engineer_id": refused["engineer_id"]}
        (flaw,) = problem_of(caller.post("/tickets/T-1003/recommendation", body), 422)["flaws"]
        assert "may not or cannot" in flaw["message"]
    assert len(found["ranked"]) + len(found["refused"]) + found["others"] == 4
    assert len(caller.json("/tickets/T-1003/recommendation?most=1")["ranked"]) == 1
    (flaw,) = problem_of(caller.get("/tickets/T-1011/recommendation"), 422)["flaws"]
    assert "has its place already" in flaw["message"]
    problem_of(caller.get("/tickets/T-9/recommendation"), 404)


def test_ticket_that_fits_nowhere_is_told_what_would_help(sqlite_world: World) -> None:
    """Each relaxation says in words what it is, where the ticket would go then, and at what price."""
    caller = sqlite_world.caller()
    explained = [caller.json(f"/tickets/{row['ticket_id']}/explanation") for row in caller.json("/queue")["items"]]
    relaxations = [each for one in explained for each in one["relaxations"]]
    assert relaxations
    for each in relaxations:
        assert each["detail"]
        assert each["engineer_id"] in (MIKE, SARAH, PRIYA, TOM)
        assert dt.datetime.fromisoformat(each["start"]).utcoffset() is not None
        assert each["extra_cost"] < 0


def test_ticket_is_explained_in_a_version_and_in_a_proposal(sqlite_world: World) -> None:
    """Asked about another schedule than the published one, the answer is about that one."""
    caller = sqlite_world.caller()
    moved = caller.move("T-1003", MIKE, AT_NOON)
    path = "/tickets/T-1003/explanation"
    proposed = caller.json(f"{path}?proposal_id={moved['proposal_id']}")
    assert proposed["assignment"]["start"] == AT_NOON
    caller.publish(moved["proposal_id"])
    assert caller.json(path)["assignment"]["start"] == AT_NOON
    assert caller.json(f"{path}?version=1")["assignment"] is None
    problem_of(caller.get(f"{path}?version=9"), 404)
    problem_of(caller.get(f"{path}?proposal_id=p_x"), 404)


def test_old_versions_can_be_looked_at_after_things_have_gone(sqlite_world: World) -> None:
    """A ticket deleted since is missing from boards, figures and CSV of older versions; none of it fails."""
    caller = sqlite_world.caller()
    proposal = caller.move("T-1011", MIKE, AT_NOON)["proposal_id"]
    assert caller.delete("/tickets/T-1011").status_code == 204
    for path in ("/board", "/schedules/1/board", f"/proposals/{proposal}/board"):
        assert "T-1011" not in {each["ticket_id"] for each in caller.json(path)["assignments"]}
    assert caller.json(f"/proposals/{proposal}/compare")["changes"] == []
    (change,) = caller.json(f"/proposals/{proposal}")["changes"]
    assert (change["ticket_id"], change["summary"]) == ("T-1011", "")
    assert "T-1011" not in caller.get("/schedules/1/export.csv").text
    for more in ("version=1", f"proposal_id={proposal}"):
        assert caller.json(f"/tickets/T-1007/explanation?{more}")["assignment"]["engineer_ids"] == [SARAH]
    assert caller.json("/schedules/1")["assignments"]


def test_board_adds_up(sqlite_world: World) -> None:
    """What the page draws is whole: shifts, busy time, SLA marks, trips between known sites, figures of everybody."""
    caller = sqlite_world.caller()
    board = caller.json("/board")
    assert board["desk"]["id"] == "north"
    assert board["desk"]["now"] == NOW.astimezone(dt.timezone(dt.timedelta(hours=-6))).isoformat()
    people = {each["id"]: each for each in board["engineers"]}
    assert people.keys() == {MIKE, SARAH, PRIYA, TOM}
    sites = {each["id"] for each in board["sites"]}
    for work in board["assignments"]:
        assert work["site_id"] in sites | {None}
        assert work["sla"]["state"] in ("met", "tight", "late", "missed", "none")
    assert {site for trip in board["trips"] for site in (trip["from_site"], trip["to_site"])} <= sites
    worked = sum(each["work_minutes"] for each in people.values())
    assert worked == board["kpis"]["work_minutes"]
    assert board["unassigned"] == caller.json("/queue")["total"]
    assert caller.json("/kpis") == {"kpis": board["kpis"], "score": board["score"]}


def test_queue_is_by_urgency_and_can_be_searched(sqlite_world: World) -> None:
    """The first due comes first; words, priority and client narrow it down, and what remains is counted."""
    caller = sqlite_world.caller()
    rows = caller.json("/queue")["items"]
    assert rows == sorted(
        rows, key=lambda row: (row["sla"]["due"] is None, row["sla"]["due"] or "", row["priority"], row["created"])
    )
    words = rows[0]["summary"].split()[0]
    found = caller.json(f"/queue?q={words}%20{rows[0]['client_id']}")
    assert rows[0] in found["items"]
    assert found["total"] == len(found["items"])
    assert {row["priority"] for row in caller.json("/queue?priority=4")["items"]} == {4}
    client = rows[0]["client_id"]
    assert {row["client_id"] for row in caller.json(f"/queue?client={client}")["items"]} == {client}
    assert caller.json("/queue?q=no-such-word") == {"items": [], "next": None, "total": 0}
