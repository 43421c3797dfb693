"""Malformed desks: each has one error, which is told once, with its place."""

import contextlib
import itertools
from pathlib import Path

import pytest
from good_desk import FILES, MEETINGS, RULES, changed, write_files

from engine.errors import DataError, Flaw
from engine.files import read_problem

TICKETS, ENGINEERS, TOML, ANN = "tickets.csv", "engineers.csv", "desk.toml", "calendars/ann.ics"
CLIENTS, SITES, SKILLS = "clients.csv", "sites.csv", "skills.csv"
KNOWN, WISHES, TRAVEL = "familiarity.csv", "preferences.csv", "travel.csv"
Change = dict[str, str | bytes | None]

# name: what is changed, then file, line, field, and words of the message and of the hint
CASES: dict[str, tuple[Change, str, int, str, str, str]] = {
    "missing file": ({SKILLS: None}, SKILLS, 0, "", "missing", ""),
    "misnamed file": ({SITES: None, "site.csv": FILES[SITES]}, SITES, 0, "", "missing", "site.csv"),
    "empty file": ({CLIENTS: ""}, CLIENTS, 0, "", "empty", "id"),
    "no engineers": (
        {ENGINEERS: FILES[ENGINEERS].splitlines()[0] + "\n"} | {SKILLS: "engineer_id,skill,level\n"}
        | {KNOWN: "client_id,engineer_id\n", ANN: None}
        | {TICKETS: "id,client_id,estimated_minutes,created\n"},
        ENGINEERS, 0, "", "no engineer", "row",
    ),
    "missing column": (changed(TICKETS, "client_id,", "client_ip,"), TICKETS, 1, "client_id", "missing", "client_ip"),
    "unknown column": (changed(TICKETS, "priority", "pritority"), TICKETS, 1, "pritority", "not known", "priority"),
    "column twice": (changed(ENGINEERS, "breaks", "name"), ENGINEERS, 1, "name", "twice", ""),
    "row too short": (changed(CLIENTS, "globex,Globex,no,", "globex,Globex"), CLIENTS, 3, "", "2 cells", "comma"),
    "row too long": (changed(CLIENTS, "Globex,no", "Globex, Inc.,no"), CLIENTS, 3, "", "5 cells", "comma"),
    "semicolons": ({SKILLS: FILES[SKILLS].replace(",", ";")}, SKILLS, 1, "", "commas", "commas"),
    "open quote": (changed(CLIENTS, "Globex", '"Globex'), CLIENTS, 3, "", "cannot be read", "quote"),
    "wrong encoding": ({CLIENTS: FILES[CLIENTS].replace("Globex", "Glöbex").encode("latin-1")},
                       CLIENTS, 3, "", "UTF-8", "UTF-8"),
    "blank id": (changed(SITES, "acme-hq,Acme HQ", ",Acme HQ"), SITES, 3, "id", "blank", ""),
    "blank required cell": (changed(TICKETS, ",45,2026", ",,2026"), TICKETS, 5, "estimated_minutes", "blank", ""),
    "negative minutes": (changed(TICKETS, ",45,2026", ",-45,2026"), TICKETS, 5, "estimated_minutes", "at least 1", ""),
    "minutes in words": (changed(TICKETS, ",45,2026", ",1h,2026"), TICKETS, 5, "estimated_minutes", "a whole", "30"),
    "priority 5": (changed(TICKETS, "Mailbox full,3", "Mailbox full,5"), TICKETS, 5, "priority", "at most 4", "1 to 4"),
    "no instant": (changed(TICKETS, "2026-03-03T17:00", "tomorrow"), TICKETS, 3, "resolve_by", "ISO 8601", "2026"),
    "no time of day": (changed(TICKETS, "2026-03-03T17:00", "2026-03-03"), TICKETS, 3, "resolve_by", "time of day", ""),
    "time in the DST gap": (changed(TICKETS, "2026-03-03T17:00", "2026-03-29T02:30"),
                            TICKETS, 3, "resolve_by", "does not exist in Europe/Berlin", ""),
    "window backwards": (changed(TICKETS, "/2026-03-02T12:00", "/2026-03-02T08:00"),
                         TICKETS, 3, "time_windows", "not after its start", "/"),
    "window too short": (changed(TICKETS, "/2026-03-02T12:00", "/2026-03-02T10:00"),
                         TICKETS, 3, "time_windows", "60 minutes, the work takes 81", "short"),
    "skill nobody has": (changed(TICKETS, "m365:1", "m356:1"), TICKETS, 2, "skills", "no engineer", "m365"),
    "broken skill": (changed(TICKETS, "m365:1", "m365:high"), TICKETS, 2, "skills", "colon", "firewall:3"),
    "skill level 9": (changed(TICKETS, "m365:1", "m365:9"), TICKETS, 2, "skills", "at most 5", ""),
    "unknown client": (changed(TICKETS, "T-3,globex", "T-3,globax"), TICKETS, 5, "client_id", "no such", "globex"),
    "unknown site": (changed(TICKETS, "acme,acme-hq", "acme,acme-qh"), TICKETS, 3, "site_id", "no such", "acme-hq"),
    "foreign site": (changed(TICKETS, "T-3,globex,", "T-3,globex,acme-hq"), TICKETS, 5, "site_id", "belongs", ""),
    "duplicate ticket": (changed(TICKETS, "T-4", "T-3"), TICKETS, 6, "id", "first on line 5", "copy"),
    "duplicate engineer skill": ({SKILLS: FILES[SKILLS] + "ann,m365,2\n"}, SKILLS, 5, "id", "line 3", ""),
    "skill of a stranger": (changed(SKILLS, "ben", "bob"), SKILLS, 4, "engineer_id", "no such engineer", ""),
    "circle": (changed(TICKETS, ",30,2026-03-01T16:00,,,", ",30,2026-03-01T16:00,,T-2,"),
               TICKETS, 2, "depends_on", "T-1 -> T-2 -> T-1", ""),
    "depends on itself": (changed(TICKETS, "T-1+30", "T-2"), TICKETS, 3, "depends_on", "on itself", ""),
    "depends on nothing": (changed(TICKETS, "T-1+30", "X-77"), TICKETS, 3, "depends_on", "no such ticket", "missing"),
    "overlapping pins": (changed(TICKETS, "1,ben,2026-03-03T09:00", "1,ann,2026-03-03T09:30"),
                         TICKETS, 6, "pin_start", "'T-3' is pinned to engineer 'ann'", ""),
    "pinned to an excluded one": (changed(TICKETS, "1,ben,2026-03-03T09:00,,", "1,ben,2026-03-03T09:00,,ben"),
                                  TICKETS, 6, "pin_engineer_id", "excludes", ""),
    "pinned to one not required": (changed(TICKETS, "1,ben,2026-03-03T09:00,", "1,ben,2026-03-03T09:00,ann"),
                                   TICKETS, 6, "pin_engineer_id", "requires: ann", ""),
    "too many engineers": (changed(TICKETS, "T-1+30,1", "T-1+30,3"), TICKETS, 3, "engineers_needed", "only 2", ""),
    "bad zone of an engineer": (changed(ENGINEERS, "1,Europe/Berlin", "1,Europe/Berln"),
                                ENGINEERS, 3, "time_zone", "IANA", "Europe/Berlin"),
    "bad working hours": (changed(ENGINEERS, "fri 09:00-14:00", "fry 09:00-14:00"),
                          ENGINEERS, 3, "working_hours", "weekday", "mon-fri"),
    "overlapping hours": (changed(ENGINEERS, "fri 09:00-14:00", "thu 17:00-20:00"),
                          ENGINEERS, 3, "working_hours", "overlap", ""),
    "overlapping breaks": (changed(ENGINEERS, "12:00-12:30", "12:00-12:30;12:15-12:45"),
                           ENGINEERS, 2, "breaks", "overlap", ""),
    "break that does not fit": (changed(ENGINEERS, "11:30-14:00 30", "11:30-12:00 60"),
                                ENGINEERS, 3, "breaks", "does not fit", ""),
    "unknown home": (changed(ENGINEERS, ",office,", ",ofice,"), ENGINEERS, 2, "home_site", "no such site", "office"),
    "latitude 200": (changed(SITES, "52.5,13.3", "152.5,13.3"), SITES, 3, "latitude", "at most 90", ""),
    "never open": (changed(SITES, "mon-fri 08:00-18:00", "none"), SITES, 3, "opening_hours", "never", "blank"),
    "unknown policy": (changed(CLIENTS, "gold", "golden"), CLIENTS, 2, "sla_policy", "no such SLA", "gold"),
    "familiarity twice": ({KNOWN: FILES[KNOWN] + "acme,ann,1,\n"},
                          KNOWN, 3, "id", "first on line 2", ""),
    "preference without end": ({WISHES: "client_id,engineer_id,owner,expires\nacme,ann,dora,\n"},
                               WISHES, 2, "expires", "must not be blank", ""),
    "preference of nobody": ({WISHES: "client_id,engineer_id,owner,expires\nacne,ann,dora,2026-04-01\n"},
                             WISHES, 2, "client_id", "no such client", "acme"),
    "preference twice": ({WISHES: "client_id,engineer_id,owner,expires\n" + "acme,ann,dora,2026-04-01\n" * 2},
                         WISHES, 3, "id", "first on line 2", ""),
    "travel to nowhere": (changed(TRAVEL, "acme-hq", "moon"), TRAVEL, 2, "to_site", "no such site", "missing"),
    "bad zone of the desk": (changed(TOML, "Europe/Berlin", "Mars/Olympus"), TOML, 2, "time_zone", "IANA", "Europe"),
    "broken TOML": (changed(TOML, "[weights]", "[weights"), TOML, 25, "", "no TOML", ""),
    "unknown key": (changed(TOML, "business_hours", "busines_hours"), TOML, 4, "busines_hours", "known", "business"),
    "missing key": (changed(TOML, 'now = "2026-03-02T08:00"\n', ""), TOML, 0, "now", "missing", "now ="),
    "empty window": (changed(TOML, "2026-03-07", "2026-03-01"), TOML, 8, "planning_window", "end after", ""),
    "now too late": (changed(TOML, "2026-03-02T08:00", "2026-05-02T08:00"), TOML, 3, "now", "already over", "old"),
    "unknown country": (changed(TOML, '"DE"', '"XX"'), TOML, 5, "holiday_country", "no public holidays", "ISO"),
    "unknown subdivision": (changed(TOML, '"BE"', '"XX"'), TOML, 6, "holiday_subdivision", "no such", "BB"),
    "negative SLA minutes": (changed(TOML, "= 15", "= -15"), TOML, 18, "sla_policies.0.targets.0.respond_minutes",
                             "at least", ""),
    "priority twice in a policy": (changed(TOML, "[[travel_", "[[sla_policies.targets]]\npriority = 1\n[[travel_"),
                                   TOML, 12, "sla_policies.0", "a priority twice", ""),
    "unknown weight": (changed(TOML, "travel =", "travle ="), TOML, 27, "weights.travle", "no rule", "travel"),
    "weight out of bounds": (changed(TOML, "1500", "1000000"), TOML, 27, "weights.travel", "at most", ""),
    "weight of a gate": (changed(TOML, "travel =", "skills ="), TOML, 27, "weights.skills", "no weight", "out"),
    "unknown rule": (changed(TOML, "[rules.tier_stretch]", "[rules.tier_strech]"),
                     TOML, 29, "rules.tier_strech", "no rule", "tier_stretch"),
    "unknown parameter": (changed(TOML, "tiers_above", "tier_above"),
                          TOML, 30, "rules.tier_stretch.tier_above", "no such parameter", "tiers_above"),
    "parameter out of bounds": (changed(TOML, "tiers_above = 1", "tiers_above = 7"),
                                TOML, 30, "rules.tier_stretch.tiers_above", "at most 3", ""),
    "broken calendar": ({ANN: MEETINGS.replace("DTSTART;TZID=Europe/Berlin:20260302T090000", "DTSTART:x")},
                        ANN, 6, "DTSTART", "no DTSTART", ""),
    "cut-off calendar": ({ANN: MEETINGS.split("SUMMARY")[0]}, ANN, 4, "", "no END", "cut"),
    "no calendar at all": ({ANN: "hello\n"}, ANN, 1, "", "no ICS", ""),
    "event ends before it starts": ({ANN: MEETINGS.replace("091500", "081500")},
                                    ANN, 7, "DTEND", "before it starts", ""),
    "event every second": ({ANN: MEETINGS.replace("DAILY;COUNT=5", "SECONDLY")},
                           ANN, 8, "RRULE", "secondly", ""),
    "unknown TZID": ({ANN: MEETINGS.replace("DTSTART;TZID=Europe/Berlin", "DTSTART;TZID=Mars/X")},
                     ANN, 6, "DTSTART", "time zone", "IANA"),
    "calendar of a stranger": ({"calendars/anne.ics": MEETINGS}, "calendars/anne.ics", 0, "", "no such", "ann"),
    "broken published schedule": ({"published.json": "{\n  oops"}, "published.json", 2, "", "no JSON", ""),
    "published for a stranger": (
        {"published.json": '{"assignments": [{"ticket_id": "T-1", "engineer_ids": ["zoe"],'
                           '"start": "2026-03-02T09:00", "end": "2026-03-02T09:30"}]}'},
        "published.json", 0, "engineer_ids", "no such engineer", "",
    ),
}  # fmt: skip


def flaws_of(folder: Path) -> list[Flaw]:
    """Return the flaws of a desk that must have some."""
    with pytest.raises(DataError) as caught:
        read_problem(folder, RULES)
    return caught.value.flaws


@pytest.mark.parametrize("name", CASES)
def test_one_error_is_told_once_with_its_place(name: str, tmp_path: Path) -> None:
    """Each malformed desk gives exactly one flaw, at the right file, line and field, with a helpful text."""
    changes, file, line, field, message, hint = CASES[name]
    flaws = flaws_of(write_files(tmp_path, changes))
    assert len(flaws) == 1, "\n".join(map(str, flaws))
    flaw = flaws[0]
    assert (flaw.file, flaw.line, flaw.field) == (file, line, field), str(flaw)
    assert message in flaw.message
    assert hint in flaw.hint
    assert str(tmp_path) not in str(flaw)


def test_the_good_desk_has_no_flaw(tmp_path: Path) -> None:
    """The desk that the cases change is sound, so each case's flaw is its own."""
    assert len(read_problem(write_files(tmp_path), RULES).tickets) == 4


def test_all_errors_in_one_go(tmp_path: Path) -> None:
    """Errors in several files and rows are all reported together, none twice and none as a consequence."""
    tickets = FILES[TICKETS].replace(",45,2026", ",-45,2026", 1).replace("T-4,globex", "T-4,globax")
    changes: Change = {TICKETS: tickets}
    changes |= changed(TOML, "Europe/Berlin", "Mars/Olympus")
    changes |= changed("clients.csv", "globex,Globex,no,", "globex,Globex,perhaps,")
    changes |= changed("skills.csv", "ann,m365,3", "ann,m365,6")
    changes |= {"calendars/ann.ics": "hello\n"}
    found = [(flaw.file, flaw.line, flaw.field) for flaw in flaws_of(write_files(tmp_path, changes))]
    assert found == [
        ("calendars/ann.ics", 1, ""),
        ("clients.csv", 3, "vip"),
        ("desk.toml", 2, "time_zone"),
        ("skills.csv", 3, "level"),
        ("tickets.csv", 5, "estimated_minutes"),
        ("tickets.csv", 6, "client_id"),
    ]


@pytest.mark.parametrize("file", sorted(set(FILES) - {"travel.csv", "calendars/ann.ics"}))
def test_a_missing_file_hides_nothing_else(file: str, tmp_path: Path) -> None:
    """Without one of the files that file alone is reported: no reference into it becomes an error."""
    assert [(flaw.file, flaw.line) for flaw in flaws_of(write_files(tmp_path, {file: None}))] == [(file, 0)]


@pytest.mark.parametrize("file", FILES)
def test_text_cut_anywhere_is_a_data_error_or_read(file: str, tmp_path: Path) -> None:
    """A file cut off at any place never ends in anything but a DataError or a sound problem."""
    text = FILES[file]
    for end in itertools.chain(range(0, len(text), 17), [len(text) - 1]):
        write_files(tmp_path, {file: text[:end]})
        with contextlib.suppress(DataError):
            read_problem(tmp_path, RULES)
