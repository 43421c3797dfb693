"""The dispatcher's page: its sources, how they are built, and where the built page is."""

from pathlib import Path

FOLDER = Path(__file__).parent


def page_folder() -> Path | None:
    """Return the folder of the built page, None where it has not been built."""
    built = FOLDER / "dist"
    return built if (built / "index.html").is_file() else None
