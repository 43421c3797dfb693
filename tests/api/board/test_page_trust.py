"""How far the engine may go alone, set, tried out and stopped on the page."""

import pytest
from board_page import OpenPage
from page_layout import flaws_of
from playwright.sync_api import expect
from running_service import ServedDesk
from trusted_desk import note_past, suggest


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_level_is_tried_out_and_kept_by_keys(desk: ServedDesk, open_page: OpenPage, colours: str) -> None:
    """A level added, its line moved with the arrow keys, the preview counted anew, and kept with the key A."""
    note_past(desk)
    page = open_page(colours=colours).open_board(desk.key("Ana"))
    keyboard = page.page.keyboard
    keyboard.press("u")
    expect(page.by("no-policies")).to_be_visible()
    page.by("new-policy").locator("summary").press("Enter")
    page.by("add-policy").press("Enter")
    page.by("level-suggest").press("Enter")
    preview = page.by("policy-preview")
    expect(preview).to_contain_text("Of 8 past tickets it would have placed 3.")
    page.by("threshold").focus()
    for _ in range(5):
        keyboard.press("ArrowLeft")
    expect(preview).to_contain_text("it would have placed 4. You decided 1 of them otherwise")
    page.by("trust-panel").locator("h3").first.click()
    keyboard.press("a")
    expect(page.by("save-trust")).to_have_count(0)
    (policy,) = desk.get("/trust")["policies"]
    assert (policy["level"], policy["threshold"]) == ("suggest", 0.85)
    assert flaws_of(page.page) == []


def test_what_it_noted_is_told_beside_what_was_decided(desk: ServedDesk, open_page: OpenPage) -> None:
    """The tickets that it only took note of are listed, each with whether she decided as it had proposed."""
    note_past(desk)
    page = open_page().open_board(desk.key("Ana"))
    page.by("trust").click()
    page.page.get_by_text("What it would have done, and what was done: 8 tickets").click()
    noted = page.by("trust-action", state="decided")
    expect(noted).to_have_count(8)
    expect(noted.filter(has_text="Decided as it had proposed, by Ana")).to_have_count(6)
    expect(noted.filter(has_text="Decided otherwise: ")).to_have_count(2)


def test_suggestion_is_stopped_and_all_is_switched_off(desk: ServedDesk, open_page: OpenPage) -> None:
    """What is about to happen stands first, with its time and a way to stop it; one button stops everything."""
    ticket = desk.get("/queue")["items"][0]["ticket_id"]
    suggest(desk, ticket)
    page = open_page().open_board(desk.key("Ana"))
    page.by("trust").click()
    action = page.by("trust-action")
    expect(action).to_contain_text(ticket)
    page.by("stop-action").click()
    expect(page.page.get_by_text("stopped by Ana")).to_be_visible()
    assert [each["state"] for each in desk.get("/trust/actions")["items"]] == ["stopped"]
    page.by("off-switch").click()
    expect(page.page.get_by_text("Nothing happens without a person", exact=True)).to_be_visible()
    assert desk.get("/trust")["is_on"] is False
