"""The house holds: short files, folders that explain themselves, no trace of the machine it was written on."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("engine", "constraints", "scenarios", "benchmarks", "api")
SKIPPED = {".git", ".venv", "bench", "build", "demo", "dist", "node_modules", "__pycache__"}
TEXT = {
    "",
    ".cfg",
    ".css",
    ".csv",
    ".html",
    ".ics",
    ".js",
    ".json",
    ".mako",
    ".md",
    ".py",
    ".toml",
    ".ts",
    ".txt",
    ".yaml",
    ".yml",
}
MACHINE_PATH = re.compile(r"(?<![\w.<])/(?:home|mnt|opt|root|srv|work|Users)/\w|\b[A-Z]:\\Users\\")


def text_files() -> list[Path]:
    """Return the project's own text files: what a clone holds, without what the tools and the demo write."""
    found = (path for path in ROOT.rglob("*") if path.is_file() and path.suffix in TEXT)
    return [path for path in found if not is_skipped(path.relative_to(ROOT))]


def is_skipped(path: Path) -> bool:
    """Whether a path belongs to a tool: its cache folders all have a dot in front, as .ci does, which is ours."""
    return any(part in SKIPPED or (part.startswith(".") and part != ".ci") for part in path.parts[:-1])


FILES = text_files()
SOURCES = [path for path in FILES if path.suffix == ".py"]
FOLDERS = sorted({path.parent for path in SOURCES if path.relative_to(ROOT).parts[0] in PACKAGES})


def name(path: Path) -> str:
    """Return a path as people write it."""
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> int:
    """Return the number of lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def test_all_packages_are_seen() -> None:
    """The checks below look at the sources of all packages, so none of them passes by looking at nothing."""
    assert {name(folder).split("/")[0] for folder in FOLDERS} == set(PACKAGES)


def test_python_files_are_short() -> None:
    """No Python file has 400 lines or more."""
    assert [name(path) for path in SOURCES if lines(path) >= 400] == []


def test_tests_have_names_of_their_own() -> None:
    """No two test files share a name: pytest takes them for one module when both are collected in one process."""
    names = [path.name for path in FILES if path.name.startswith("test_") and path.suffix == ".py"]
    assert sorted(set(names)) == sorted(names)


def test_modules_have_a_docstring() -> None:
    """Every public module of the packages says what it is."""
    public = (path for path in SOURCES if path.parent in FOLDERS and not re.match(r"_(?!_)", path.name))
    assert [name(path) for path in public if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_folder_has_a_readme(folder: Path) -> None:
    """Every folder has a README of under 40 lines; two are longer: one describes each format, one a protocol."""
    readme = folder / "README.md"
    assert readme.is_file()
    assert lines(readme) < 40 or folder in {ROOT / "engine" / "files", ROOT / "benchmarks"}


def test_no_file_names_a_machine() -> None:
    """No file holds an absolute path of the machine on which it was written."""
    found = [name(path) for path in FILES if MACHINE_PATH.search(path.read_text(encoding="utf-8", errors="replace"))]
    assert found == []
