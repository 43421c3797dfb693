"""The importer on a tiny log: every field of the desk, computed by hand."""

import datetime as dt
import gzip
from pathlib import Path

import pytest
from tiny_incidents import AT

from api.connectors.incidents import import_incidents
from engine.domain.engineer import Skill
from engine.domain.ticket import Status
from engine.errors import DataError


def utc(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """Return an instant of March 2016."""
    return dt.datetime(2016, 3, day, hour, minute, tzinfo=dt.UTC)


def test_tickets_are_the_unresolved_incidents(tiny_log: Path) -> None:
    """Open, waiting (on hold) and reopened incidents become tickets; resolved and unseen ones do not."""
    problem = import_incidents(tiny_log, AT, 1).problem
    statuses = {ticket.id: ticket.status for ticket in problem.tickets}
    assert statuses == {"INC3": Status.OPEN, "INC4": Status.ON_HOLD, "INC5": Status.OPEN, "INC6": Status.OPEN}


def test_a_ticket_is_what_its_last_visible_row_says(tiny_log: Path) -> None:
    """Priority, contact and response of a ticket are those known at the instant, not the later ones."""
    ticket = import_incidents(tiny_log, AT, 1).problem.ticket["INC3"]
    assert (ticket.client_id, ticket.type, ticket.subtype) == ("Location 1", "Category 1", "Subcategory 1")
    assert (ticket.priority, ticket.tier, ticket.site_id) == (2, 1, None)
    assert ticket.created == utc(1, 8)
    assert ticket.responded_at == utc(2, 9, 30)
    assert ticket.recent_contact is not None
    assert (ticket.recent_contact.engineer_id, ticket.recent_contact.at) == ("Resolver 6", utc(2, 9, 30))


def test_missing_values_have_a_place(tiny_log: Path) -> None:
    """A ticket without location, category or group gets the unknown client, the plain type, the usual group or none."""
    tickets = import_incidents(tiny_log, AT, 1).problem.ticket
    assert (tickets["INC4"].client_id, tickets["INC4"].type) == ("Location unknown", "incident")
    assert [need.name for need in tickets["INC6"].skills] == ["Group 1"]
    assert tickets["INC6"].responded_at is None


def test_engineers_are_the_people_seen(tiny_log: Path) -> None:
    """Both labels of a person make one engineer, and people first seen after the instant make none."""
    imported = import_incidents(tiny_log, AT, 1)
    assert [engineer.id for engineer in imported.problem.engineers] == ["Resolver 5", "Resolver 6"]
    assert (imported.counts["resolvers"], imported.counts["linked"]) == (1, 1)


def test_skills_come_from_practice(tiny_log: Path) -> None:
    """Two resolved in a group and one assigned make level 2; a last assignee counts where the resolver is unknown."""
    engineers = import_incidents(tiny_log, AT, 1).problem.engineer
    # INC1 and INC2 a day ago and INC5 an hour ago: (1 + 1) * 0.95 + 0.25 = 2.15 points.
    assert engineers["Resolver 5"].skills == (Skill(name="Group 1", level=2),)
    assert engineers["Resolver 6"].skills == (Skill(name="Group 1", level=1), Skill(name="Group 2", level=1))


def test_familiarity_counts_what_was_solved(tiny_log: Path) -> None:
    """A client knows who solved its incidents before the instant, how many, and when last."""
    client = import_incidents(tiny_log, AT, 1).problem.client["Location 1"]
    known = {entry.engineer_id: (entry.visits, entry.last) for entry in client.familiarity}
    assert known == {"Resolver 5": (2, dt.date(2016, 3, 2)), "Resolver 6": (1, dt.date(2016, 3, 3))}
    assert client.sla_policy == "incidents"


def test_locations_become_sites_of_their_client(tiny_log: Path) -> None:
    """Each known location is a site, and the unknown one is none."""
    problem = import_incidents(tiny_log, AT, 1).problem
    assert [(site.id, site.client_id) for site in problem.sites] == [("Location 1", "Location 1")]


def test_window_runs_to_a_midnight(tiny_log: Path) -> None:
    """The window starts now and ends at the midnight after the last of its calendar days; another zone is converted."""
    window = import_incidents(tiny_log, AT, 1).problem.desk.planning_window
    assert (window.start, window.end) == (AT, utc(4, 0))
    abroad = AT.astimezone(dt.timezone(dt.timedelta(hours=-5))).replace(second=30)
    desk = import_incidents(tiny_log, abroad, 3).problem.desk
    assert (desk.now, desk.planning_window.end, desk.time_zone) == (AT, utc(6, 0), "UTC")


def test_opened_within_narrows(tiny_log: Path) -> None:
    """Only incidents opened in the last days become tickets, and what the desk learned stays the same."""
    wide, narrow = import_incidents(tiny_log, AT, 1), import_incidents(tiny_log, AT, 1, opened_within=3)
    assert set(wide.problem.ticket) - set(narrow.problem.ticket) == {"INC5"}
    assert narrow.problem.engineers == wide.problem.engineers


def test_compressed_log_is_the_same(tiny_log: Path, tmp_path: Path) -> None:
    """A .csv.gz gives the same problem as the .csv."""
    packed = tmp_path / "log.csv.gz"
    packed.write_bytes(gzip.compress(tiny_log.read_bytes()))
    assert import_incidents(packed, AT, 1) == import_incidents(tiny_log, AT, 1)


def test_assumptions_name_what_the_log_does_not_say(tiny_log: Path) -> None:
    """The sentences cover work minutes, tiers, hours, people, skills, status, SLA and places."""
    heads = [sentence.split(":")[0] for sentence in import_incidents(tiny_log, AT, 1).assumptions]
    assert heads == ["Work minutes", "Tiers", "Hours", "People", "Skills", "Status", "SLA", "Places"]


@pytest.mark.parametrize(("days", "within", "field"), [(0, None, "days"), (93, None, "days"), (1, 0, "opened-within")])
def test_bad_day_counts(tiny_log: Path, days: int, within: int | None, field: str) -> None:
    """A number of days that makes no window is named."""
    with pytest.raises(DataError) as error:
        import_incidents(tiny_log, AT, days, within)
    assert [flaw.field for flaw in error.value.flaws] == [field]


def test_nothing_open_is_an_error(tiny_log: Path) -> None:
    """An instant at which nothing is unresolved cannot be planned, and the error says so."""
    rows = tiny_log.read_text(encoding="utf-8").splitlines()[:5]
    tiny_log.write_text("\n".join(rows) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match="no incident is open at this instant"):
        import_incidents(tiny_log, AT, 1)
