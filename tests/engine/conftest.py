"""What tests of the engine share."""

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
    compiled.code_folder.cache_clear()
    yield package / "one.py"
    compiled.code_folder.cache_clear()
