"""Who could take a ticket, calendars aside: enough for a generator, no substitute for the rules."""

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence

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
    if not _is_welcome(engineer, ticket, client):
        return False
    if site and day and day.weekday() in engineer.remote_only_days:
        return False
    needs, certificate = _needs(ticket)
    return _is_fit(engineer, ticket, site.territory if site else None) and has_skills(
        engineer, dict(needs), certificate, day
    )


class Takers:
    """Who of a crew could take a ticket: asked once for all tickets that ask for the same."""

    def __init__(self, crew: Sequence[Engineer]) -> None:
        self._crew = crew
        self._known: dict[Hashable, list[Engineer]] = {}

    def of(self, ticket: Ticket, client: Client, site: Site | None) -> list[Engineer]:
        """Return the engineers of whom `can_take` is true on any day, in the crew's order."""
        territory = site.territory if site else None
        needs, certificate = _needs(ticket)
        key = (ticket.tier, ticket.tiers_above, needs, certificate, territory)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = [
                each
                for each in self._crew
                if _is_fit(each, ticket, territory) and has_skills(each, dict(needs), certificate)
            ]
        if not (client.excluded_engineers or ticket.excluded_engineers or ticket.required_engineers):
            return list(found)
        return [each for each in found if _is_welcome(each, ticket, client)]


def _needs(ticket: Ticket) -> tuple[tuple[tuple[str, int], ...], str | None]:
    return tuple((need.name, need.min_level) for need in ticket.skills), next(iter(ticket.certificates), None)


def _is_fit(engineer: Engineer, ticket: Ticket, territory: str | None) -> bool:
    if not ticket.tier <= engineer.tier <= ticket.tier + (ticket.tiers_above or 0):
        return False
    return not (ticket.site_id and engineer.territories and territory not in engineer.territories)


def _is_welcome(engineer: Engineer, ticket: Ticket, client: Client) -> bool:
    if engineer.id in client.excluded_engineers or engineer.id in ticket.excluded_engineers:
        return False
    return not ticket.required_engineers or engineer.id in ticket.required_engineers
