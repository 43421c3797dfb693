"""Who may see and do what on the page."""

import re

import httpx
from board_page import BoardPage, OpenPage
from playwright.sync_api import expect
from running_service import RunningService, ServedDesk

from api.access.roles import Role

CHANGING = (
    "plan",
    "undo-last",
    "slot",
    "place-here",
    "take-off",
    "keep",
    "undo-version",
    "move-try",
    "fill",
    "free",
    "engineer-time",
)
"""Everything of the board that changes something, or asks what a change would do."""


def test_the_printed_link_signs_in_and_leaves_no_key(service: RunningService, open_page: OpenPage) -> None:
    """The link that the service prints opens the board; the key is out of the address, and no script can read it."""
    page = open_page()
    page.page.goto(service.link)
    expect(page.by("event").first).to_be_visible()
    assert page.page.url == f"{service.address}/app/"
    assert page.page.evaluate("[location.hash, document.cookie, JSON.stringify(localStorage)]") == ["", "", "{}"]
    page.page.reload()
    expect(page.by("event").first).to_be_visible()


def test_a_wrong_key_is_refused_in_words(desk: ServedDesk, open_page: OpenPage) -> None:
    """A wrong key leads back to the form with a sentence; the right one typed there opens the board."""
    page = open_page().open("od_wrong")
    alert = page.page.get_by_role("alert")
    expect(alert).to_contain_text("no valid key")
    assert page.page.url == f"{desk.address}/app/"
    page.by("key").fill("od_another")
    page.by("sign-in").click()
    expect(page.by("sign-in")).to_be_enabled()
    expect(alert).to_contain_text("no valid key")
    page.by("key").fill(desk.key("Ana"))
    page.by("sign-in").click()
    expect(page.by("event").first).to_be_visible()


def test_signing_out_ends_the_session(desk: ServedDesk, open_page: OpenPage) -> None:
    """After signing out the form is there, also after a reload, and the session's cookie opens nothing any more."""
    page = open_page().open_board(desk.key("Ana"))
    session = {str(each.get("name")): str(each.get("value")) for each in page.context.cookies()}
    assert httpx.get(f"{desk.address}/board", cookies=session).status_code == 200
    page.by("sign-out").click()
    expect(page.by("key")).to_be_visible()
    page.page.reload()
    expect(page.by("key")).to_be_visible()
    assert httpx.get(f"{desk.address}/board", cookies=session).status_code == 401


def test_an_engineer_sees_the_own_calendar_alone(desk: ServedDesk, open_page: OpenPage) -> None:
    """An engineer's key opens the own days and nothing of anybody else."""
    page = open_page().open(desk.key("Mike", Role.ENGINEER, "mike-moreau"))
    own = [each for each in desk.published().values() if "mike-moreau" in each["engineer_ids"]]
    expect(page.by("own-entry").filter(has_text=re.compile("T-"))).to_have_count(len(own))
    for each in own:
        expect(page.by("own-calendar")).to_contain_text(each["ticket_id"])
    for name in ("view-board", "view-queue", "plan", "history", "engineer-row"):
        expect(page.by(name)).to_have_count(0)
    ask = page.context.request
    assert ask.get(f"{desk.address}/board").status == 403
    assert ask.get(f"{desk.address}/engineers/sarah-marsh/calendar").status == 403


def test_a_viewer_sees_nothing_that_changes_anything(desk: ServedDesk, open_page: OpenPage) -> None:
    """A viewer reads board, queue, tickets and history without a button that changes something; keys do nothing."""
    page = open_page().open_board(desk.key("Vera", Role.VIEWER))
    page.by("event").first.click()
    expect(page.by("verdicts")).to_be_visible()
    _expect_nothing_to_change(page)
    page.by("history").click()
    expect(page.by("version").first).to_be_visible()
    _expect_nothing_to_change(page)
    page.by("view-queue").click()
    page.by("queue-row").first.click()
    expect(page.by("verdicts")).to_be_visible()
    _expect_nothing_to_change(page)
    page.by("view-board").click()
    page.by("event").first.focus()
    for key in ("p", "a", "x", "m", "Control+z"):
        page.page.keyboard.press(key)
    expect(page.by("plan-panel").or_(page.by("move-panel"))).to_have_count(0)
    expect(page.by("ghost")).to_have_count(0)
    assert desk.get("/desk")["published_version"] == 1


def _expect_nothing_to_change(page: BoardPage) -> None:
    for name in CHANGING:
        expect(page.by(name)).to_have_count(0)
