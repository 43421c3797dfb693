"""Every adapter that there is, found by looking, and those that are asked for."""

import pkgutil
from collections.abc import Iterable
from functools import cache
from importlib import import_module

from engine.errors import DataError, Flaw

from . import __path__ as folder
from .peer import Peer

OURS = "openday"


@cache
def all_peers() -> dict[str, Peer]:
    """Return the adapters by name, ours first; a new one is a new file with its ``PEERS``."""
    found: dict[str, Peer] = {}
    for module in pkgutil.iter_modules(folder):
        for peer in getattr(import_module(f"{__package__}.{module.name}"), "PEERS", ()):
            assert peer.name not in found, f"two adapters are named {peer.name}"
            found[peer.name] = peer
    return dict(sorted(found.items(), key=lambda entry: (entry[0] != OURS, entry[0])))


def chosen(names: str, suite: str) -> list[Peer]:
    """Return our solver and the peers that are asked for.

    Parameters
    ----------
    names : str
        Names with commas between them, "all" or "none".
    suite : str
        Peers of other suites are left out of "all".

    Raises
    ------
    DataError
        When a name is unknown, or the peer cannot be run on the suite.
    """
    known = all_peers()
    fit = [name for name, peer in known.items() if not peer.suites or suite in peer.suites]
    if names == "all":
        return [known[name] for name in fit]
    asked = [] if names == "none" else [name.strip() for name in names.split(",") if name.strip()]
    wrong = [name for name in asked if name not in fit]
    if wrong:
        hint = f"use some of {', '.join(_others(fit))}; or all, or none"
        flaws = [Flaw("--peers", 0, "", name, f"no such peer for the suite {suite}", hint) for name in wrong]
        raise DataError(flaws)
    return [known[name] for name in fit if name == OURS or name in asked]


def _others(names: Iterable[str]) -> list[str]:
    return [name for name in names if name != OURS]
