"""A small sound desk as the text of its files, and rules that stand in for the real ones."""

from pathlib import Path
from typing import ClassVar

from pydantic import Field
from silent_rule import SilentRule

from engine.constraint import Rule
from engine.domain.schedule import Kpis

MEETINGS = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Calendar//EN
BEGIN:VEVENT
UID:standup
DTSTART;TZID=Europe/Berlin:20260302T090000
DTEND;TZID=Europe/Berlin:20260302T091500
RRULE:FREQ=DAILY;COUNT=5
SUMMARY:Stand-up
END:VEVENT
END:VCALENDAR
"""

FILES = {
    "desk.toml": """\
name = "Example desk"
time_zone = "Europe/Berlin"
now = "2026-03-02T08:00"
business_hours = "mon-fri 08:00-17:00"
holiday_country = "DE"
holiday_subdivision = "BE"

[planning_window]
start = "2026-03-02T00:00"
end = "2026-03-07T00:00"

[[sla_policies]]
id = "gold"
clock = "client"

[[sla_policies.targets]]
priority = 1
respond_minutes = 15
resolve_minutes = 240

[[travel_profiles]]
id = "car"
km_per_hour = 35

[weights]
version = 3
travel = 1500

[rules.tier_stretch]
tiers_above = 1
""",
    "tickets.csv": """\
id,client_id,site_id,summary,priority,tier,skills,estimated_minutes,created,time_windows,depends_on,engineers_needed,pin_engineer_id,pin_start,required_engineers,excluded_engineers,resolve_by
T-1,acme,,Password reset,2,1,m365:1,30,2026-03-01T16:00,,,1,,,,,
T-2,acme,acme-hq,"Firewall, quoted
over two lines",1,3,firewall:3,90,2026-03-01T16:00,2026-03-02T09:00/2026-03-02T12:00,T-1+30,1,,,,,2026-03-03T17:00
T-3,globex,,Mailbox full,3,1,,45,2026-03-01T16:00,,,1,ann,2026-03-03T09:00,,,
T-4,globex,,Slow laptop,3,1,,45,2026-03-01T16:00,,,1,ben,2026-03-03T09:00,,,
""",
    "engineers.csv": """\
id,name,tier,time_zone,working_hours,home_site,breaks,on_call,speeds,certificates
ann,Ann,3,Europe/Berlin,mon-fri 08:00-17:00,office,12:00-12:30,P1 sat 08:00-12:00,incident:90,CCNA:2026-12-31
ben,Ben,1,Europe/Berlin,mon-thu 09:00-18:00; fri 09:00-14:00,,11:30-14:00 30,,,
""",
    "skills.csv": "engineer_id,skill,level\nann,firewall,4\nann,m365,3\nben,m365,2\n",
    "clients.csv": "id,name,vip,sla_policy\nacme,Acme,yes,gold\nglobex,Globex,no,\n",
    "sites.csv": """\
id,name,client_id,latitude,longitude,opening_hours,setup_minutes
office,Office,,52.52,13.405,,
acme-hq,Acme HQ,acme,52.5,13.3,mon-fri 08:00-18:00,10
""",
    "familiarity.csv": "client_id,engineer_id,visits,last\nacme,ann,4,2026-02-20\n",
    "travel.csv": "profile,from_site,to_site,minutes\ncar,office,acme-hq,25\n",
    "calendars/ann.ics": MEETINGS,
}


class Travel(SilentRule):
    """A rule at a price."""

    name: ClassVar[str] = "travel"
    default_weight: ClassVar[int | None] = 1000


class TierStretch(SilentRule):
    """A rule at a price with a parameter."""

    name: ClassVar[str] = "tier_stretch"
    default_weight: ClassVar[int | None] = 1000
    tiers_above: int = Field(default=0, ge=0, le=3)


class Skills(SilentRule):
    """A rule that only gates."""

    name: ClassVar[str] = "skills"


RULES: dict[str, type[Rule]] = {rule.name: rule for rule in (Travel, TierStretch, Skills)}


def write_files(folder: Path, changes: dict[str, str | bytes | None] | None = None) -> Path:
    """Write the desk with some files replaced, or left out where the change is None."""
    for name, content in {**FILES, **(changes or {})}.items():
        if content is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def changed(file: str, old: str, new: str) -> dict[str, str | bytes | None]:
    """Return the one change that puts a text in the place of another, which must be there."""
    assert old in FILES[file], f"{old!r} is not in {file}"
    return {file: FILES[file].replace(old, new, 1)}


KPIS = Kpis(
    tickets=4,
    assigned=2,
    unassigned_by_priority={1: 0, 3: 2},
    sla_targets=1,
    sla_met=1,
    sla_missed_before=0,
    sla_late_before_minutes=0,
    utilization_percent={"ann": 20.5},
    utilization_spread_percent=0.0,
    travel_minutes=50,
    work_minutes=120,
    visits=1,
    visits_saved=0,
    wrong_tier=0,
    overtime_minutes=0,
)
