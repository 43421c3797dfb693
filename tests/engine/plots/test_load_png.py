"""The picture of load against capacity."""

from pathlib import Path

from engine.plots import load_png


def test_the_same_load_gives_the_same_picture(tmp_path: Path) -> None:
    """A picture is written, work that nobody can do has its place, and other figures give another picture."""
    pictures = []
    for name, asked in (("first.png", 60), ("second.png", 60), ("third.png", 660)):
        load_png(
            "Load",
            ("tier 3", "tier 4"),
            ("Mon 2", "Tue 3"),
            (((asked, 540), (0, 540)), ((30, 0), (0, 0))),
            tmp_path / name,
        )
        pictures.append((tmp_path / name).read_bytes())
    assert pictures[0].startswith(b"\x89PNG")
    assert pictures[0] == pictures[1] != pictures[2]
