"""Ready situations that a service manager knows, each a file; they fit any desk."""

from pathlib import Path

from ..scenario import Scenario
from ..scenariofile import read_scenario

_HERE = Path(__file__).parent


def names() -> tuple[str, ...]:
    """Return the names of all scenarios here, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in _HERE.glob("*.yaml")))


def library(name: str) -> Scenario:
    """Return a scenario by its name.

    Raises
    ------
    KeyError
        When there is none.
    """
    if name not in names():
        raise KeyError(name)
    return read_scenario(_HERE / f"{name}.yaml")


def library_text(name: str) -> str:
    """Return a scenario as its file tells it, to copy from."""
    if name not in names():
        raise KeyError(name)
    return (_HERE / f"{name}.yaml").read_text(encoding="utf-8")
