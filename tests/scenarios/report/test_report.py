"""The report of a comparison: it holds what the JSON says, and needs nothing from anywhere."""

import html
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from build import client, engineer, problem, ticket
from matplotlib.axes import Axes
from matplotlib.mathtext import MathTextParser
from playwright.sync_api import sync_playwright

from engine.limits import Limits
from scenarios.comparison import Comparison, comparison_document
from scenarios.report import costs_png, report_html, rules_png
from scenarios.scenariofile import scenario_of
from scenarios.situation import Situation
from scenarios.whatif import whatif

EVIL = "<script>alert('x')</script>"
COMMAND = "openday whatif desk x --seeds 2"
VOID = frozenset({"meta", "br"})


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    """Return a comparison of two variants, with a client whose name is no name."""
    tickets = (ticket("t1", summary=EVIL), ticket("t2", tier=2), ticket("t3"))
    people = (engineer("ann"), engineer("bob", name="Bob", tier=2))
    desk = problem(*tickets, engineers=people, clients=(client("contoso", name="Contoso & Sons"),))
    sick = {"change": "engineer_absent", "engineer": "bob", "reason": "sick"}
    free = {"change": "rule_off", "rule": "skill_tier"}
    variants = [{"name": "sick", "changes": [sick]}, {"name": "anybody", "changes": [sick, free]}]
    told = scenario_of({"name": "Bob away", "purpose": f"What then? {EVIL}", "variants": variants}, "x")
    found = whatif(Situation(desk), told, Limits(deterministic=0.2), (0, 1), workers=1)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def page(comparison: Comparison) -> str:
    """Return the report."""
    return report_html(comparison_document(comparison), COMMAND)


class _Balance(HTMLParser):
    """Counts tags that are not closed in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def _text(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_it_holds_what_the_json_says(comparison: Comparison, page: str) -> None:
    """Headlines, verdicts, changes, costs, figures, tickets with their reasons, people, and how to do it again."""
    document, text = comparison_document(comparison), _text(page)
    wanted: list[Any] = [document["summary"].replace(" -> ", " → "), COMMAND, "Contoso & Sons"]
    for variant in document["variants"]:
        wanted += [variant["verdict"]["words"], *variant["changes"], *variant["broken"]]
        wanted += [f"{variant['cost'] / 1000:,.0f}", *(each["words"] for each in variant["figures"])]
        wanted += [part for each in variant["tickets"] for part in (each["id"], each["why"])]
        wanted += [each["name"] for each in variant["engineers"]]
    assert [each for each in wanted if " ".join(each.split()) not in text] == []


def test_without_a_bound_there_are_dots_and_no_bar(comparison: Comparison, page: str, tmp_path: Path) -> None:
    """Of base, sick and anybody the last one has other rules: two bars, three lines of dots, and a word on why."""
    (figure,) = re.findall(r'<figure class="spans">.*?</figure>', page, re.DOTALL)
    tracks = re.findall(r'<div class="track".*?</div>', figure, re.DOTALL)
    assert [track.count('class="gap"') for track in tracks] == [1, 1, 0]
    assert all('class="dot"' in track for track in tracks)
    assert "What has no bar has no bound in these prices" in figure
    alike = replace(comparison, variants=comparison.variants[:1])
    assert "What has no bar" not in report_html(comparison_document(alike), COMMAND)
    drawn = list[tuple[int, str]]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Axes, "plot", lambda _, __, rows, form="bar", **___: drawn.append((rows[0], form)))
        costs_png(comparison, tmp_path / "costs.png")
    assert drawn == [(0, "bar"), (0, "o"), (1, "bar"), (1, "o"), (2, "o")]


def test_it_needs_no_network(page: str) -> None:
    """No address of anything outside, nothing that is loaded."""
    assert re.findall(r"https?://|//[a-z]|\bsrc=|@import|url\(", page.replace("prefers-color-scheme", "")) == []


def test_what_people_wrote_is_only_text(page: str) -> None:
    """A summary with a script in it is shown, not run, and every tag is closed."""
    assert EVIL not in page
    assert html.escape(EVIL, quote=False).replace("'", "&#39;") in page
    balance = _Balance()
    balance.feed(page)
    assert (balance.open, balance.wrong) == ([], [])


def test_the_same_comparison_gives_the_same_files(comparison: Comparison, page: str, tmp_path: Path) -> None:
    """No file holds when it was written."""
    assert report_html(comparison_document(comparison), COMMAND) == page
    for draw in (costs_png, rules_png):
        for name in ("a", "b"):
            draw(comparison, tmp_path / f"{name}.png")
        assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
        assert (tmp_path / "a.png").stat().st_size > 5_000


@pytest.mark.parametrize("name", [r"raise 5% ($\frac$) or 10%", "raise 5% ($40k) or 10% ($80k)"])
def test_names_are_no_formulas(comparison: Comparison, tmp_path: Path, name: str) -> None:
    """Dollar signs in the name of a variant, between which the drawing library would read a formula, are drawn."""
    first, *others = comparison.variants
    odd = replace(comparison, variants=(replace(first, side=replace(first.side, name=name)), *others))
    parsed = list[str]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MathTextParser, "parse", lambda _, text, *__, **___: parsed.append(text))
        for draw in (costs_png, rules_png):
            draw(odd, tmp_path / "odd.png")
    assert parsed == []


def test_no_command_no_line_about_it(comparison: Comparison) -> None:
    """A comparison that was not made on the command line says nothing of one."""
    assert "<code>" not in report_html(comparison_document(comparison))


@pytest.mark.parametrize(("width", "colours"), [(1280, "light"), (400, "dark")])
def test_a_browser_shows_it(page: str, tmp_path: Path, width: int, colours: Any) -> None:
    """On a desk and on a telephone nothing reaches out of the page, no script fails, and nothing is asked for."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed (Debian: chromium)")
    file = tmp_path / "report.html"
    file.write_text(page, encoding="utf-8")
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]) as browser,
    ):
        shown = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=colours)
        asked, errors = list[str](), list[str]()
        shown.on("request", lambda request: asked.append(request.url))
        shown.on("pageerror", lambda error: errors.append(str(error)))
        shown.goto(file.as_uri())
        assert shown.get_by_role("heading", level=1).inner_text() == "Bob away"
        assert shown.evaluate("document.documentElement.scrollWidth") == width
        paper = shown.evaluate("getComputedStyle(document.body).backgroundColor")
        assert paper == ("rgb(255, 255, 255)" if colours == "light" else "rgb(17, 21, 27)")
        shown.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert shown.locator("details:not([open])").count() == 0
        assert (asked, errors) == ([file.as_uri()], [])
