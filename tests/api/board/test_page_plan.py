"""A plan of the whole team: watched, stopped, compared, published."""

import re

from board_page import OpenPage
from playwright.sync_api import expect
from running_service import ServedDesk


def test_a_plan_is_watched_stopped_compared_and_published(desk: ServedDesk, open_page: OpenPage) -> None:
    """A running plan shows figures that go on; stopped, its best is compared and published as a whole."""
    waiting = desk.get("/board")["unassigned"]
    page = open_page().open_board(desk.key("Ana"))
    page.by("plan").click()
    page.by("plan-seconds").fill("300")
    page.by("plan-note").fill("Before the storm")
    page.by("plan-start").click()

    figures = page.by("plan-progress")
    expect(figures).to_contain_text("of 300 s")
    expect(figures).to_contain_text(re.compile(r"Cost so far[\d,]+"))
    expect(figures).to_contain_text("left to win")
    first = figures.text_content() or ""
    expect(figures).not_to_have_text(first)

    page.by("plan-stop").click()
    expect(page.by("compare")).to_be_visible()
    expect(page.by("gain")).to_contain_text("minutes saved")
    expect(page.by("compare")).to_contain_text("Tickets placed")
    expect(page.by("proposal-mark")).to_be_visible()
    page.by("show-published").click()
    expect(page.by("proposal-mark")).to_have_count(0)
    page.by("show-proposal").click()
    expect(page.by("proposal-mark")).to_be_visible()
    assert desk.get("/desk")["published_version"] == 1

    page.by("publish").click()
    expect(page.by("toast")).to_contain_text(re.compile(r"Published \d+ changes"))
    expect(page.by("plan-panel")).to_have_count(0)
    expect(page.by("proposal-mark")).to_have_count(0)
    assert desk.newest() | {"version": 2, "origin": "plan", "created_by": "key:Ana"} == desk.newest()
    left = desk.get("/board")["unassigned"]
    assert left < waiting
    expect(page.by("view-queue")).to_have_text(f"Queue{left}")
