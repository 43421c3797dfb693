"""Which adapters there are, and which are asked for."""

import pytest

from benchmarks.peers.peer import Peer
from benchmarks.peers.registry import all_peers, chosen
from engine.errors import DataError


def test_ours_comes_first_and_is_always_run() -> None:
    """Whoever is asked for, Openday is measured beside them."""
    assert next(iter(all_peers())) == "openday"
    assert [peer.name for peer in chosen("none", "desk")] == ["openday"]
    assert [peer.name for peer in chosen("vroom, ortools", "desk")] == ["openday", "ortools", "vroom"]


def test_a_peer_of_one_suite_is_not_run_on_another() -> None:
    """The trial search is there for the technician instances alone, and asking for it elsewhere is an error."""
    assert "spike" in [peer.name for peer in chosen("all", "strsp")]
    assert "spike" not in [peer.name for peer in chosen("all", "desk")]
    with pytest.raises(DataError, match="no such peer for the suite desk"):
        chosen("spike", "desk")


def test_every_unknown_name_is_said() -> None:
    """Two wrong names are two flaws, with the names that there are."""
    with pytest.raises(DataError, match="pyvrp") as raised:
        chosen("one,two,pyvrp", "desk")
    assert [flaw.value for flaw in raised.value.flaws] == ["one", "two"]


def test_a_missing_package_is_a_sentence() -> None:
    """A peer whose package is not installed says which one that is and how to get it."""

    class Absent(Peer):
        name, package = "absent", "no-such-package-at-all"

    assert "no-such-package-at-all is not installed" in Absent().missing()
    assert "peers" in Absent().missing()
