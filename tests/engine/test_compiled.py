"""Where machine code lies."""

from pathlib import Path

import pytest

from engine import compiled


def folder(source: Path) -> Path:
    """Return the folder of a package's machine code as a new process would find it."""
    compiled.code_folder.cache_clear()
    return compiled.code_folder(source)


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
