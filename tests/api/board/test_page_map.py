"""The map of the day's trips: brought up from any view, and honest when it does not come."""

from board_page import OpenPage
from playwright.sync_api import expect
from running_service import ServedDesk

MAP = "**/assets/*map*"


def test_the_map_is_shown_from_any_view(desk: ServedDesk, open_page: OpenPage) -> None:
    """The Map button goes to the board first, so that the map that it shows is seen; there it hides it again."""
    page = open_page().open_board(desk.key("Ana"))
    page.by("view-queue").click()
    for _ in range(2):
        expect(page.by("map")).not_to_be_visible()
        page.by("map-toggle").click()
        expect(page.by("map")).to_be_visible()
        expect(page.by("map-toggle")).to_have_attribute("aria-pressed", "true")
        page.by("view-queue").click()
        expect(page.by("map-toggle")).to_have_attribute("aria-pressed", "false")
    page.by("view-board").click()
    page.by("map-toggle").click()
    expect(page.by("map")).not_to_be_visible()


def test_a_map_that_does_not_load_says_so(desk: ServedDesk, open_page: OpenPage) -> None:
    """Where the map's program does not come the dock says so and lists the trips; opened again, it asks once more."""
    page = open_page().open_board(desk.key("Ana"))
    page.route(MAP, lambda route: route.abort())
    page.by("map-toggle").click()
    expect(page.by("map-words")).to_contain_text("The map could not be loaded.")
    expect(page.by("map").locator(".routes")).to_be_visible()
    page.page.unroute(MAP)
    page.by("map-toggle").click()
    with page.page.expect_response("**/assets/*.js"), page.page.expect_response("**/assets/*.css"):
        page.by("map-toggle").click()
    expect(page.by("map")).not_to_contain_text("The map could not be loaded.")
