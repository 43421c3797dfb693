"""Logs for the tests: the tiny one, any other rows, and the real one."""

import csv
from pathlib import Path

import pytest
from tiny_incidents import Write, tiny_rows


@pytest.fixture
def write_log(tmp_path: Path) -> Write:
    """Write rows as a log and return its path."""

    def write(rows: list[dict[str, str]]) -> Path:
        path = tmp_path / "log.csv"
        with path.open("w", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


@pytest.fixture
def tiny_log(write_log: Write) -> Path:
    """Return the path of the tiny log."""
    return write_log(tiny_rows())


@pytest.fixture(scope="session")
def real_log() -> Path:
    """Return the path of the real log, or skip."""
    path = Path(__file__).resolve().parents[4] / "../shared/data/incidents/incident_event_log.csv.gz"
    if not path.exists():
        pytest.skip("the real incident log is not at ../shared/data/incidents")
    return path
