"""The queue: found, narrowed, looked at, given a place."""

import re

from board_page import OpenPage
from playwright.sync_api import expect
from running_service import ServedDesk


def test_the_queue_is_searched_and_filtered(desk: ServedDesk, open_page: OpenPage) -> None:
    """Words, priority, client and place narrow the queue, and the page says how many of how many are left."""
    waiting = desk.get("/queue?limit=1000")["items"]
    one = next(each for each in waiting if each["site_id"])
    page = open_page().open_board(desk.key("Ana"))
    page.by("view-queue").click()
    rows = page.by("queue-row")
    expect(rows).to_have_count(len(waiting))
    expect(page.by("queue-total")).to_have_text(f"{len(waiting)} tickets")

    page.page.keyboard.press("/")
    page.page.keyboard.type(f"{one['client']} {one['ticket_id']}".lower())
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text(one["summary"])
    expect(page.by("queue-total")).to_have_text(f"1 of {len(waiting)} tickets")
    page.by("queue-search").fill("")

    page.by("queue-priority").select_option(str(one["priority"]))
    page.by("queue-client").select_option(one["client_id"])
    page.by("queue-place").select_option("site")
    same = [
        each["ticket_id"]
        for each in waiting
        if each["site_id"] and all(each[name] == one[name] for name in ("priority", "client_id"))
    ]
    expect(rows).to_have_count(len(same))
    assert {row.get_attribute("data-ticket") for row in rows.all()} == set(same)
    page.by("queue-search").fill("no ticket says this")
    expect(page.by("queue")).to_contain_text("No ticket passes this filter.")
    page.page.get_by_role("button", name="Show all").click()
    expect(rows).to_have_count(len(waiting))


def test_a_waiting_ticket_is_placed(desk: ServedDesk, open_page: OpenPage) -> None:
    """A ticket's panel says why it waits and who could take it; Place here, kept, takes it out of the queue."""
    ticket, verdict = _placeable(desk)
    page = open_page().open_board(desk.key("Ana"))
    page.by("view-queue").click()
    page.by("queue-row", ticket=ticket).click()
    panel = page.by("ticket-panel", ticket=ticket)
    expect(panel).to_contain_text("Waiting")
    expect(page.by("reasons")).to_contain_text("Not planned yet")
    place = page.by("verdict-possible", engineer=verdict["engineer_id"])
    expect(place).to_contain_text(re.compile(r"(saves|costs) [\d,]+ minutes"))

    place.get_by_role("button", name="Propose").click()
    expect(page.by("verdict")).to_contain_text("Allowed.")
    page.by("keep").click()
    expect(page.by("toast")).to_contain_text("Published 1 change")
    expect(page.by("queue-row", ticket=ticket)).to_have_count(0)
    assert desk.published()[ticket]["engineer_ids"] == [verdict["engineer_id"]]


def _placeable(desk: ServedDesk) -> tuple[str, dict[str, str]]:
    """Return a waiting ticket that somebody could take as things are, and who."""
    for item in desk.get("/queue")["items"]:
        for verdict in desk.get(f"/tickets/{item['ticket_id']}/explanation")["verdicts"]:
            if verdict["code"] == "possible" and item["engineers_needed"] == 1:
                return item["ticket_id"], verdict
    raise AssertionError("nobody could take anything")
