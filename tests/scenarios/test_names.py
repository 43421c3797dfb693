"""Things of a desk by what they are to it."""

import build
import pytest

from engine.domain.engineer import Skill
from engine.domain.problem import Problem
from engine.domain.ticket import SkillNeed, Status
from scenarios.names import ids_of, pick, require
from scenarios.situation import Situation


def desk() -> Problem:
    """Return three engineers and four tickets.

    All may do t1 (60 minutes of tier 1: ann alone, as the desk tolerates no tier above); only ben has the skill of t2
    (90 of tier 2), ben and cid may do t3 (40 of tier 2). So ann has 60, ben 90 + 20 = 110, cid 20. t4 is closed.
    """
    vpn = (Skill(name="vpn", level=3),)
    return build.problem(
        build.ticket("t1", client_id="big", site_id="hq"),
        build.ticket("t2", client_id="big", tier=2, skills=(SkillNeed(name="vpn"),), estimated_minutes=90),
        build.ticket("t3", client_id="small", tier=2, site_id="lab", estimated_minutes=40),
        build.ticket("t4", client_id="gone", site_id="lab", estimated_minutes=500, status=Status.CLOSED),
        engineers=(
            build.engineer("ann"),
            build.engineer("ben", tier=2, skills=vpn),
            build.engineer("cid", tier=2),
        ),
    )


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("engineer", "@key", "ben"),
        ("engineer", "@spare", "cid"),
        ("engineer", "@tier-1", "ann"),
        ("engineer", "@tier-2", "ben"),
        ("client", "@largest", "big"),
        ("client", "@smallest", "small"),
        ("site", "@busiest", "hq"),
        ("ticket", "@largest", "t2"),
        ("engineer", "ann", "ann"),
        ("engineer", "nobody", "nobody"),
    ],
)
def test_picks_computed_by_hand(kind: str, text: str, expected: str) -> None:
    """Most and least open work, shared by those who may do it; an id stays as it is."""
    assert pick(kind, text, Situation(desk())) == expected


def test_a_gate_that_is_off_shares_work_otherwise() -> None:
    """Without the gate of skills cid may do t2 as well: ann has 60, ben and cid 65 each, and ben is first by id."""
    assert pick("engineer", "@spare", Situation(desk(), frozenset({"skills"}))) == "ann"
    assert pick("engineer", "@key", Situation(desk(), frozenset({"skills"}))) == "ben"


@pytest.mark.parametrize(
    ("kind", "text"), [("engineer", "@tier-4"), ("engineer", "@largest"), ("client", "@key"), ("site", "@smallest")]
)
def test_what_cannot_be_picked_is_refused(kind: str, text: str) -> None:
    """The message names the word and the kind."""
    with pytest.raises(ValueError, match=f"'{text}' is no {kind}"):
        pick(kind, text, Situation(desk()))


def test_ids_that_the_desk_does_not_have_are_refused_with_a_close_match() -> None:
    """A slip is recognised."""
    require("engineer", "ben", desk())
    with pytest.raises(ValueError, match="no engineer 'benn'; maybe you mean 'ben'"):
        require("engineer", "benn", desk())
    assert ids_of("client", desk()) == {"big", "small", "gone"}
