"""The question of the page: what should Mike do this afternoon? Asked by a click, decided, published, taken back."""

import httpx
from board_page import FRIDAY, WEDNESDAY, OpenPage
from playwright.sync_api import expect
from running_service import ServedDesk

MIKE = "mike-moreau"
MORNING = f"{FRIDAY}T09:30"


def test_an_afternoon_is_filled_and_published(desk: ServedDesk, open_page: OpenPage) -> None:
    """A click into open time brings ghosts and reasons; accepted, they are published and stand in the ICS feed."""
    page = open_page().open_board(desk.key("Ana"), FRIDAY)
    page.click_slot(MIKE, MORNING)
    page.by("slot-from").fill("12:00")
    expect(page.by("fill")).to_have_text("Fill Mike 12:00 to 17:00")
    page.by("fill").click()

    expect(page.by("gain")).to_contain_text("minutes saved")
    chosen = page.choices()
    assert len(chosen) > 1
    assert len(set(chosen)) == len(chosen)
    for ticket in chosen:
        expect(page.by("ghost", ticket=ticket, engineer=MIKE)).to_be_visible()
    reasons = page.by("why").all_text_contents()
    assert len(reasons) == len(chosen)
    assert all(reason.startswith("P") and reason.endswith(".") for reason in reasons)
    assert desk.get("/desk")["published_version"] == 1

    page.by("accept-all").click()
    expect(page.by("toast")).to_contain_text(f"Published {len(chosen)} changes")
    expect(page.by("fill-panel")).to_have_count(0)
    for ticket in chosen:
        expect(page.by("event", ticket=ticket, engineer=MIKE)).to_be_visible()
    expect(page.by("ghost")).to_have_count(0)

    assert desk.newest() | {"version": 2, "origin": "fill", "created_by": "key:Ana"} == desk.newest()
    schedule = desk.get("/schedules/2")["assignments"]
    assert {each["ticket_id"] for each in schedule if each["engineer_ids"] == [MIKE]} >= set(chosen)
    feed = httpx.get(desk.post(f"/engineers/{MIKE}/feed")["url"]).text
    assert all(ticket in feed for ticket in chosen)


def test_one_choice_is_accepted_and_the_rest_later(desk: ServedDesk, open_page: OpenPage) -> None:
    """One ticket of an answer can be taken first; the rest stays proposed, and can still be taken."""
    page = open_page().open_board(desk.key("Ana"), FRIDAY)
    page.fill(MIKE, MORNING)
    first, *rest = page.choices()
    page.by("accept-one", ticket=first).click()
    expect(page.by("event", ticket=first)).to_be_visible()
    assert rest
    for ticket in rest:
        expect(page.by("ghost", ticket=ticket)).to_be_visible()
    assert first in desk.published()
    assert not set(rest) & set(desk.published())

    page.by("accept-all").click()
    expect(page.by("ghost")).to_have_count(0)
    assert set(desk.published()) >= {first, *rest}
    assert desk.get("/desk")["published_version"] == 3


def test_another_way_is_looked_at_and_discarded(desk: ServedDesk, open_page: OpenPage) -> None:
    """Another way shows its own ghosts; Esc discards the whole answer and changes nothing."""
    page = open_page().open_board(desk.key("Ana"), WEDNESDAY)
    page.fill(MIKE, f"{WEDNESDAY}T14:30")
    best = page.choices()
    page.by("alternative-1").check()
    expect(page.by("accept-all")).to_have_text("Accept other way 1")
    others = [str(each.get_attribute("data-ticket")) for each in page.by("ghost").all()]
    assert others
    assert set(others) != set(best)
    page.page.keyboard.press("Escape")
    expect(page.by("ghost")).to_have_count(0)
    expect(page.by("side")).to_be_hidden()
    assert desk.get("/desk")["published_version"] == 1
