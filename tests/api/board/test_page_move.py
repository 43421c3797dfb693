"""Moves by hand: dragged, judged in words and figures, kept or taken back."""

import re
from typing import Any

from board_page import TUESDAY, BoardPage, OpenPage
from playwright.sync_api import Locator, expect
from running_service import ServedDesk

from scenarios.demo import FILL_ENGINEER, FILL_FROM

ONE = FILL_FROM.isoformat()[:16]
PRICE = re.compile(r"^Allowed\. It (costs|saves) .*\d minutes?|costs the same")


def test_work_on_other_work_is_refused(desk: ServedDesk, open_page: OpenPage) -> None:
    """Work dropped on other work is refused: the rule and both tickets are named, nothing can be kept, it is back."""
    moved = _work(desk)[0]
    other = next(each for each in _work(desk) if each["engineer_ids"] != moved["engineer_ids"])
    page = open_page().open_board(desk.key("Ana"), TUESDAY)
    page.drag(_event(page, moved), *page.beginning(_event(page, other)))

    expect(page.by("verdict")).to_have_text("Not allowed. It stays where it was.")
    names = (moved["ticket_id"], other["ticket_id"])
    refusal = page.by("findings").get_by_role("listitem").filter(has_text=names[0]).filter(has_text=names[1])
    expect(refusal).to_contain_text("One thing at a time")
    expect(page.by("keep")).to_be_disabled()
    expect(page.by("ghost")).to_have_count(0)
    expect(_event(page, moved)).to_have_attribute("data-engineer", moved["engineer_ids"][0])
    expect(_event(page, moved)).to_have_attribute("data-start", moved["start"][:16])

    page.page.keyboard.press("a")
    page.by("leave").click()
    expect(page.by("side")).to_be_hidden()
    assert desk.get("/desk")["published_version"] == 1


def test_work_in_a_free_place_has_a_price_and_can_be_kept(desk: ServedDesk, open_page: OpenPage) -> None:
    """Work dropped into open time shows its price; it can be left as it was, and undone after it was kept."""
    work = next(each for each in _work(desk) if _fits(desk, each))
    page = open_page().open_board(desk.key("Ana"), TUESDAY)
    before = work["start"][:16]

    page.drag(_event(page, work), *page.open_at(FILL_ENGINEER, ONE))
    expect(page.by("verdict")).to_have_text(PRICE)
    expect(page.by("ghost", ticket=work["ticket_id"])).to_contain_text(re.compile(r"[+\u2212]?\d+ min"))
    page.by("leave").click()
    expect(page.by("side")).to_be_hidden()
    expect(page.by("ghost")).to_have_count(0)
    expect(_event(page, work)).to_have_attribute("data-start", before)
    assert desk.get("/desk")["published_version"] == 1

    page.drag(_event(page, work), *page.open_at(FILL_ENGINEER, ONE))
    page.by("keep").click()
    expect(page.by("toast")).to_contain_text("Published 1 change")
    expect(_event(page, work)).to_have_attribute("data-start", ONE)
    assert desk.published()[work["ticket_id"]]["start"].startswith(ONE)
    assert desk.newest() | {"version": 2, "origin": "moves"} == desk.newest()

    page.by("toast").get_by_role("button", name="Undo").click()
    expect(page.by("toast")).to_contain_text("Undone: 1 change taken back")
    expect(_event(page, work)).to_have_attribute("data-start", before)
    assert desk.published()[work["ticket_id"]]["start"] == work["start"]
    assert desk.newest() | {"version": 3, "origin": "undo"} == desk.newest()


def test_the_schedule_of_the_data_is_nothing_to_undo(desk: ServedDesk, open_page: OpenPage) -> None:
    """Where nobody has published anything yet, Undo says so, and the history offers none."""
    page = open_page().open_board(desk.key("Ana"))
    page.by("undo-last").click()
    expect(page.by("toast")).to_contain_text("There is nothing to undo.")
    page.by("history").click()
    expect(page.by("version")).to_have_count(1)
    expect(page.by("undo-version")).to_have_count(0)
    expect(page.by("history-panel")).to_contain_text("The desk\u2019s own clock stands still at Mon 2 Mar 07:00.")


def _work(desk: ServedDesk) -> list[dict[str, Any]]:
    """Return Tuesday's remote work that one engineer does and nobody has fixed, in order of tickets."""
    found = [
        each
        for each in desk.published().values()
        if each["start"].startswith(TUESDAY) and not each["site_id"] and len(each["engineer_ids"]) == 1
    ]
    return sorted(
        (each for each in found if not each["pinned"] and not each["frozen"]), key=lambda each: str(each["ticket_id"])
    )


def _fits(desk: ServedDesk, work: dict[str, Any]) -> bool:
    """Tell whether work may go to the afternoon that the sample desk leaves open."""
    start = FILL_FROM.isoformat()
    move = {"ticket_id": work["ticket_id"], "engineer_ids": [FILL_ENGINEER], "start": start}
    allowed: bool = desk.post("/evaluate", {"moves": [move]})["allowed"]
    return allowed


def _event(page: BoardPage, work: dict[str, Any]) -> Locator:
    return page.by("event", ticket=work["ticket_id"])
