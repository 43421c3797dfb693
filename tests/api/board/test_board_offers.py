"""Times to offer to a client on a small timeline, booked; and what goes along on a trip, taken with one click."""

import re
from typing import Any, Literal

from board_page import BoardPage, OpenPage
from playwright.sync_api import expect
from running_service import ServedDesk


def test_a_time_is_booked_from_the_timeline_by_keys(desk: ServedDesk, open_page: OpenPage) -> None:
    """The times that the service offers lie on a line a day, each a button that says who and at what price; the chosen
    one is booked by the keyboard, published and pinned, in the dark as well.
    """
    ticket, answer = _offered(desk)
    page = _opened(desk, open_page, ticket, "dark")
    page.by("slots").locator("summary").focus()
    page.page.keyboard.press("Enter")
    offers = page.by("offer")
    expect(offers).to_have_count(len(answer["offers"]))
    for button, offer in zip(offers.all(), answer["offers"], strict=True):
        expect(button).to_have_text(offer["assignment"]["start"][11:16])
        expect(button).to_have_attribute("aria-label", re.compile(re.escape(offer["label"])))
    tracks = page.page.locator(".slot-track").evaluate_all("all => all.map(each => each.getBoundingClientRect())")
    boxes = offers.evaluate_all("all => all.map(each => each.getBoundingClientRect())")
    assert all(any(track["x"] - 1 <= box["x"] <= track["x"] + track["width"] for track in tracks) for box in boxes)
    page.page.keyboard.press("Tab")
    page.page.keyboard.press("Tab")
    expect(offers.nth(1)).to_be_focused()
    page.page.keyboard.press("Enter")
    expect(page.by("slot-chosen")).to_contain_text(answer["offers"][1]["label"])
    expect(page.by("book")).to_be_focused()
    page.page.keyboard.press("Enter")
    expect(page.by("toast")).to_contain_text("Booked ")
    expect(page.by("ticket-panel", ticket=ticket)).to_contain_text("Pinned by a person")
    published = desk.published()[ticket]
    assert published["start"] == answer["offers"][1]["assignment"]["start"]
    assert published["engineer_ids"] == [answer["offers"][1]["engineer_id"]]


def test_another_visit_is_taken_along(desk: ServedDesk, open_page: OpenPage) -> None:
    """A visit to the site of a proposed place is shown with the travel that it saves; one click proposes both, and
    keeping publishes both.
    """
    ticket, first = next(
        (row, found["ranked"][0])
        for row in desk.get("/queue?limit=1000")["items"]
        if row["engineers_needed"] == 1 and row["site_id"]
        if (found := desk.get(f"/tickets/{row['ticket_id']}/recommendation"))["ranked"]
    )
    name = ticket["ticket_id"]
    again = desk.get(f"/tickets/{name}") | {"id": "T-along", "summary": "Swap the toner", "estimated_minutes": 10}
    assert desk.client.put("/tickets/T-along", json=again).status_code in (200, 201)
    page = _opened(desk, open_page, name, "light")
    page.by("verdict-possible", rank="1").get_by_role("button", name=f"Propose: {first['label']}").click()
    row = page.by("add-on", ticket="T-along")
    expect(row).to_contain_text(re.compile(r"saves \d.* of travel"))
    row.get_by_role("button", name="Take along: T-along").click()
    expect(page.by("verdict")).to_contain_text("Allowed.")
    expect(page.by("move-panel")).to_contain_text("T-along")
    page.by("keep").click()
    expect(page.by("toast")).to_contain_text("Published 2 changes")
    assert {name, "T-along"} <= desk.published().keys()


def _offered(desk: ServedDesk) -> tuple[str, Any]:
    """Return the first waiting ticket for which three times or more are offered, and these."""
    for row in desk.get("/queue?limit=1000")["items"]:
        answer = desk.client.get(f"/tickets/{row['ticket_id']}/slots")
        if answer.status_code == 200 and len(answer.json()["offers"]) > 2:
            return row["ticket_id"], answer.json()
    raise AssertionError("no waiting ticket has as many times")


def _opened(desk: ServedDesk, open_page: OpenPage, ticket: str, colours: Literal["light", "dark"]) -> BoardPage:
    """Return a page that shows a ticket of the queue, once the service has answered."""
    page = open_page(colours=colours).open_board(desk.key("Ana"))
    page.by("view-queue").click()
    page.by("queue-row", ticket=ticket).click()
    expect(page.by("ticket-panel", ticket=ticket).locator(".loading")).to_have_count(0)
    return page
