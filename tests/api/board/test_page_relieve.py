"""What can move? Asked on the board; a move is refused, another way is published."""

from typing import Any

from board_page import OpenPage
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
