"""One CSV file laid over a desk."""

import build
import pytest

from engine.errors import DataError
from engine.files.upserts import upsert

PROBLEM = build.problem(build.ticket("t1", summary="old"), build.ticket("t2"))
MANY = 1000


def test_rows_of_the_same_key_are_replaced_and_new_ones_come_last() -> None:
    """A ticket that is there says what its row says, a new one is the last, the others stay."""
    header, rest = b"id,client_id,summary,estimated_minutes,created\n", b",30,2026-03-02T08:00\n"
    data = header + b"t1,contoso,new" + rest + b"t9,contoso,x" + rest
    found = upsert(PROBLEM, "tickets", data, MANY).tickets
    assert [(each.id, each.summary) for each in found] == [("t1", "new"), ("t2", ""), ("t9", "x")]


def test_an_engineers_skills_and_busy_time_stay() -> None:
    """What stands in other files is not lost by laying this one over."""
    ann = build.engineer("ann", skills=({"name": "dns", "level": 3},))
    problem = PROBLEM.model_copy(update={"engineers": (ann,)})
    found = upsert(problem, "engineers", b"id,name,tier\nann,Ann,2\n", MANY).engineers[0]
    assert (found.name, found.tier, found.skills) == ("Ann", 2, ann.skills)


def test_skills_are_laid_over_skill_by_skill() -> None:
    """A skill that is named gets the new level, others stay."""
    ann = build.engineer("ann", skills=({"name": "dns", "level": 3}, {"name": "mail", "level": 1}))
    problem = PROBLEM.model_copy(update={"engineers": (ann,)})
    found = upsert(problem, "skills", b"engineer_id,skill,level\nann,dns,5\nann,vpn,2\n", MANY).engineers[0]
    assert [(skill.name, skill.level) for skill in found.skills] == [("dns", 5), ("mail", 1), ("vpn", 2)]


def test_travel_times_are_the_desks() -> None:
    """A row of travel.csv changes that one way."""
    sites = (build.site("a"), build.site("b"))
    problem = PROBLEM.model_copy(update={"sites": sites})
    found = upsert(problem, "travel", b"profile,from_site,to_site,minutes\ncar,a,b,17\n", MANY).desk.travel_times
    assert [(each.from_site, each.to_site, each.minutes) for each in found] == [("a", "b", 17)]


def test_every_flaw_is_told_with_its_line() -> None:
    """A file with two bad rows names both, and nothing is taken from it."""
    data = b"id,client_id,estimated_minutes,created\nt1,contoso,zero,2026-03-02T08:00\nt2,contoso,30,yesterday\n"
    with pytest.raises(DataError) as caught:
        upsert(PROBLEM, "tickets", data, MANY)
    assert [(flaw.line, flaw.field) for flaw in caught.value.flaws] == [(2, "estimated_minutes"), (3, "created")]


def test_a_part_of_nobody_is_a_flaw() -> None:
    """A skill of somebody whom the desk does not have is named, with the closest match."""
    with pytest.raises(DataError, match=r"line 2, engineer_id: the desk has no such engineer .*\n  Maybe .*ann"):
        upsert(PROBLEM, "skills", b"engineer_id,skill,level\nan,dns,5\n", MANY)


def test_a_file_of_too_many_rows_is_refused() -> None:
    """The limit is named with the number of rows."""
    with pytest.raises(DataError, match="2 rows, more than 1"):
        upsert(PROBLEM, "skills", b"engineer_id,skill,level\nann,dns,5\nann,vpn,2\n", 1)
