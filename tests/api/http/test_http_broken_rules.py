"""What would break a rule by now is refused with the findings, and nothing is written."""

from collections.abc import Callable

import pytest
from named_things import digest
from served_desks import MIKE, TOM, Caller, World, problem_of

MEETING = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:meeting
DTSTAMP:20260302T000000Z
DTSTART:20260302T193000Z
DTEND:20260302T203000Z
SUMMARY:Meeting
END:VEVENT
END:VCALENDAR
"""
Happening = Callable[[Caller], None]


def meeting(caller: Caller) -> None:
    """Put a meeting where the work is to go."""
    sent = {"content": MEETING.replace("\n", "\r\n"), "headers": {"Content-Type": "text/calendar"}}
    answer = caller.put(f"/engineers/{MIKE}/busy", **sent)
    assert answer.json()["busy"] == 1, answer.text


def closing(caller: Caller) -> None:
    """Close the ticket."""
    assert caller.patch("/tickets/T-1003", {"status": "closed"}).status_code == 200


def deleting(caller: Caller) -> None:
    """Delete the ticket."""
    assert caller.delete("/tickets/T-1003").status_code == 204


def lapse(caller: Caller) -> None:
    """Let the certificate have run out the day before."""
    held = [{"name": "firewall-professional", "expires": "2026-03-01"}]
    assert caller.patch(f"/engineers/{TOM}", {"certificates": held}).status_code == 200


CASES = {
    "a meeting": (("T-1003", MIKE, "2026-03-02T13:30:00-06:00"), meeting, "one_thing_at_a_time"),
    "a closed ticket": (("T-1003", MIKE, "2026-03-02T13:30:00-06:00"), closing, "status"),
    "a deleted ticket": (("T-1003", MIKE, "2026-03-02T13:30:00-06:00"), deleting, "status"),
    "a lapsed certificate": (("T-1008", TOM, "2026-03-02T13:40:00-06:00"), lapse, "certificates"),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("is_whole", [True, False], ids=["whole", "ticket by ticket"])
def test_what_has_come_in_between_is_seen(case: str, is_whole: bool, world: World, dispatcher: Caller) -> None:
    """A proposal that was allowed when it was made is refused when a hard rule stands against it now."""
    move, happen, rule = CASES[case]
    moved = dispatcher.move(*move)
    assert moved["allowed"]
    happen(dispatcher)
    before = digest(world)
    body = None if is_whole else {"ticket_ids": [move[0]]}
    refused = problem_of(dispatcher.post(f"/proposals/{moved['proposal_id']}/publish", body), 422)
    assert refused["type"].endswith("/hard-findings")
    finding = refused["findings"][0]
    assert (finding["constraint"], finding["ticket_id"], finding["is_hard"]) == (rule, move[0], True)
    assert finding["message"] in refused["detail"]
    assert digest(world) == before


def test_what_was_not_allowed_cannot_be_published(world: World, dispatcher: Caller) -> None:
    """A move that breaks a rule is said to, and publishing it all the same is refused with the same finding."""
    moved = dispatcher.move("T-1003", TOM, "2026-03-02T10:00:00-06:00")
    assert not moved["allowed"]
    refused = problem_of(dispatcher.post(f"/proposals/{moved['proposal_id']}/publish"), 422)
    hard = [each for each in moved["new_findings"] if each["is_hard"]]
    assert refused["findings"] == hard
    assert world.versions()[1] == 1


def test_person_who_has_left_cannot_be_planned_any_more(world: World) -> None:
    """Work proposed for somebody whom the desk no longer has is refused in words."""
    dispatcher = world.caller(desk="other")
    moved = dispatcher.move("w1", "e5", "2026-03-02T10:00:00+00:00")
    assert dispatcher.delete("/engineers/e5").status_code == 204
    (finding,) = problem_of(dispatcher.post(f"/proposals/{moved['proposal_id']}/publish"), 422)["findings"]
    assert (finding["constraint"], finding["engineer_id"]) == ("status", "e5")


def test_closed_work_beside_it_does_not_get_in_the_way(world: World) -> None:
    """Work of the same day that was published before and whose ticket is deleted since is left out, no more."""
    dispatcher = world.caller(desk="other")
    moved = dispatcher.move("w1", "e1", "2026-03-02T10:00:00+00:00")
    assert dispatcher.delete("/tickets/w16").status_code == 204
    dispatcher.publish(moved["proposal_id"])
    assert [each["ticket_id"] for each in dispatcher.json("/board")["assignments"]] == ["w1"]
