"""The planner's page: changes stacked, told in words, run beside each other, compared; a reload loses nothing."""

import re
from typing import Any

import pytest
from board_page import BoardPage, OpenPage
from page_layout import flaws_of
from playwright.sync_api import expect
from running_service import ServedDesk

from api.access.roles import Role

SIZES = ((1280, 800), (600, 900))


def test_variants_are_stacked_run_and_compared(desk: ServedDesk, open_page: OpenPage) -> None:
    """A planner starts from a situation, adds a change by a form, runs it, and reads what it comes to; nothing is
    published, and opened again the page shows all of it.
    """
    before = desk.published()
    page = opened(open_page(), desk)
    page.by("situation").select_option("key-engineer-sick")
    expect(page.by("stack")).to_have_count(2)
    expect(page.by("change").first).to_contain_text(re.compile(r"is sick from Mon 2 Mar 00:00 to Wed 4 Mar 00:00"))
    second = page.by("stack", stack="1")
    second.get_by_test_id("add-change").click()
    page.by("change-kind").select_option("new_hire")
    page.by("field-id").fill("nina")
    page.by("field-name").fill("Nina")
    page.by("field-like").select_option("@tier-3")
    page.by("change-done").click()
    expect(second.get_by_test_id("change").nth(1)).to_contain_text("Nina joins, of tier 3")

    run(page, seconds="1", seeds="2")
    expect(page.by("run-progress")).to_be_visible()
    expect(page.by("outcome")).to_be_visible()
    expect(page.by("outcome").get_by_role("heading", name="key-engineer-sick")).to_be_focused()
    (listed,) = desk.get("/what-ifs")["items"]
    found = desk.get(f"/what-ifs/{listed['id']}")["comparison"]
    shown = page.by("variant-card")
    for at, variant in enumerate(found["variants"]):
        expect(shown.nth(at)).to_contain_text(variant["headline"].split(" -> ")[0])
    compare_figures(page, found)
    expect(page.by("cost-bars").locator("tbody tr").first).to_be_visible()
    lost = [each for each in found["variants"][0]["tickets"] if each["kind"] == "lost"]
    if lost:
        expect(page.by("fates").first.get_by_test_id("fates-lost")).to_contain_text(lost[0]["id"])
    expect(page.by("engineers-table")).to_contain_text("Nina")
    report = page.context.new_page()
    report.on("console", lambda message: page.errors.append(message.text))
    report.goto(f"{page.address}{page.by('report').get_attribute('href')}")
    expect(report.get_by_role("heading", name=found["variants"][1]["name"])).to_be_visible()
    report.close()

    page.page.reload()
    expect(page.by("outcome")).to_be_visible()
    expect(page.by("stack", stack="1").get_by_test_id("change")).to_have_count(2)
    assert desk.published() == before
    assert desk.get("/plans")["items"] == []


def test_what_is_wrong_is_told_at_its_change(desk: ServedDesk, open_page: OpenPage) -> None:
    """A form asks for what it needs; what the desk does not allow stands at the change, and nothing can be run."""
    page = opened(open_page(), desk)
    expect(page.by("run")).to_be_disabled()
    page.by("add-change").click()
    page.by("change-done").click()
    expect(page.page.get_by_role("dialog")).to_contain_text("Needed: Engineer.")
    page.by("field-engineer").select_option("@key")
    page.by("field-start").fill("someday")
    page.by("change-done").click()
    expect(page.by("change-problem")).to_contain_text("someday")
    expect(page.by("run")).to_be_disabled()
    page.by("edit-change").click()
    expect(page.by("field-engineer")).to_have_value("@key")
    page.by("field-start").fill("tue 08:00")
    page.by("change-done").click()
    expect(page.by("change-problem")).to_have_count(0)
    expect(page.by("change")).to_contain_text("is absent from Tue 3 Mar 08:00")
    expect(page.by("run")).to_be_enabled()


def test_a_weight_without_a_value_is_asked_for(desk: ServedDesk, open_page: OpenPage) -> None:
    """Left empty, a weight is no 0, which would switch its rule off: the form asks for it, and nothing can be run."""
    page = opened(open_page(), desk)
    page.by("add-change").click()
    page.by("change-kind").select_option("weights_changed")
    page.by("add-weights").click()
    page.by("field-name").select_option("travel")
    page.by("change-done").click()
    expect(page.page.get_by_role("dialog")).to_contain_text("Needed: a value for \u201cTravel\u201d in Weights.")
    expect(page.by("change")).to_have_count(0)
    expect(page.by("run")).to_be_disabled()
    page.by("field-value").fill("0")
    page.by("change-done").click()
    expect(page.by("change")).to_contain_text("travel weighs 0 instead of")
    expect(page.by("run")).to_be_enabled()


def test_a_double_click_runs_once(desk: ServedDesk, open_page: OpenPage) -> None:
    """While a what-if is being started, Run starts no other one."""
    page = opened(open_page(), desk)
    page.by("situation").select_option("key-engineer-sick")
    expect(page.by("change").first).to_be_visible()
    page.by("each-seconds").fill("1")
    page.by("seeds").fill("1")
    page.by("seeds").press("Tab")
    expect(page.by("run")).to_be_enabled()
    asked: list[str] = []
    page.page.on("request", lambda each: asked.append(each.url) if each.method == "POST" else None)
    page.by("run").dblclick()
    expect(page.by("outcome")).to_be_visible()
    assert [each for each in asked if each.endswith("/what-ifs")] == [f"{page.address}/what-ifs"]
    assert len(desk.get("/what-ifs")["items"]) == 1


def test_a_run_is_stopped_and_keeps_what_is_done(desk: ServedDesk, open_page: OpenPage) -> None:
    """Stopped, what is done is compared or there is nothing to compare; both are said."""
    page = opened(open_page(), desk)
    page.by("situation").select_option("two-sick")
    expect(page.by("change").first).to_contain_text("is")
    run(page, seconds="2", seeds="5")
    expect(page.by("run-progress")).to_contain_text(re.compile(r"Schedule [4-9] of "))
    page.by("run-stop").click()
    expect(page.by("stopped")).to_contain_text("of 5 schedules of each are compared")


def test_the_page_goes_by_keys_alone(desk: ServedDesk, open_page: OpenPage) -> None:
    """`I` opens it; a variant is named, a change added, moved and taken out without a mouse, the focus never lost."""
    page = opened(open_page(), desk)
    keyboard = page.page.keyboard
    page.by("variant-name").focus()
    keyboard.type("two away")
    keyboard.press("Tab")
    expect(page.by("variant-name")).to_have_value("two away")
    for engineer in ("@key", "@spare"):
        page.by("add-change").focus()
        keyboard.press("Enter")
        expect(page.by("change-kind")).to_be_focused()
        keyboard.press("Tab")
        page.by("field-engineer").select_option(engineer)
        page.by("change-done").focus()
        keyboard.press("Enter")
        expect(page.by("change-kind")).to_have_count(0)
    expect(page.by("change")).to_have_count(2)
    expect(page.by("change").nth(1)).to_contain_text("is absent from")
    words = page.by("change").nth(1).get_by_test_id("edit-change").text_content() or ""
    page.by("change-up").nth(1).focus()
    keyboard.press("Enter")
    expect(page.by("change").first).to_contain_text(words)
    assert page.page.evaluate("document.activeElement !== document.body")
    page.by("drop-change").first.focus()
    keyboard.press("Enter")
    expect(page.by("change")).to_have_count(1)
    assert page.page.evaluate("document.activeElement !== document.body")


def test_who_may_only_read_sees_what_was_run(desk: ServedDesk, open_page: OpenPage) -> None:
    """A viewer has no forms and no button to run, but what others have run is there."""
    scenario = {"name": "sick", "changes": [{"change": "engineer_absent", "engineer": "@key"}]}
    run_id = desk.post("/what-ifs", {"scenario": scenario, "each_seconds": 1, "seeds": 1})["id"]
    page = open_page().open_board(desk.key("Vera", Role.VIEWER))
    page.page.keyboard.press("i")
    expect(page.by("past-runs-head")).to_be_visible()
    for name in ("situation", "add-change", "run", "add-variant"):
        expect(page.by(name)).to_have_count(0)
    page.by("past-runs-head").click()
    page.by("open-run").click()
    expect(page.by("outcome")).to_be_visible()
    expect(page.by("headline")).to_contain_text("If ")
    assert page.page.url.endswith(f"#what-if={run_id}")
    expect(page.by("figures")).to_contain_text("one schedule cannot tell")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_it_fits(desk: ServedDesk, open_page: OpenPage, size: tuple[int, int], colours: str) -> None:
    """On a desktop and a narrow screen nothing is cut off in the bars, and the page never scrolls as a whole."""
    page = open_page(size, colours).open(desk.key("Ana", Role.PLANNER))
    expect(page.by("event").first).to_be_visible()
    page.page.keyboard.press("i")
    page.by("situation").select_option("tier-2-or-tier-3")
    expect(page.by("change").nth(2)).to_contain_text("joins")
    assert flaws_of(page.page) == []
    page.by("add-change").first.click()
    page.by("change-kind").select_option("ticket_arrives")
    page.by("add-skills").click()
    cut = "(each) => each.scrollWidth > each.clientWidth + 1"
    assert not page.page.locator(".dialog").evaluate(cut)


def opened(page: BoardPage, desk: ServedDesk) -> BoardPage:
    """Open the planner's page by its key, signed in as a planner."""
    page.open_board(desk.key("Paula", Role.PLANNER))
    page.page.keyboard.press("i")
    expect(page.by("situation").locator("option").nth(3)).to_be_attached()
    return page


def run(page: BoardPage, seconds: str, seeds: str) -> None:
    """Run what is on the table, quickly."""
    page.by("each-seconds").fill(seconds)
    page.by("seeds").fill(seeds)
    page.by("run").click()


def compare_figures(page: BoardPage, found: Any) -> None:
    """Compare the table with the service's figures: marked is what counts, and nothing else."""
    for at, variant in enumerate(found["variants"]):
        for figure in variant["figures"]:
            cell = page.by(f"figure-{figure['name']}").locator("td").nth(1 + at)
            better = (figure["after"] - figure["before"]) * figure["better"]
            is_marked = figure["counts"] and better != 0
            classes = (cell.get_attribute("class") or "").split()
            assert ("better" in classes, "worse" in classes) == (is_marked and better > 0, is_marked and better < 0)
