"""The built page, a service that serves it, a browser, and a desk for each test."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Literal, TypeVar

import pytest
from board_page import BoardPage, OpenPage
from playwright.sync_api import Browser, expect, sync_playwright
from running_service import RunningService, ServedDesk, running

from api.board import page_folder
from api.board.build import NothingToBuildWith, build
from constraints import rules_for
from engine.domain.problem import Problem
from engine.files import write_desk
from engine.limits import Limits
from engine.solve import solve
from scenarios.demo import demo_problem, promised

expect.set_options(timeout=180_000)
"""Milliseconds after which what a test waits for counts as never coming."""
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_BROWSER = pytest.StashKey[Browser]()
_SERVICE = pytest.StashKey[RunningService]()
T = TypeVar("T")


@pytest.fixture(scope="session")
def built_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built page; of several processes that test, one builds it while the others wait."""
    lock = sqlite3.connect(_common_folder(tmp_path_factory) / "build.lock", timeout=600, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        build()
    except NothingToBuildWith as error:
        pytest.skip(f"The page cannot be built here: {error}")
    finally:
        lock.close()
    folder = page_folder()
    assert folder is not None
    return folder


@pytest.fixture(scope="session")
def sample() -> Problem:
    """Return the sample desk with a week planned and published, but for the days that are open for a fill."""
    problem = demo_problem()
    plan = solve(problem, rules_for(problem.desk), Limits(deterministic=0.5), 0, 1).schedule
    return problem.model_copy(update={"published": promised(plan)})


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of the browser's program."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed (Debian: chromium)")
    return path


@pytest.fixture
def service(
    request: pytest.FixtureRequest,
    chromium: str,
    built_page: Path,
    sample: Problem,
    tmp_path_factory: pytest.TempPathFactory,
) -> RunningService:
    """Return a service that serves the page to all tests of this folder, where there is a browser to look at it."""
    assert Path(chromium).is_file()
    assert built_page.is_dir()
    return _for_folder(request, _SERVICE, lambda: _serving(sample, tmp_path_factory.mktemp("service")))


@pytest.fixture
def desk(service: RunningService, sample: Problem) -> Iterator[ServedDesk]:
    """Return the sample desk, for one test alone."""
    with service.desk(sample) as desk:
        yield desk


@pytest.fixture
def browser(request: pytest.FixtureRequest, chromium: str) -> Browser:
    """Return a browser that all tests of this folder share, each with sessions of its own."""
    return _for_folder(request, _BROWSER, lambda: _launched(chromium))


@pytest.fixture
def open_page(browser: Browser, service: RunningService, tmp_path: Path) -> Iterator[OpenPage]:
    """Return how to open pages; at the end none of them may have had an error, and each leaves its picture behind."""
    pages: list[BoardPage] = []

    def open_page(size: tuple[int, int] = (1280, 800), colours: Literal["light", "dark"] = "light") -> BoardPage:
        pages.append(BoardPage(browser, service.address, size, colours))
        return pages[-1]

    yield open_page
    for number, each in enumerate(pages, 1):
        each.page.screenshot(path=tmp_path / f"page{number}.png")
        each.context.close()
    assert [error for each in pages for error in each.errors] == []


@contextmanager
def _serving(sample: Problem, folder: Path) -> Iterator[RunningService]:
    write_desk(sample, folder / "desk")
    with running(folder / "desk", folder) as service:
        yield service


@contextmanager
def _launched(path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=path, args=_ARGUMENTS) as browser:
        yield browser


def _for_folder(
    request: pytest.FixtureRequest, key: pytest.StashKey[T], opened: Callable[[], AbstractContextManager[T]]
) -> T:
    """Return what is opened once for the tests of this folder, and closed when they leave it.

    Until the end of all tests it would be in the way of others: the driver of a browser has an event loop that counts
    as running in this thread, and a service takes memory.
    """
    folder = request.node.getparent(pytest.Dir)
    if key not in folder.stash:
        with ExitStack() as stack:
            folder.stash[key] = stack.enter_context(opened())
            stack.callback(folder.stash.__delitem__, key)
            folder.addfinalizer(stack.pop_all().close)
    found: T = folder.stash[key]
    return found


def _common_folder(factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all processes of this test run share."""
    base = factory.getbasetemp()
    return base.parent if base.name.startswith("popen-") else base
