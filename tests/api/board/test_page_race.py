"""Two dispatchers at one hole: one of them wins, the other is told, and nothing is doubled."""

from board_page import FRIDAY, OpenPage
from playwright.sync_api import expect
from running_service import ServedDesk

MIKE, MORNING = "mike-moreau", f"{FRIDAY}T09:30"


def test_one_wins_and_the_other_is_told(desk: ServedDesk, open_page: OpenPage) -> None:
    """Of two who accept work for the same time, the second is told what changed and by whom, and can ask again."""
    ana, ben = (open_page().open_board(desk.key(name), FRIDAY) for name in ("Ana", "Ben"))
    for page in (ana, ben):
        page.fill(MIKE, MORNING)
    tickets = ana.choices()
    assert set(tickets) & set(ben.choices())

    ana.by("accept-all").click()
    expect(ana.by("toast")).to_contain_text("Published")
    expect(ben.by("stale")).to_contain_text("Ana published")
    ben.by("accept-all").click()

    expect(ben.by("stale")).to_contain_text("Nothing was published: this has changed meanwhile.")
    expect(ben.by("stale")).to_contain_text("Ana changed Mike Moreau's Friday 6 March")
    expect(ben.by("stale")).to_contain_text(tickets[0])
    expect(ben.by("accept-all")).to_have_count(0)
    expect(ben.by("ghost")).to_have_count(0)
    for ticket in tickets:
        expect(ben.by("event", ticket=ticket)).to_have_count(1)
    assert desk.newest() | {"version": 2, "created_by": "key:Ana"} == desk.newest()
    assert set(desk.published()) >= set(tickets)

    ben.by("ask-again").click()
    expect(ben.by("stale")).to_have_count(0)
    expect(ben.by("choices").or_(ben.by("nothing-fits"))).to_be_visible()
    assert not set(tickets) & set(ben.choices())


def test_work_of_others_shows_at_once(desk: ServedDesk, open_page: OpenPage) -> None:
    """What one publishes is on the board of another without a question, and says who did it."""
    ana, ben = (open_page().open_board(desk.key(name), FRIDAY) for name in ("Ana", "Ben"))
    ana.fill(MIKE, MORNING)
    tickets = ana.choices()
    ana.by("accept-all").click()
    expect(ben.by("toast")).to_contain_text("Ana published")
    expect(ben.by("toast")).to_contain_text("to Mike\u2019s day")
    for ticket in tickets:
        expect(ben.by("event", ticket=ticket)).to_be_visible()
