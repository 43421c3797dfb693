"""The dispatcher's page in a browser, with the words that the tests use for what a person does there."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Route, expect

MONDAY, TUESDAY, WEDNESDAY, FRIDAY = (f"2026-03-0{day}" for day in (2, 3, 4, 6))
_LOOKS = 1500
"""For a request that is held, 20 ms apart: half a minute."""
_PROBE = "?routed"
"""The page's own address with this is answered by the service with the page, and by a route with nothing."""
_FAILED_LOAD = "Failed to load resource"
"""What the browser itself writes about each answer from 400 on; a refusal is no error of the page."""


class BoardPage:
    """A page of a browser with a session of its own.

    Parameters
    ----------
    browser : Browser
    address : str
        Of the service.
    size : tuple
        Width and height in CSS pixels.
    colours : str
        What the person's system is set to, light or dark.
    """

    def __init__(self, browser: Browser, address: str, size: tuple[int, int], colours: Any) -> None:
        self.address = address
        width, height = size
        self.context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=colours)
        self.page: Page = self.context.new_page()
        self.errors: list[str] = []
        """What went wrong in the page's own code, or against its content security policy."""
        self.failed_loads: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            (self.failed_loads if message.text.startswith(_FAILED_LOAD) else self.errors).append(message.text)

    def open(self, key: str = "") -> "BoardPage":
        """Open the page, signed in with a key where one is given."""
        self.page.goto(f"{self.address}/app/{f'#key={key}' if key else ''}")
        return self

    def open_board(self, key: str, day: str = MONDAY) -> "BoardPage":
        """Open the page and wait for the board, at one of its days."""
        self.open(key)
        expect(self.by("event").first).to_be_visible()
        self.show(day)
        # The stream of events is there, so that nothing said from now on is missed.
        expect(self.page.get_by_role("img", name="Connected: changes of others show at once")).to_be_visible()
        return self

    def show(self, day: str) -> None:
        """Go to a later day of the first week of March."""
        shown = self.by("shown-day")
        for _ in range(6):
            if f" {int(day[-2:])} March" in (shown.text_content() or ""):
                break
            before = shown.text_content() or ""
            self.by("next-day").click()
            expect(shown).not_to_have_text(before)
        expect(self.page.locator(f'[data-testid="timeline"] [data-start^="{day}"]').first).to_be_attached()

    def by(self, test_id: str, **attributes: str) -> Locator:
        """Return what carries a test's name and data attributes, such as ``by("event", ticket="T-1001")``."""
        rest = "".join(f'[data-{name}="{value}"]' for name, value in attributes.items())
        return self.page.locator(f'[data-testid="{test_id}"]{rest}')

    def open_slot(self, engineer: str, start: str) -> Locator:
        """Return the open time of an engineer from a wall such as ``2026-03-04T09:30`` on."""
        return self.by("slot", engineer=engineer, start=start)

    def click_slot(self, engineer: str, start: str) -> None:
        """Click into open time; it lets the pointer through to the calendar, so that it can be dragged over as well."""
        box = self.open_slot(engineer, start).bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(self.by("slot-menu")).to_be_visible()

    def fill(self, engineer: str, start: str) -> None:
        """Ask what an engineer should do in open time, and wait for the answer."""
        self.click_slot(engineer, start)
        self.by("fill").click()
        expect(self.by("choices").or_(self.by("nothing-fits"))).to_be_visible()

    def choices(self) -> list[str]:
        """Return the tickets that a fill has chosen."""
        return [str(each.get_attribute("data-ticket")) for each in self.by("choice").all()]

    def beginning(self, work: Locator) -> tuple[float, float]:
        """Return the point at which work begins, once the board has stopped changing."""
        work.hover(trial=True)
        box = work.bounding_box()
        assert box is not None
        return box["x"], box["y"] + box["height"] / 2

    def open_at(self, engineer: str, wall: str) -> tuple[float, float]:
        """Return the point of a wall in an engineer's open time, once the board has stopped changing."""
        self.by("event").first.hover(trial=True)
        for slot in self.by("slot", engineer=engineer).all():
            start, end = (str(slot.get_attribute(f"data-{name}")) for name in ("start", "end"))
            box = slot.bounding_box()
            if start <= wall < end and box is not None:
                begin, at, over = (dt.datetime.fromisoformat(each) for each in (start, wall, end))
                return box["x"] + box["width"] * ((at - begin) / (over - begin)), box["y"] + box["height"] / 2
        raise AssertionError(f"{engineer} has no open time at {wall}")

    def drag(self, work: Locator, to_x: float, to_y: float) -> None:
        """Drag work so that it begins at a point, and wait for what the service says to it."""
        grip = 8
        x, y = self.beginning(work)
        mouse = self.page.mouse
        mouse.move(x + grip, y)
        mouse.down()
        mouse.move(x + grip + 12, y + 4, steps=3)
        mouse.move(to_x + grip, to_y, steps=8)
        mouse.up()
        expect(self.by("verdict")).to_be_visible()

    def hold(self, pattern: str) -> list[Route]:
        """Keep requests on their way until one of them is released, and return those that have come."""
        held: list[Route] = []
        self.route(pattern, lambda route: held.append(route))
        return held

    def route(self, pattern: str, answer: Callable[[Route], None]) -> None:
        """Answer requests in the place of the service, from the next one on."""
        self.page.route(pattern, answer)
        # The browser lets the page know by another way than keys and clicks: a request made at once could slip past.
        self.page.route(f"**{_PROBE}", lambda route: route.fulfill(status=204))
        self.page.evaluate(f"async () => {{ while ((await fetch(location.pathname + '{_PROBE}')).status !== 204); }}")

    def held(self, held: list[Route], number: int = 1) -> Route:
        """Return the request that was held as the first, or so many-th, once it has come."""
        for _ in range(_LOOKS):
            if len(held) >= number:
                return held[number - 1]
            self.page.wait_for_timeout(20)
        raise AssertionError(f"of {number} requests that were to be held {len(held)} came")

    def release(self, held: list[Route]) -> None:
        """Let the first of the requests that were held go on, once it has come; the others never get an answer."""
        self.held(held).continue_()

    def accept_meanwhile(self, panel: str, busy: str, asked: list[Route]) -> None:
        """Press A while a panel is busy with a held question, and when that has failed; then ask once more."""
        shown = self.by(panel)
        expect(shown).to_contain_text(busy)
        self.page.keyboard.press("a")
        self.held(asked).fulfill(status=500, json={"title": "No", "detail": "It did not go well."})
        expect(shown).to_contain_text("It did not go well.")
        self.page.keyboard.press("a")
        shown.get_by_role("button", name="Try again").click()
        expect(shown).to_contain_text(busy)


OpenPage = Callable[..., BoardPage]
"""Opens a page with a session of its own: ``open_page(size=(1280, 800), colours="light")``."""
