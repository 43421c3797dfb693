"""The columns of each CSV file of a desk: the one list that reading, writing and the README follow."""

from dataclasses import dataclass

from engine.domain.base import Frozen
from engine.domain.client import Client, Familiarity
from engine.domain.desk import TravelTime
from engine.domain.engineer import Engineer, Skill
from engine.domain.preference import Preference
from engine.domain.site import Site
from engine.domain.ticket import Ticket

from . import cells
from .cells import Kind


@dataclass(frozen=True)
class Column:
    """A column: its name, the form of its cells, and the field it fills when that is not named alike.

    A required column must be there and must not be blank; any other may be left out, or blank for the default.
    """

    name: str
    kind: Kind
    required: bool = False
    field: tuple[str, ...] = ()

    @property
    def path(self) -> tuple[str, ...]:
        """The field's path inside the model."""
        return self.field or (self.name,)


@dataclass(frozen=True)
class Sheet:
    """A CSV file: a row is a thing of one kind, keyed by the key columns.

    ``owner`` names the column whose thing a row belongs to, where the rows are part of something else.
    """

    file: str
    kind: str
    model: type[Frozen]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    owner: str = ""
    optional: bool = False


TICKETS = Sheet(
    "tickets.csv",
    "ticket",
    Ticket,
    ("id",),
    (
        Column("id", cells.NAME, required=True),
        Column("client_id", cells.NAME, required=True),
        Column("site_id", cells.NAME),
        Column("summary", cells.TEXT),
        Column("description", cells.TEXT),
        Column("type", cells.NAME),
        Column("subtype", cells.TEXT),
        Column("priority", cells.INTEGER),
        Column("tier", cells.INTEGER),
        Column("tiers_above", cells.INTEGER),
        Column("skills", cells.SKILLS),
        Column("certificates", cells.NAMES),
        Column("estimated_minutes", cells.INTEGER, required=True),
        Column("created", cells.INSTANT, required=True),
        Column("earliest_start", cells.INSTANT),
        Column("respond_by", cells.END),
        Column("plan_by", cells.END),
        Column("resolve_by", cells.END),
        Column("responded_at", cells.INSTANT),
        Column("planned_at", cells.INSTANT),
        Column("paused_minutes", cells.INTEGER),
        Column("time_windows", cells.WINDOWS),
        Column("preferred_engineers", cells.NAMES),
        Column("required_engineers", cells.NAMES),
        Column("excluded_engineers", cells.NAMES),
        Column("depends_on", cells.DEPENDENCIES),
        Column("engineers_needed", cells.INTEGER),
        Column("pin_engineer_id", cells.NAME, field=("pin", "engineer_id")),
        Column("pin_start", cells.INSTANT, field=("pin", "start")),
        Column("pin_earliest", cells.INSTANT, field=("pin", "earliest")),
        Column("pin_latest", cells.END, field=("pin", "latest")),
        Column("pausable", cells.YES_NO),
        Column("recent_contact_engineer_id", cells.NAME, field=("recent_contact", "engineer_id")),
        Column("recent_contact_at", cells.INSTANT, field=("recent_contact", "at")),
        Column("group", cells.TEXT),
        Column("status", cells.NAME),
        Column("tags", cells.NAMES),
    ),
)

ENGINEERS = Sheet(
    "engineers.csv",
    "engineer",
    Engineer,
    ("id",),
    (
        Column("id", cells.NAME, required=True),
        Column("name", cells.TEXT),
        Column("tier", cells.INTEGER, required=True),
        Column("time_zone", cells.NAME),
        Column("working_hours", cells.HOURS),
        Column("home_site", cells.NAME),
        Column("holiday_country", cells.NAME),
        Column("holiday_subdivision", cells.NAME),
        Column("speeds", cells.SPEEDS),
        Column("certificates", cells.CERTIFICATES),
        Column("breaks", cells.BREAKS),
        Column("remote_only_days", cells.WEEKDAYS),
        Column("on_call", cells.ON_CALL),
        Column("overtime_minutes", cells.INTEGER),
        Column("daily_cap_minutes", cells.INTEGER),
        Column("travel_profile", cells.NAME),
        Column("cost_per_hour", cells.INTEGER),
        Column("territories", cells.NAMES),
    ),
)

CLIENTS = Sheet(
    "clients.csv",
    "client",
    Client,
    ("id",),
    (
        Column("id", cells.NAME, required=True),
        Column("name", cells.TEXT),
        Column("vip", cells.YES_NO),
        Column("sla_policy", cells.NAME),
        Column("time_zone", cells.NAME),
        Column("business_hours", cells.HOURS),
        Column("preferred_engineers", cells.NAMES),
        Column("excluded_engineers", cells.NAMES),
    ),
)

SITES = Sheet(
    "sites.csv",
    "site",
    Site,
    ("id",),
    (
        Column("id", cells.NAME, required=True),
        Column("name", cells.TEXT),
        Column("client_id", cells.NAME),
        Column("latitude", cells.NUMBER, required=True),
        Column("longitude", cells.NUMBER, required=True),
        Column("opening_hours", cells.HOURS),
        Column("setup_minutes", cells.INTEGER),
        Column("territory", cells.NAME),
    ),
)

SKILLS = Sheet(
    "skills.csv",
    "skill",
    Skill,
    ("engineer_id", "skill"),
    (
        Column("engineer_id", cells.NAME, required=True),
        Column("skill", cells.NAME, required=True, field=("name",)),
        Column("level", cells.INTEGER, required=True),
    ),
    owner="engineer_id",
)

FAMILIARITY = Sheet(
    "familiarity.csv",
    "familiarity",
    Familiarity,
    ("client_id", "engineer_id"),
    (
        Column("client_id", cells.NAME, required=True),
        Column("engineer_id", cells.NAME, required=True),
        Column("visits", cells.INTEGER),
        Column("last", cells.DATE),
    ),
    owner="client_id",
)

PREFERENCES = Sheet(
    "preferences.csv",
    "preference",
    Preference,
    ("client_id", "engineer_id", "ticket_type"),
    (
        Column("client_id", cells.NAME, required=True),
        Column("engineer_id", cells.NAME, required=True),
        Column("kind", cells.NAME),
        Column("ticket_type", cells.NAME),
        Column("minutes", cells.INTEGER),
        Column("owner", cells.NAME, required=True),
        Column("reason", cells.TEXT),
        Column("expires", cells.DATE, required=True),
    ),
    owner="client_id",
    optional=True,
)

TRAVEL = Sheet(
    "travel.csv",
    "travel time",
    TravelTime,
    ("profile", "from_site", "to_site"),
    (
        Column("profile", cells.NAME, required=True),
        Column("from_site", cells.NAME, required=True),
        Column("to_site", cells.NAME, required=True),
        Column("minutes", cells.INTEGER, required=True),
    ),
    optional=True,
)
