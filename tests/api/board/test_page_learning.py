"""The loop on the page: decide at one stroke, say why, see what was learned, take it back."""

import datetime as dt
from typing import Any

from board_page import BoardPage, OpenPage
from decided import decided
from playwright.sync_api import expect
from running_service import ServedDesk
from stored_decisions import add_decisions

NOW = dt.datetime.now(dt.UTC)


def test_the_second_is_picked_with_a_reason_and_the_weight_it_moves_is_undone(
    desk: ServedDesk, open_page: OpenPage
) -> None:
    """By keys: the second engineer, why, what was understood confirmed; the learned weight applied, seen and undone."""
    ticket, ranked = _ranked(desk)
    page = _opened(desk, open_page, ticket)
    keyboard = page.page.keyboard
    keyboard.press("2")
    expect(page.by("decided")).to_contain_text(f"{ranked[1]['label']} has it")
    assert desk.published()[ticket]["engineer_ids"] == [ranked[1]["engineer_id"]]
    expect(page.by("decision-reason")).to_have_count(0)

    keyboard.press("w")
    expect(page.by("decision-reason")).to_be_focused()
    keyboard.type("it is too far to drive for the other one")
    keyboard.press("Enter")
    expect(page.by("understood")).to_contain_text("travel")
    expect(page.by("confirm-reason")).to_be_focused()
    keyboard.press("Enter")
    expect(page.by("reason-kept")).to_contain_text("too far to drive")
    decision = desk.get("/decisions")["items"][0]
    assert (decision["kind"], decision["understood"]["rule"]) == ("modify", "travel")

    keyboard.press("Escape")
    keyboard.press("l")
    expect(page.by("learned-proposal")).to_contain_text("would change")
    row = page.page.locator('[data-testid="weight"]:not([data-rule=""])').first
    rule, before, next_ = (str(row.get_attribute(f"data-{name}")) for name in ("rule", "now", "proposed"))
    assert before != next_
    row.get_by_test_id("evidence").first.locator("summary").click()
    expect(row.get_by_test_id("evidence").first).to_contain_text(ticket)
    page.by("apply-learned").click()
    expect(page.by("weight", rule=rule)).to_have_attribute("data-now", next_)
    expect(page.by("learned-proposal")).to_have_count(0)
    assert str(desk.get("/desk")["weights"]["values"][rule]) == next_

    page.by("undo-weights").click()
    expect(page.by("weight", rule=rule)).to_have_attribute("data-now", before)
    expect(page.by("weight-version").first).to_contain_text("Undone")
    assert desk.get("/learning")["proposes"] is False


def test_nobody_is_taken_and_what_was_given_is_taken_back(desk: ServedDesk, open_page: OpenPage) -> None:
    """R leaves the ticket waiting, A gives it to the first; each is undone by its button, and teaches nothing then."""
    ticket, ranked = _ranked(desk)
    page = _opened(desk, open_page, ticket)
    page.page.keyboard.press("r")
    expect(page.by("decided")).to_contain_text("Left waiting")
    assert ticket not in desk.published()
    page.by("undo-decision").click()
    expect(page.by("decided")).to_contain_text("Taken back")
    expect(page.by("ranked")).to_be_visible()
    page.page.keyboard.press("a")
    expect(page.by("decided")).to_contain_text(f"{ranked[0]['label']} has it")
    page.by("undo-decision").click()
    expect(page.by("ranked")).to_be_visible()
    assert ticket not in desk.published()
    assert desk.get("/learning")["decisions"] == 0


def test_what_no_weight_explains_is_asked_confirmed_and_ended(desk: ServedDesk, open_page: OpenPage) -> None:
    """Six choices against the prices for one client ask for a preference; confirmed it has an owner, and can end."""
    problem = desk.get("/export")
    client = problem["clients"][0]["id"]
    ann, bob = (each["id"] for each in problem["engineers"][:2])
    made = [decided(each, bob, client=client, **{ann: {"travel": 0}, bob: {"travel": 300}}) for each in range(6)]
    made += [decided(9 + each, ann, client="other", **{ann: {"travel": 0}, bob: {"travel": 90}}) for each in range(9)]
    add_decisions(desk.database, desk.id, made, NOW - dt.timedelta(hours=1))
    page = open_page().open_board(desk.key("Ana"))
    page.page.keyboard.press("l")
    group = page.by("unexplained-group", client=client, engineer=bob)
    expect(group).to_contain_text("6 times")
    group.get_by_test_id("confirm-preference").click()
    kept = page.by("preference", client=client, engineer=bob)
    expect(kept).to_contain_text("Ana\u2019s, until")
    expect(group.get_by_test_id("confirm-preference")).to_have_count(0)
    kept.get_by_test_id("end-preference").click()
    expect(kept).to_have_count(0)


def _ranked(desk: ServedDesk) -> tuple[str, list[dict[str, Any]]]:
    """Return a waiting ticket that several could take, and who is recommended for it."""
    for item in desk.get("/queue?limit=1000")["items"]:
        if item["engineers_needed"] == 1:
            ranked = desk.get(f"/tickets/{item['ticket_id']}/recommendation")["ranked"]
            if len(ranked) > 1:
                return item["ticket_id"], ranked
    raise AssertionError("no waiting ticket has two who could take it")


def _opened(desk: ServedDesk, open_page: OpenPage, ticket: str) -> BoardPage:
    """Return a page that shows a ticket of the queue, with who could take it."""
    page = open_page().open_board(desk.key("Ana"))
    page.page.keyboard.press("q")
    page.by("queue-row", ticket=ticket).click()
    expect(page.by("ticket-panel", ticket=ticket).locator(".loading")).to_have_count(0)
    return page
