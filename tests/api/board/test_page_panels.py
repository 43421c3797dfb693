"""Panels and filters to which something happens meanwhile: none waits for ever, and none offers what is gone."""

from board_page import FRIDAY, TUESDAY, OpenPage
from playwright.sync_api import Route, expect
from running_service import ServedDesk

MIKE, MORNING = "mike-moreau", f"{FRIDAY}T09:30"
EVALUATE, COMPARE = "**/evaluate", "**/proposals/*/compare"


def test_a_plan_is_there_after_a_ticket_was_looked_at(desk: ServedDesk, open_page: OpenPage) -> None:
    """A ticket opened over a plan while it is being compared leaves the comparison to be seen afterwards."""
    page = open_page().open_board(desk.key("Ana"))
    page.by("plan").click()
    page.by("plan-seconds").fill("2")
    held = page.hold(COMPARE)
    page.by("plan-start").click()
    expect(page.page.get_by_text("Comparing with the published schedule")).to_be_visible()
    page.by("event").first.click()
    expect(page.by("ticket-panel")).to_be_visible()
    with page.page.expect_response(COMPARE):
        page.release(held)
    expect(page.by("proposal-mark")).to_be_visible()
    page.page.keyboard.press("Escape")
    expect(page.by("compare")).to_be_visible()


def test_what_cannot_be_accepted_any_more_is_asked_again(desk: ServedDesk, open_page: OpenPage) -> None:
    """Where the rest of an answer could not be priced anew, nothing offers to accept it, but to ask again."""
    page = open_page().open_board(desk.key("Ana"), FRIDAY)
    page.fill(MIKE, MORNING)
    page.route(EVALUATE, lambda route: route.fulfill(status=503, json={"detail": "Too much to do. Try again."}))
    page.by("accept-one").first.click()
    expect(page.by("fill-panel")).to_contain_text("Too much to do.")
    expect(page.by("accept-all")).to_have_count(0)
    expect(page.by("accept-one")).to_have_count(0)
    page.by("ask-again").click()
    expect(page.by("accept-all").or_(page.by("nothing-fits"))).to_be_visible()


def test_a_chosen_client_stays_chosen(desk: ServedDesk, open_page: OpenPage) -> None:
    """A filter whose client has nothing left in the queue still names the client, and says that nothing passes."""
    page = open_page().open_board(desk.key("Ana"))
    page.by("view-queue").click()
    client = desk.get("/queue?limit=1000")["items"][0]["client_id"]
    page.by("queue-client").select_option(client)
    page.route("**/queue?*", lambda route: _without(route, client))
    _publish_elsewhere(desk)
    expect(page.by("queue")).to_contain_text("No ticket passes this filter.")
    expect(page.by("queue-client")).to_have_value(client)


def _without(route: Route, client: str) -> None:
    """Answer with the queue less what is of a client."""
    found = route.fetch().json()
    route.fulfill(json=found | {"items": [each for each in found["items"] if each["client_id"] != client]})


def _publish_elsewhere(desk: ServedDesk) -> None:
    """Take a ticket off the board by somebody else than the page."""
    ticket = next(
        name
        for name, each in sorted(desk.published().items())
        if each["start"].startswith(TUESDAY) and not each["pinned"] and not each["frozen"]
    )
    evaluation = desk.post("/evaluate", {"moves": [{"ticket_id": ticket, "engineer_ids": None, "start": None}]})
    assert evaluation["allowed"]
    desk.post(f"/proposals/{evaluation['proposal_id']}/publish", {"feedback": {"kind": "modify"}})
