"""What can move? Asked on the board; a move is refused, another way is published."""

import re
from pathlib import Path
from typing import Any

from board_page import FRIDAY, OpenPage
from playwright.sync_api import expect
from running_service import ServedDesk


def test_a_time_is_freed_from_a_tickets_panel(desk: ServedDesk, open_page: OpenPage) -> None:
    """The ways to free a ticket's time are told in words, the first as the service has it; published, the work is there
    no more.
    """
    given, found = _movable(desk)
    ticket = given["ticket_id"]
    page = open_page().open_board(desk.key("Ana"), given["start"][:10])
    page.by("event", ticket=ticket).first.click()
    page.by("what-can-move").click()
    moves = found["options"][0]["moves"]
    expect(page.by("relief-move").first).to_contain_text(moves[0]["words"])
    page.by("take-way").click()
    expect(page.by("relieve-panel")).to_have_count(0)
    now = moves[0]["now"]
    left = [(each["engineer_ids"], each["start"]) for each in _work(desk) if each["ticket_id"] == ticket]
    assert left == ([(now["engineer_ids"], now["start"])] if now else [])


def test_a_move_that_is_refused_stays(desk: ServedDesk, open_page: OpenPage) -> None:
    """`Keep it there` asks again without the ticket: it is then among what stays, with the reason."""
    given, _ = _movable(desk)
    page = open_page().open_board(desk.key("Ana"), given["start"][:10])
    page.by("event", ticket=given["ticket_id"]).first.click()
    page.by("what-can-move").click()
    page.by("keep-there").first.click()
    expect(page.by("stays")).to_contain_text(
        f"{given['ticket_id']} {given['summary']}, which is to stay, as you asked."
    )
    expect(page.by("take-way")).to_have_count(0)
    page.page.keyboard.press("Escape")
    expect(page.by("relieve-panel")).to_have_count(0)


def test_the_time_can_be_made_longer(desk: ServedDesk, open_page: OpenPage) -> None:
    """Two times ask again; an end before the start is told at once."""
    given, _ = _movable(desk)
    page = open_page().open_board(desk.key("Ana"), given["start"][:10])
    page.by("event", ticket=given["ticket_id"]).first.click()
    page.by("what-can-move").click()
    expect(page.by("relief-move").first).to_be_visible()
    page.by("relieve-to").fill("07:00")
    page.by("relieve-ask").click()
    expect(page.by("relieve-panel")).to_contain_text("Two times are needed, the end after the start.")
    page.by("relieve-from").fill("08:00")
    page.by("relieve-to").fill("17:00")
    with page.page.expect_response("**/relieve") as answered:
        page.by("relieve-ask").click()
    assert answered.value.ok


def test_a_way_for_another_time_is_not_published(desk: ServedDesk, open_page: OpenPage) -> None:
    """`A` does nothing while other times are looked at, nor when that has failed: what was shown freed another time."""
    given, _ = _movable(desk)
    page = open_page().open_board(desk.key("Ana"), given["start"][:10])
    page.by("event", ticket=given["ticket_id"]).first.click()
    page.by("what-can-move").click()
    expect(page.by("take-way")).to_be_visible()
    judged, asked = page.hold("**/evaluate"), page.hold("**/relieve")
    page.by("relieve-to").fill("18:00")
    page.by("relieve-ask").click()
    page.accept_meanwhile("relieve-panel", "Looking for what can move", asked)
    assert judged == []


def test_a_slow_answer_to_a_former_question_is_not_shown(desk: ServedDesk, open_page: OpenPage) -> None:
    """Of two questions about different times the later one counts, whichever is answered first."""
    given, _ = _movable(desk)
    page = open_page().open_board(desk.key("Ana"), given["start"][:10])
    page.by("event", ticket=given["ticket_id"]).first.click()
    asked, ended = page.hold("**/relieve"), list[str]()
    page.page.on("requestfailed", lambda request: ended.append(request.url))
    page.by("what-can-move").click()
    page.by("relieve-to").fill("18:00")
    page.by("relieve-ask").click()
    none = {"engineer_id": given["engineer_ids"][0], "start": given["start"], "end": given["end"], "options": []}
    page.held(asked, 2).fulfill(json=none | {"stays": [], "blocked": ["the later answer"]})
    expect(page.by("no-way")).to_contain_text("the later answer")
    assert [url.rsplit("/", 1)[1] for url in ended] == ["relieve"]


def test_letting_move_is_told_once(desk: ServedDesk, open_page: OpenPage) -> None:
    """A second click while the first is under way takes no decision back again."""
    given, _ = _movable(desk)
    page = open_page().open_board(desk.key("Ana"), given["start"][:10])
    page.by("event", ticket=given["ticket_id"]).first.click()
    page.by("what-can-move").click()
    page.by("keep-there").first.click()
    withdrawn = page.hold("**/decisions/*/withdraw")
    page.by("let-move").evaluate("button => { button.click(); button.click(); }")
    page.release(withdrawn)
    expect(page.by("kept")).to_have_count(0)
    expect(page.by("relief-move").first).to_contain_text(given["ticket_id"])
    assert len(withdrawn) == 1


def test_an_engineers_afternoon_is_freed_from_her_row(desk: ServedDesk, open_page: OpenPage, tmp_path: Path) -> None:
    """Her name opens her hours; made shorter, they are freed: the times are the menu's, work in it is to move."""
    given, _ = _movable(desk)
    who, day = given["engineer_ids"][0], given["start"][:10]
    page = open_page().open_board(desk.key("Ana"), day)
    page.page.locator(f'[data-time-of="{who}"]').click()
    expect(page.by("slot-menu")).to_be_visible()
    page.page.screenshot(path=tmp_path / "menu.png")
    page.by("slot-from").fill(given["start"][11:16])
    page.by("slot-to").fill(given["end"][11:16])
    expect(page.by("free")).to_have_text(re.compile(f"^Free .* {given['start'][11:16]} to {given['end'][11:16]}$"))
    page.by("free").click()
    expect(page.by("relief-move").first).to_contain_text(given["ticket_id"])
    expect(page.by("relieve-from")).to_have_value(given["start"][11:16])
    page.page.screenshot(path=tmp_path / "ways.png")


def test_open_time_without_work_is_only_filled(desk: ServedDesk, open_page: OpenPage) -> None:
    """Where nothing would have to move there is nothing to free."""
    page = open_page().open_board(desk.key("Ana"), FRIDAY)
    page.click_slot("mike-moreau", f"{FRIDAY}T09:30")
    expect(page.by("fill")).to_be_visible()
    expect(page.by("free")).to_be_hidden()


def test_keeping_an_engineer_on_a_client_is_a_decision(desk: ServedDesk, open_page: OpenPage, tmp_path: Path) -> None:
    """`Keep Sarah on Contoso` asks again and is kept with the words; `Let it move` takes it back."""
    given, _ = _movable(desk)
    page = open_page().open_board(desk.key("Ana"), given["start"][:10])
    page.by("event", ticket=given["ticket_id"]).first.click()
    page.by("what-can-move").click()
    page.by("reason").fill("promised to see it through")
    page.by("keep-client").first.click()
    expect(page.by("kept")).to_contain_text(given["client"])
    page.page.screenshot(path=tmp_path / "kept.png")
    (made,) = [each for each in desk.get("/decisions")["items"] if each["body"].get("origin") == "relief"]
    assert (made["ticket_id"], made["reason"]) == (given["ticket_id"], "promised to see it through")
    assert made["priced"]["asked"] == "relief"
    page.by("let-move").click()
    expect(page.by("kept")).to_have_count(0)
    expect(page.by("relief-move").first).to_contain_text(given["ticket_id"])
    assert all(each["withdrawn"] for each in desk.get("/decisions")["items"])


def _movable(desk: ServedDesk) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return work that can move out of its own time alone, and how."""
    for given in _work(desk):
        if len(given["engineer_ids"]) == 1:
            span = {"engineer_id": given["engineer_ids"][0], "start": given["start"], "end": given["end"]}
            found = desk.post("/relieve", span)
            if found["options"] and [each["ticket_id"] for each in found["options"][0]["moves"]] == [
                given["ticket_id"]
            ]:
                return given, found
    raise AssertionError("the desk has work that can move")


def _work(desk: ServedDesk) -> list[dict[str, Any]]:
    work: list[dict[str, Any]] = desk.get("/board")["assignments"]
    return work
