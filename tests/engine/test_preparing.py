"""When somebody is told that machine code is made."""

import os
import shutil
from pathlib import Path

import pytest

from engine import compiled
from engine.preparing import _checkout, is_made, preparing


def test_preparing_is_said_only_the_first_time(source: Path) -> None:
    """The first time something is said before and after; then nothing, until a source changes."""
    told: list[str] = []
    assert not is_made("sums", str(source))
    for _ in range(2):
        with preparing("sums", str(source), told.append):
            told.append("work")
    assert told[1] == "work"
    assert told[3:] == ["work"]
    assert is_made("sums", str(source))
    assert all("sums" in told[at] for at in (0, 2))
    source.write_text("ONE = 4\n")
    compiled.code_folder.cache_clear()
    with preparing("sums", str(source), told.append):
        pass
    assert len(told) == 6


def test_what_fails_is_prepared_again(source: Path) -> None:
    """After a failure nothing is ready: the next one is told once more."""
    told: list[str] = []
    with pytest.raises(ZeroDivisionError), preparing("sums", str(source), told.append):
        _ = 1 // 0
    with preparing("sums", str(source), told.append):
        pass
    assert len(told) == 3


def test_another_copy_of_the_sources_is_made_anew(source: Path) -> None:
    """A checkout that was written again, or lies elsewhere, has no machine code yet, though its text is the same."""
    with preparing("sums", str(source), lambda _: None):
        pass
    copy = source.parent.with_name("copy") / source.parent.name
    shutil.copytree(source.parent, copy)
    assert is_made("sums", str(source))
    assert not is_made("sums", str(copy / source.name))
    os.utime(source, (1, 1))
    _checkout.cache_clear()
    assert not is_made("sums", str(source))
