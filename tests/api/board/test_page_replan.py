"""What now? Told on the board: somebody is away, a ticket takes longer; a plan is chosen and published in one click."""

import re
from typing import Any

from board_page import TUESDAY, OpenPage
from playwright.sync_api import expect
from running_service import ServedDesk

from api.access.roles import Role

MIKE = "mike-moreau"


def test_an_engineer_is_away_and_a_plan_is_chosen(desk: ServedDesk, open_page: OpenPage) -> None:
    """From her row: the plans as the service has them, each looked at on the board with its moves; published, her time
    is free and her calendar knows why; undone, her work and her time are as they were.
    """
    before = mikes(desk)
    page = open_page().open_board(desk.key("Ana"), TUESDAY)
    page.by("engineer-row", engineer=MIKE).get_by_test_id("engineer-time").click()
    page.by("slot-from").fill("08:00")
    page.by("slot-to").fill("17:00")
    with page.page.expect_response("**/replan") as answered:
        page.by("away").click()
    found = answered.value.json()
    expect(page.by("event-told")).to_contain_text("Mike Moreau is away from Tue 3 Mar 08:00")
    for plan in found["plans"]:
        page.by(f"freedom-{plan['freedom']}").click()
        expect(page.by("replan-panel")).to_contain_text(f"Moves ({len(plan['changes'])})")
    first = found["plans"][0]
    page.by(f"freedom-{first['freedom']}").click()
    moved = first["changes"][0]
    expect(page.by("replan-move").first).to_contain_text(moved["words"].removeprefix(moved["ticket_id"]).strip())
    assert moved["ticket_id"] in desk.published()
    page.by("publish").click()
    expect(page.by("replan-panel")).to_have_count(0)
    expect(page.by("toast").first).to_contain_text("Published")
    left = [each for each in mikes(desk) if TUESDAY in each["start"][:10]]
    assert left == []
    assert "away" in {each["summary"] for each in desk.get(f"/engineers/{MIKE}")["busy"]}
    page.by("toast").get_by_role("button", name="Undo").click()
    expect(page.by("toast").filter(has_text="Undone")).to_be_visible()
    assert mikes(desk) == before
    assert "away" not in {each["summary"] for each in desk.get(f"/engineers/{MIKE}")["busy"]}


def test_a_ticket_takes_longer(desk: ServedDesk, open_page: OpenPage) -> None:
    """From a ticket's panel the minutes are asked for; what happened can be changed, and taken out again."""
    given = mikes(desk)[0]
    page = open_page().open_board(desk.key("Ana"), given["start"][:10])
    page.by("event", ticket=given["ticket_id"]).first.click()
    page.by("takes-longer").click()
    expect(page.by("field-ticket")).to_have_value(given["ticket_id"])
    page.by("field-minutes").fill("45")
    page.by("change-done").click()
    expect(page.by("event-told")).to_contain_text(f"{given['ticket_id']} takes 45 min longer")
    expect(page.by("frontier")).to_be_visible()
    page.by("event-told").get_by_role("button").first.click()
    page.by("field-minutes").fill("60")
    page.by("change-done").click()
    expect(page.by("event-told")).to_contain_text(f"{given['ticket_id']} takes 1 h longer")
    page.by("event-told").get_by_role("button", name=re.compile("^Take out")).click()
    expect(page.by("event-told")).to_have_count(0)
    expect(page.by("frontier")).to_be_visible()
    page.page.keyboard.press("Escape")
    expect(page.by("replan-panel")).to_have_count(0)


def test_a_plan_for_what_was_before_is_not_published(desk: ServedDesk, open_page: OpenPage) -> None:
    """`A` does nothing while it is planned anew, nor when that has failed: what was shown answers another question."""
    page = open_page().open_board(desk.key("Ana"), TUESDAY)
    page.page.keyboard.press("n")
    page.by("replan-ask").click()
    expect(page.by("publish")).to_be_visible()
    published, asked = page.hold("**/publish"), page.hold("**/replan")
    given = mikes(desk)[-1]
    evaluated = desk.post("/evaluate", {"moves": [{"ticket_id": given["ticket_id"]}]})
    desk.post(f"/proposals/{evaluated['proposal_id']}/publish")
    page.by("ask-again").click()
    page.accept_meanwhile("replan-panel", "Planning on:", asked)
    assert published == []


def test_told_work_that_no_longer_holds_is_noticed(desk: ServedDesk, open_page: OpenPage) -> None:
    """When the data says that work cannot be done as it was told, the page says so and offers to replan."""
    page = open_page().open_board(desk.key("Ana"), TUESDAY)
    given = next(each for each in mikes(desk) if each["start"].startswith(TUESDAY))
    patched = desk.client.patch(f"/tickets/{given['ticket_id']}", json={"excluded_engineers": [MIKE]})
    assert patched.is_success, patched.text
    notice = page.by("toast").filter(has_text="no longer holds")
    notice.get_by_role("button", name="Replan").click()
    page.by("replan-ask").click()
    expect(page.by("frontier")).to_contain_text(given["ticket_id"])
    page.by("publish").click()
    expect(page.by("replan-panel")).to_have_count(0)
    assert given["ticket_id"] not in {each["ticket_id"] for each in mikes(desk)}


def test_a_planner_looks_but_does_not_publish(desk: ServedDesk, open_page: OpenPage) -> None:
    """`N` opens it; whoever may not publish sees the plans and why there is no button."""
    page = open_page().open_board(desk.key("Paula", Role.PLANNER), TUESDAY)
    page.page.keyboard.press("n")
    page.by("tell-event").click()
    page.by("change-kind").select_option("engineer_absent")
    page.by("field-engineer").select_option("@key")
    page.by("field-start").fill("now")
    page.by("field-end").fill("day 2")
    page.by("change-done").click()
    expect(page.by("frontier")).to_be_visible()
    expect(page.by("publish")).to_have_count(0)
    expect(page.by("replan-panel")).to_contain_text("Your role may look at plans but not publish them.")


def mikes(desk: ServedDesk) -> list[dict[str, Any]]:
    """Return Mike's own published work, in order of time."""
    work = [each for each in desk.published().values() if each["engineer_ids"] == [MIKE]]
    return sorted(work, key=lambda each: str(each["start"]))
