"""Who could take a ticket, calendars aside: enough for a generator, no substitute for the rules."""

import datetime as dt
from collections.abc import Mapping

from engine.domain.client import Client
from engine.domain.engineer import Engineer
from engine.domain.site import Site
from engine.domain.ticket import Ticket


def has_skills(
    engineer: Engineer, skills: Mapping[str, int], certificate: str | None, day: dt.date | None = None
) -> bool:
    """Whether an engineer has the skills at their least levels, and a certificate on a day (on any, without one)."""
    levels = {skill.name: skill.level for skill in engineer.skills}
    if any(levels.get(name, 0) < level for name, level in skills.items()):
        return False
    return certificate is None or any(
        held.name == certificate and (day is None or held.expires is None or held.expires >= day)
        for held in engineer.certificates
    )


def can_take(engineer: Engineer, ticket: Ticket, client: Client, site: Site | None, day: dt.date | None = None) -> bool:
    """Whether tier, skills, certificates, territory and the client's wishes let an engineer take a ticket."""
    if not ticket.tier <= engineer.tier <= ticket.tier + (ticket.tiers_above or 0):
        return False
    if engineer.id in client.excluded_engineers or engineer.id in ticket.excluded_engineers:
        return False
    if ticket.required_engineers and engineer.id not in ticket.required_engineers:
        return False
    if site and engineer.territories and site.territory not in engineer.territories:
        return False
    if site and day and day.weekday() in engineer.remote_only_days:
        return False
    needs = {need.name: need.min_level for need in ticket.skills}
    return has_skills(engineer, needs, next(iter(ticket.certificates), None), day)
