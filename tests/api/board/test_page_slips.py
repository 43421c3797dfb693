"""Keys that are held, pressed twice or pressed too late: each stroke does one thing, and its panel shows it."""

from board_page import FRIDAY, BoardPage, OpenPage
from playwright.sync_api import expect
from running_service import ServedDesk

MIKE, MORNING = "mike-moreau", f"{FRIDAY}T09:30"
PUBLISH, UNDO = "**/proposals/*/publish", "**/undo"

_KEEP_LONG_TIMERS = """() => {
  const [start, stop] = [setTimeout, clearTimeout];
  const kept = new Map();
  window.setTimeout = (run, wait, ...rest) => (!(wait >= 4000) ? start(run, wait, ...rest) : (kept.set(run, run), run));
  window.clearTimeout = (timer) => (kept.delete(timer) ? undefined : stop(timer));
  window.endLongTimers = () => [...kept.keys()].forEach((run) => (kept.delete(run), run()));
}"""
"""Keeps timers of seconds and more until a test ends them, so that it does not depend on how fast it runs."""


def test_one_stroke_of_undo_takes_back_one_publish(desk: ServedDesk, open_page: OpenPage) -> None:
    """Ctrl+Z held down undoes one publish, Ctrl+Shift+Z none, and the next Ctrl+Z does not undo the undo."""
    page = open_page().open_board(desk.key("Ana"), FRIDAY)
    first, *rest = _fill_twice(page)
    keyboard = page.page.keyboard
    keyboard.press("h")
    expect(page.by("version")).to_have_count(3)
    held = page.hold(UNDO)
    keyboard.press("Control+Shift+z")
    keyboard.down("Control")
    for _ in range(3):
        keyboard.down("z")
    keyboard.up("z")
    keyboard.press("z")
    keyboard.up("Control")
    page.release(held)
    expect(page.by("toast")).to_contain_text("Undone")
    expect(page.by("version")).to_have_count(4)
    assert len(held) == 1
    assert first in desk.published()
    assert not set(rest) & set(desk.published())

    keyboard.press("Control+z")
    expect(page.by("toast").last).to_contain_text("The last change was an undo.")
    assert desk.newest() | {"version": 4, "origin": "undo"} == desk.newest()


def test_a_move_is_published_once(desk: ServedDesk, open_page: OpenPage) -> None:
    """A pressed again while a move is being published publishes nothing more."""
    page = open_page().open_board(desk.key("Ana"))
    _try_off(page)
    held = page.hold(PUBLISH)
    page.page.keyboard.press("a")
    page.page.keyboard.press("a")
    page.release(held)
    expect(page.by("toast")).to_contain_text("Published 1 change")
    assert len(held) == 1


def test_a_message_stays_while_its_button_has_the_focus(desk: ServedDesk, open_page: OpenPage) -> None:
    """The Undo of a message does not vanish under whoever has tabbed to it; once she has gone on, it goes."""
    page = open_page().open_board(desk.key("Ana"))
    _try_off(page)
    page.page.evaluate(_KEEP_LONG_TIMERS)
    page.by("keep").click()
    button = page.by("toast").get_by_role("button", name="Undo")
    button.focus()
    page.page.evaluate("endLongTimers()")
    expect(button).to_be_focused()
    page.by("view-board").focus()
    page.page.wait_for_function("endLongTimers() || !document.querySelector('[data-testid=toast]')")


def test_a_panel_shows_what_its_own_undo_has_done(desk: ServedDesk, open_page: OpenPage) -> None:
    """A ticket that is open while the page's own undo puts it back on the board says so at once."""
    page = open_page().open_board(desk.key("Ana"))
    ticket = _try_off(page)
    page.by("keep").click()
    expect(page.by("move-panel")).to_have_count(0)
    page.by("view-queue").click()
    page.by("queue-row", ticket=ticket).click()
    panel = page.by("ticket-panel", ticket=ticket)
    expect(panel).to_contain_text("Waiting")
    page.page.keyboard.press("Control+z")
    expect(panel).to_contain_text("On the board")


def test_carried_work_is_put_down_when_something_else_begins(desk: ServedDesk, open_page: OpenPage) -> None:
    """Work carried by keys goes back when a panel or another view is opened; the arrows then carry nothing."""
    page = open_page().open_board(desk.key("Ana"))
    keyboard = page.page.keyboard
    work = page.by("event").first
    for begin, end in (("q", "b"), ("p", "Escape")):
        work.focus()
        keyboard.press("m")
        keyboard.press("ArrowRight")
        expect(page.by("ghost")).to_have_count(1)
        keyboard.press(begin)
        expect(page.by("ghost")).to_have_count(0)
        keyboard.press(end)
        page.page.evaluate("document.activeElement.blur()")
        keyboard.press("ArrowRight")
        keyboard.press("Enter")
        expect(page.by("verdict")).to_have_count(0)
        expect(page.by("ghost")).to_have_count(0)


def _try_off(page: BoardPage) -> str:
    """Try to take a ticket off the board, and return it."""
    work = page.by("event").first
    work.focus()
    page.page.keyboard.press("x")
    expect(page.by("keep")).to_be_enabled()
    return str(work.get_attribute("data-ticket"))


def _fill_twice(page: BoardPage) -> list[str]:
    """Fill open time and publish the answer in two steps; return its tickets, that of the first step first."""
    page.fill(MIKE, MORNING)
    first, *rest = page.choices()
    page.by("accept-one", ticket=first).click()
    expect(page.by("event", ticket=first)).to_be_visible()
    page.by("accept-all").click()
    expect(page.by("fill-panel")).to_have_count(0)
    return [first, *rest]
