"""How the page looks: both views, in light and dark, on a desktop's screen and on a tablet's."""

from pathlib import Path

import pytest
from board_page import TUESDAY, OpenPage
from page_layout import flaws_of
from playwright.sync_api import Page, expect
from running_service import ServedDesk

SIZES = ((1280, 800), (1024, 768))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_every_view_fits(
    desk: ServedDesk, open_page: OpenPage, tmp_path: Path, size: tuple[int, int], colours: str
) -> None:
    """Nothing is cut off in a toolbar or lies over one, the page never scrolls as a whole, and nothing goes wrong."""
    page = open_page(size, colours).open_board(desk.key("Ana"))
    flaws: dict[str, list[str]] = {}

    def look(name: str) -> None:
        page.page.screenshot(path=tmp_path / f"{name}.png")
        flaws[name] = flaws_of(page.page)

    look("day")
    for state in ("late", "tight", "missed"):
        expect(page.by(f"figure-{state}")).to_have_text(_figure(desk, state))
    page.show(TUESDAY)
    page.fill("mike-moreau", f"{TUESDAY}T12:00")
    look("fill")
    page.page.keyboard.press("Escape")
    page.by("span-week").click()
    page.by("history").click()
    expect(page.by("version").first).to_be_visible()
    look("week")
    page.by("view-queue").click()
    expect(page.by("queue-row").first).to_be_visible()
    look("queue")
    page.by("queue-row").first.click()
    expect(page.by("verdicts")).to_be_visible()
    look("ticket")
    page.by("view-learned").click()
    expect(page.by("weights")).to_be_visible()
    look("learned")

    assert {name: found for name, found in flaws.items() if found} == {}
    assert page.failed_loads == []
    expect(page.page.locator(f'html[data-theme="{colours}"]')).to_have_count(1)
    assert _is_dark(page.page) == (colours == "dark")


def test_colours_change_by_a_button_and_stay(desk: ServedDesk, open_page: OpenPage) -> None:
    """The lamp turns light into dark, which is still so when the page is opened again."""
    page = open_page().open_board(desk.key("Ana"))
    assert not _is_dark(page.page)
    page.by("theme").click()
    assert _is_dark(page.page)
    page.page.reload()
    expect(page.by("event").first).to_be_visible()
    assert _is_dark(page.page)


def test_nothing_from_elsewhere_is_allowed(desk: ServedDesk, open_page: OpenPage) -> None:
    """The page comes with a content security policy under which no inline script runs and nothing foreign loads."""
    page = open_page().open_board(desk.key("Ana"))
    page.page.evaluate(
        """() => {
          window.refused = [];
          document.addEventListener("securitypolicyviolation", (event) => window.refused.push(event.violatedDirective));
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          const image = document.createElement("img");
          image.src = "http://example.com/pixel.png";
          document.body.append(script, image);
        }"""
    )
    page.page.wait_for_function("window.refused.length >= 2")
    assert page.page.evaluate("window.ran") is None
    assert len(page.errors) == 2
    page.errors.clear()


def _figure(desk: ServedDesk, state: str) -> str:
    monday = [each for each in desk.published().values() if each["start"].startswith("2026-03-02")]
    words = {"missed": "already missed"}
    return f"{sum(each['sla']['state'] == state for each in monday)} {words.get(state, state)}"


def _is_dark(page: Page) -> bool:
    red = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]")
    return int(red) < 128
