"""Where machine code lies, and when somebody is told that it is made."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import compiled


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a source file of a package of its own, whose machine code lies in a folder of the test's."""
    monkeypatch.setattr(compiled, "_CACHE", tmp_path / "cache")
    package = tmp_path / "kernels"
    package.mkdir()
    (package / "one.py").write_text("ONE = 1\n")
    (package / "two.py").write_text("TWO = 2\n")
    compiled._folder.cache_clear()
    yield package / "one.py"
    compiled._folder.cache_clear()


def folder(source: Path) -> Path:
    """Return the folder of a package's machine code as a new process would find it."""
    compiled._folder.cache_clear()
    return compiled._folder(source)


def test_a_change_of_any_source_gives_another_folder(source: Path, tmp_path: Path) -> None:
    """The files of a package share a folder; a change, a new file and a new name each give another one."""
    seen = [folder(source)]
    assert folder(source.with_name("two.py")) == seen[0]
    source.with_name("two.py").write_text("TWO = 3\n")
    seen.append(folder(source))
    source.with_name("three.py").write_text("")
    seen.append(folder(source))
    source.with_name("three.py").rename(source.with_name("four.py"))
    seen.append(folder(source))
    assert len(set(seen)) == 4
    source.with_name("four.py").unlink()
    source.with_name("two.py").write_text("TWO = 2\n")
    assert folder(source) == seen[0]
    assert seen[0].is_relative_to(tmp_path / "cache")


def test_another_version_gives_another_folder(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Machine code of one numba is no good for another."""
    before = folder(source)
    monkeypatch.setattr(compiled, "version", lambda name: f"{name} of tomorrow")
    assert folder(source) != before


def test_preparing_is_said_only_the_first_time(source: Path) -> None:
    """The first time something is said before and after; then nothing, until a source changes."""
    told: list[str] = []
    for _ in range(2):
        with compiled.preparing("sums", str(source), told.append):
            told.append("work")
    assert told[1] == "work"
    assert told[3:] == ["work"]
    assert all("sums" in told[at] for at in (0, 2))
    source.write_text("ONE = 4\n")
    compiled._folder.cache_clear()
    with compiled.preparing("sums", str(source), told.append):
        pass
    assert len(told) == 6


def test_what_fails_is_prepared_again(source: Path) -> None:
    """After a failure nothing is ready: the next one is told once more."""
    told: list[str] = []
    with pytest.raises(ZeroDivisionError), compiled.preparing("sums", str(source), told.append):
        _ = 1 // 0
    with compiled.preparing("sums", str(source), told.append):
        pass
    assert len(told) == 3
