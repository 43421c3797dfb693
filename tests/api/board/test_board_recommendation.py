"""Who could take a waiting ticket: ranked, compared by factor, proposed, published."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from board_page import BoardPage, OpenPage
from playwright.sync_api import Locator, expect
from running_service import ServedDesk

FACTORS = ("skills", "availability", "familiarity", "workload")


def test_the_second_best_engineer_is_proposed_and_published(desk: ServedDesk, open_page: OpenPage) -> None:
    """A waiting ticket's panel ranks engineers as the service does; the second, proposed by keys, is published."""
    ticket, answer = _asked(desk, lambda answer: len(answer["ranked"]) > 1 and len(answer["refused"]) > 1)
    page = _opened(desk, open_page, ticket)
    rows = page.by("ranked").locator("> li")
    expect(rows).to_have_count(len(answer["ranked"]))
    for place, each in enumerate(answer["ranked"], 1):
        row = page.by("verdict-possible", rank=str(place), engineer=each["engineer_id"])
        expect(row).to_contain_text(f"{place}. {each['label']}")
        expect(row).to_contain_text(f"Tier {each['tier']}, ")
        assert re.fullmatch(r"(saves|costs) [\d,]+ minutes( more)?", _price(row))
        expect(row.get_by_test_id("why")).to_have_text(each["why"])
        expect(row.get_by_role("img", name=re.compile("there already, this one"))).to_be_visible()
        expect(row.locator(".strip-place")).to_have_count(1)
        assert row.locator(".strip-scale span").count() > 2
        expect(row.get_by_test_id("factor")).to_have_text([re.compile(f"^{name}.*\\d$", re.I) for name in FACTORS])
    expect(page.by("strip-key")).to_have_count(1)
    expect(page.by("reasons")).to_be_visible()
    refused = page.by("refused")
    expect(refused).to_have_count(1)
    expect(refused.locator("summary")).to_have_text(f"{len(answer['refused'])} may not or cannot")

    second = answer["ranked"][1]
    price = _price(rows.nth(1))
    rows.nth(1).get_by_role("button", name=f"Propose: {second['label']}").focus()
    page.page.keyboard.press("Enter")
    expect(page.by("verdict")).to_have_text(f"Allowed. It {price}.")
    expect(page.by("side").locator("h2")).to_have_text(f"Place {ticket}")
    expect(page.by("move-panel")).to_contain_text(second["label"])
    expect(page.by("leave")).to_have_text("Leave it as it was")
    assert ticket not in desk.published()
    page.by("keep").click()
    expect(page.by("toast")).to_contain_text("Published 1 change")
    expect(page.by("queue-row", ticket=ticket)).to_have_count(0)
    published = desk.published()[ticket]
    assert published["engineer_ids"] == [second["engineer_id"]]
    assert published["start"] == second["assignment"]["start"]
    assert desk.newest()["origin"] == "recommendation"


def test_work_that_pauses_for_a_break_is_proposed_as_it_was_priced(desk: ServedDesk, open_page: OpenPage) -> None:
    """Work too long for one go, of which the start alone says too little, is allowed at the price of the ranking."""
    ticket, answer = _asked(desk, lambda answer: any(_pauses(each) for each in answer["ranked"]))
    place = next(at for at, each in enumerate(answer["ranked"], 1) if _pauses(each))
    page = _opened(desk, open_page, ticket)
    row = page.by("verdict-possible", rank=str(place))
    price = _price(row)
    row.get_by_role("button", name="Propose").click()
    expect(page.by("verdict")).to_have_text(f"Allowed. It {price}.")
    expect(page.by("keep")).to_be_enabled()


def test_a_bar_is_as_long_as_a_factor_costs_above_the_best(desk: ServedDesk, open_page: OpenPage) -> None:
    """Of the engineers shown the best by a factor has no bar, and all bars are to one scale."""
    ticket, answer = _asked(desk, lambda answer: len(answer["ranked"]) > 2)
    page = _opened(desk, open_page, ticket)
    above = _above_the_best(answer)
    longest = max(max(costs) for costs in above.values())
    for factor, costs in above.items():
        bars = page.by("factor", factor=factor)
        expect(bars).to_have_count(len(costs))
        for bar, cost in zip(bars.all(), costs, strict=True):
            assert abs(_share(bar) - cost / max(longest, 1000)) < 0.02
            expect(bar).to_have_attribute("title", re.compile("the best of these"))


def test_others_are_counted_and_shown_when_asked_for(desk: ServedDesk, open_page: OpenPage) -> None:
    """Whoever else could is counted below the ranked, and listed with a price each when that is opened."""
    ticket, answer = _asked(desk, lambda answer: answer["others"] > 1)
    page = _opened(desk, open_page, ticket)
    others = page.by("others")
    expect(others.locator("summary")).to_have_text(f"{answer['others']} others could too, at a higher cost")
    others.locator("summary").click()
    expect(others.get_by_role("button", name="Propose")).to_have_count(answer["others"])
    ranked = {each["engineer_id"] for each in answer["ranked"]}
    listed = {row.get_attribute("data-engineer") for row in others.get_by_test_id("verdict-possible").all()}
    assert not listed & ranked


def test_a_ticket_that_nobody_can_take_says_so(desk: ServedDesk, open_page: OpenPage) -> None:
    """Where nobody may or can, the panel says so, and everybody is in one list with what is in the way."""
    ticket, answer = _asked(desk, lambda answer: not answer["ranked"])
    page = _opened(desk, open_page, ticket)
    expect(page.by("nobody")).to_have_text("Nobody can take it as things are.")
    expect(page.by("place-here")).to_have_count(0)
    page.by("refused").locator("summary").click()
    for each in answer["refused"]:
        expect(page.by("refused")).to_contain_text(each["label"])


def test_a_ticket_for_several_engineers_says_why_it_is_not_ranked(desk: ServedDesk, open_page: OpenPage) -> None:
    """Where the service ranks nobody, its own sentence stands there, and every engineer's verdict below it."""
    waiting = desk.get("/queue?limit=1000")["items"]
    ticket = next(each["ticket_id"] for each in waiting if each["engineers_needed"] > 1)
    refusal = desk.client.get(f"/tickets/{ticket}/recommendation")
    assert refusal.status_code == 422
    page = _opened(desk, open_page, ticket)
    expect(page.by("no-ranking")).to_have_text(refusal.json()["detail"])
    expect(page.by("verdicts").get_by_test_id("verdict-possible").first).to_be_visible()


def _price(row: Locator) -> str:
    """Return what a ranked engineer's place costs, in the page's words."""
    return row.get_by_text(re.compile(r"^(saves|costs) ")).inner_text()


def _pauses(ranked: dict[str, Any]) -> bool:
    """Tell whether work would take longer than six hours, which has a break in its midst."""
    start, end = (dt.datetime.fromisoformat(ranked["assignment"][name]) for name in ("start", "end"))
    return end - start > dt.timedelta(hours=6)


def _opened(desk: ServedDesk, open_page: OpenPage, ticket: str) -> BoardPage:
    """Return a page that shows a ticket of the queue, once the service has answered."""
    page = open_page().open_board(desk.key("Ana"))
    page.by("view-queue").click()
    page.by("queue-row", ticket=ticket).click()
    expect(page.by("ticket-panel", ticket=ticket).locator(".loading")).to_have_count(0)
    return page


def _asked(desk: ServedDesk, suits: Callable[[dict[str, Any]], bool]) -> tuple[str, dict[str, Any]]:
    """Return the first waiting ticket for which the service's answer suits, and the answer."""
    for item in desk.get("/queue?limit=1000")["items"]:
        if item["engineers_needed"] == 1:
            answer: dict[str, Any] = desk.get(f"/tickets/{item['ticket_id']}/recommendation")
            if suits(answer):
                return item["ticket_id"], answer
    raise AssertionError("no waiting ticket has such an answer")


def _above_the_best(answer: dict[str, Any]) -> dict[str, list[int]]:
    """Return by factor what each ranked engineer costs above the cheapest of them."""
    found: dict[str, list[int]] = {}
    for factor in FACTORS:
        costs = [each["factors"][factor] for each in answer["ranked"]]
        found[factor] = [cost - min(costs) for cost in costs]
    return found


def _share(bar: Locator) -> float:
    """Return which part of its track a bar fills."""
    share: float = bar.locator(".factor-track").evaluate(
        "track => track.firstElementChild.getBoundingClientRect().width / track.getBoundingClientRect().width"
    )
    return share
