"""The page without a mouse, and for whoever hears it."""

from board_page import FRIDAY, BoardPage, OpenPage
from playwright.sync_api import expect
from running_service import ServedDesk

FIELDS = {"textbox", "searchbox", "combobox", "listbox", "checkbox", "radio", "spinbutton"}
NAMED = FIELDS | {"button", "link", "progressbar"}
"""Roles of what can be used."""
MIKE, MORNING = "mike-moreau", f"{FRIDAY}T09:30"


def test_whatever_can_be_used_has_a_name(desk: ServedDesk, open_page: OpenPage) -> None:
    """Every button, field and link of both views, the panels, the menu and the dialog has a name to be said."""
    page = open_page().open(desk.key("Ana"))
    expect(page.by("event").first).to_be_visible()
    found = _nameless(page)
    page.show(FRIDAY)
    page.click_slot(MIKE, MORNING)
    found += _nameless(page)
    page.by("fill").click()
    expect(page.by("choices")).to_be_visible()
    found += _nameless(page)
    page.page.keyboard.press("?")
    found += _nameless(page)
    page.page.keyboard.press("Escape")
    page.page.keyboard.press("Escape")
    page.page.keyboard.press("p")
    expect(page.by("plan-start")).to_be_visible()
    found += _nameless(page)
    page.by("view-queue").click()
    page.by("queue-row").first.click()
    expect(page.by("verdicts")).to_be_visible()
    found += _nameless(page)
    page.page.keyboard.press("n")
    expect(page.by("tell-event")).to_be_visible()
    found += _nameless(page)
    page.page.keyboard.press("i")
    page.by("situation").select_option("tier-2-or-tier-3")
    expect(page.by("change").nth(2)).to_contain_text("joins")
    page.by("add-change").first.click()
    page.by("change-kind").select_option("ticket_arrives")
    page.by("add-skills").click()
    found += _nameless(page)
    assert found == []


def test_the_focus_is_seen_at_every_stop(desk: ServedDesk, open_page: OpenPage) -> None:
    """Each stop of the tab key on three views shows that the focus is there, and Tab comes round."""
    page = open_page().open_board(desk.key("Ana"))
    assert _stops_without_outline(page) == []
    page.page.keyboard.press("q")
    expect(page.by("queue-row").first).to_be_visible()
    assert _stops_without_outline(page) == []
    page.page.keyboard.press("i")
    page.by("situation").select_option("tier-2-or-tier-3")
    expect(page.by("change").nth(2)).to_contain_text("joins")
    assert _stops_without_outline(page) == []


def test_a_fill_goes_by_keys_alone(desk: ServedDesk, open_page: OpenPage) -> None:
    """From the board to the published fill, and back by Ctrl+Z, without a mouse."""
    page = open_page().open_board(desk.key("Ana"))
    keyboard = page.page.keyboard
    for _ in range(4):
        keyboard.press("]")
    expect(page.open_slot(MIKE, MORNING)).to_be_attached()
    _tab_to_board(page)
    for _ in range(12):
        keyboard.press("ArrowUp")
    keyboard.press("Home")
    _walk_to(page, MORNING)
    keyboard.press("Enter")
    expect(page.by("fill")).to_be_focused()
    keyboard.press("Enter")
    expect(page.by("accept-all")).to_be_focused()
    chosen = page.choices()
    keyboard.press("Enter")
    for ticket in chosen:
        expect(page.by("event", ticket=ticket, engineer=MIKE)).to_be_visible()
    expect(page.by("event", ticket=chosen[0])).to_be_focused()
    assert set(chosen) <= set(desk.published())

    keyboard.press("Control+z")
    expect(page.by("toast")).to_contain_text("Undone")
    assert not set(chosen) & set(desk.published())


def test_work_is_moved_by_keys_alone(desk: ServedDesk, open_page: OpenPage) -> None:
    """M carries work by the arrows; Esc leaves it, Enter asks what the move costs."""
    page = open_page().open_board(desk.key("Ana"))
    work = page.by("event").first
    ticket = str(work.get_attribute("data-ticket"))
    keyboard = page.page.keyboard
    work.focus()
    keyboard.press("m")
    keyboard.press("ArrowRight")
    expect(page.by("ghost", ticket=ticket)).to_be_visible()
    keyboard.press("Escape")
    expect(page.by("ghost")).to_have_count(0)
    expect(page.by("event", ticket=ticket)).to_be_focused()
    keyboard.press("m")
    keyboard.press("PageDown")
    keyboard.press("ArrowRight")
    keyboard.press("Enter")
    expect(page.by("verdict")).to_be_visible()
    expect(page.by("shown-day")).to_contain_text("3 March")
    assert desk.get("/desk")["published_version"] == 1


def _nameless(page: BoardPage) -> list[str]:
    """Return what of the accessibility tree can be used and has no name."""
    session = page.context.new_cdp_session(page.page)
    try:
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    finally:
        session.detach()
    used = [each for each in nodes if not each["ignored"] and each["role"]["value"] in NAMED]
    assert len(used) > 1
    return [f"{each['role']['value']} {each['nodeId']}" for each in used if not each["name"]["value"].strip()]


def _stops_without_outline(page: BoardPage) -> list[str]:
    """Walk once through the page by the tab key and return the stops at which nothing shows the focus."""
    page.page.evaluate("document.activeElement.blur()")
    seen: list[str] = []
    bare: list[str] = []
    while True:
        page.page.keyboard.press("Tab")
        label, width = page.page.evaluate(
            """() => {
              const stop = document.activeElement;
              const { outlineStyle, outlineWidth } = getComputedStyle(stop);
              return [stop.outerHTML.slice(0, 120), outlineStyle === "none" ? 0 : parseFloat(outlineWidth)];
            }"""
        )
        if label.startswith("<body") or label in seen:
            break
        seen.append(label)
        if width < 1:
            bare.append(label)
    assert len(seen) > 8
    return bare


def _tab_to_board(page: BoardPage) -> None:
    for _ in range(40):
        page.page.keyboard.press("Tab")
        if page.page.evaluate("Boolean(document.activeElement.closest('[data-testid=timeline]'))"):
            return
    raise AssertionError("Tab never comes to the calendars")


def _walk_to(page: BoardPage, start: str) -> None:
    for _ in range(20):
        if page.page.evaluate("document.activeElement.dataset.start") == start:
            return
        page.page.keyboard.press("ArrowRight")
    raise AssertionError(f"the arrows never come to {start}")
