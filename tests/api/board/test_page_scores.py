"""The scoreboard on the page."""

import pytest
from board_page import OpenPage
from page_layout import flaws_of
from playwright.sync_api import expect
from running_service import ServedDesk
from trusted_desk import decide_past


def test_what_is_not_known_is_said_to_be_unknown(desk: ServedDesk, open_page: OpenPage) -> None:
    """A desk at which nothing has been written down has no zeros, but tiles that say why they are empty."""
    page = open_page().open_board(desk.key("Ana"))
    page.page.keyboard.press("s")
    tiles = page.by("score-tiles").locator(".tile")
    expect(tiles.filter(has_text="Travel saved")).to_contain_text("unknown")
    expect(tiles.filter(has_text="First choice taken")).to_contain_text("no decision has been recorded")
    expect(tiles.filter(has_text="Changed hands")).to_contain_text("no ticket was placed in this time")
    expect(page.by("no-decisions")).to_be_visible()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_agreement_is_drawn_over_the_weeks(desk: ServedDesk, open_page: OpenPage, colours: str) -> None:
    """Decisions of six weeks: the share that took the first, a line for it, and the same by kind of ticket."""
    decide_past(desk)
    page = open_page(colours=colours).open_board(desk.key("Ana"))
    page.by("view-scores").click()
    tiles = page.by("score-tiles").locator(".tile")
    expect(tiles.filter(has_text="First choice taken")).to_contain_text("75 %")
    expect(tiles.filter(has_text="First choice taken")).to_contain_text("of 60 decisions; 90 % one of the first three")
    chart = page.by("agreement-chart")
    expect(chart.locator("polyline.line-a")).to_have_count(1)
    assert chart.locator("circle.line-a").count() >= 6
    expect(page.by("scores")).to_contain_text("By client")
    page.by("span-7").click()
    expect(tiles.filter(has_text="First choice taken")).not_to_contain_text("of 60 decisions")
    page.by("span-56").click()
    expect(tiles.filter(has_text="First choice taken")).to_contain_text("of 60 decisions")
    assert flaws_of(page.page) == []
