"""The cross-checks of a whole problem: ids, references, zones, holidays, rules and weights."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import holidays
from pydantic import ValidationError

from .constraint import Rule
from .contradictions import contradictions
from .domain.desk import Desk
from .domain.preference import Preference
from .domain.problem import Problem
from .domain.schedule import Schedule
from .domain.ticket import Ticket
from .errors import Flaw
from .flaws import Gaps, Inspection, Locate, by_kind, closest, describe


def validate(problem: Problem, locate: Locate | None = None, gaps: Gaps | None = None) -> list[Flaw]:
    """Find everything in a problem that contradicts itself or points to nothing.

    Parameters
    ----------
    problem : Problem
        The problem; each of its parts is already valid by itself.
    locate : Locate, optional
        Tells the file and line of a part; without it the flaws name the file in which such parts stand.
    gaps : Gaps, optional
        What could not be read, so that references to it are not reported.

    Returns
    -------
    list of Flaw
        Sorted by place, empty when the problem is sound.
    """
    inspection = Inspection(problem, locate or by_kind, gaps or Gaps())
    checks: tuple[Callable[[Inspection], Iterable[Flaw]], ...] = (
        _duplicates,
        _desk,
        _clients,
        _sites,
        _engineers,
        _tickets,
        _published,
        contradictions,
    )
    return sorted({flaw for check in checks for flaw in check(inspection)})


def check_rules(desk: Desk, rules: Mapping[str, type[Rule]], locate: Locate | None = None) -> list[Flaw]:
    """Find rule names, parameters and weights that the rules do not know.

    Parameters
    ----------
    desk : Desk
        The desk with its weights and its rules' parameters.
    rules : mapping of str to Rule class
        Every rule there is, by name.
    locate : Locate, optional
        As in `validate`.
    """
    inspection = Inspection(Problem(desk=desk), locate or by_kind)
    return sorted([*_weights(inspection, rules), *_parameters(inspection, rules)])


def check_schedule(schedule: Schedule, problem: Problem, locate: Locate) -> list[Flaw]:
    """Find tickets, engineers and sites of a schedule that the problem does not have."""
    return sorted(set(_schedule(Inspection(problem, locate), schedule, "assignment")))


def _weights(inspection: Inspection, rules: Mapping[str, type[Rule]]) -> Iterator[Flaw]:
    for name, value in inspection.problem.desk.weights.values.items():
        field = f"weights.{name}"
        if name not in rules:
            yield inspection.flaw("desk", "", field, value, "there is no rule of this name", closest(name, rules))
        elif rules[name].default_weight is None:
            message = "this rule cannot be broken at a price, so it has no weight"
            yield inspection.flaw("desk", "", field, value, message, "leave the line out")


def _parameters(inspection: Inspection, rules: Mapping[str, type[Rule]]) -> Iterator[Flaw]:
    for name, parameters in inspection.problem.desk.rules.items():
        if name not in rules:
            field = f"rules.{name}"
            yield inspection.flaw("desk", "", field, name, "there is no rule of this name", closest(name, rules))
            continue
        try:
            rules[name].model_validate(parameters)
        except ValidationError as errors:
            for error in errors.errors():
                path = ".".join(str(part) for part in error["loc"])
                field = f"rules.{name}" + (f".{path}" if path else "")
                unknown = error["type"] == "extra_forbidden"
                message = f"rule {name} has no such parameter" if unknown else describe(error)
                hint = closest(path, rules[name].model_fields) if unknown else ""
                yield inspection.flaw("desk", "", field, error["input"], message, hint)


def _duplicates(inspection: Inspection) -> Iterator[Flaw]:
    problem = inspection.problem
    kinds: dict[str, list[str]] = {
        "ticket": [ticket.id for ticket in problem.tickets],
        "engineer": [engineer.id for engineer in problem.engineers],
        "client": [client.id for client in problem.clients],
        "site": [site.id for site in problem.sites],
        "SLA policy": [policy.id for policy in problem.desk.sla_policies],
        "travel profile": [profile.id for profile in problem.desk.travel_profiles],
        "skill": [f"{engineer.id}/{skill.name}" for engineer in problem.engineers for skill in engineer.skills],
        "familiarity": [f"{client.id}/{each.engineer_id}" for client in problem.clients for each in client.familiarity],
        "preference": [_preference_key(each) for client in problem.clients for each in client.preferences],
        "travel time": [f"{t.profile}/{t.from_site}/{t.to_site}" for t in problem.desk.travel_times],
    }
    for kind, keys in kinds.items():
        for key, times in Counter(keys).items():
            _, first = inspection.locate(kind, key, "id")
            message = f"this {kind} is given twice" + (f", first on line {first}" if first else "")
            for nth in range(1, times):
                yield inspection.flaw(kind, key, "id", key, message, "one of the two is a copy to take out", nth=nth)


def _desk(inspection: Inspection) -> Iterator[Flaw]:
    desk = inspection.problem.desk
    if not inspection.problem.engineers and not inspection.gaps.touch("engineer"):
        yield inspection.flaw("engineer", "", "", "", "the desk has no engineer", "add at least one row")
    yield from _zone(inspection, "desk", "", desk.time_zone)
    yield from _holidays(inspection, "desk", "", desk.holiday_country, desk.holiday_subdivision)
    if not desk.business_hours.spans:
        hint = "write for example mon-fri 08:00-17:00"
        yield inspection.flaw("desk", "", "business_hours", "", "the desk is never open", hint)
    for time in desk.travel_times:
        key = f"{time.profile}/{time.from_site}/{time.to_site}"
        yield from inspection.refer("travel time", key, "from_site", time.from_site, "site")
        yield from inspection.refer("travel time", key, "to_site", time.to_site, "site")
        if not inspection.gaps.excuse("desk", "travel_profiles"):
            yield from inspection.refer("travel time", key, "profile", time.profile, "travel profile")


def _clients(inspection: Inspection) -> Iterator[Flaw]:
    for client in inspection.problem.clients:
        if not inspection.gaps.excuse("desk", "sla_policies"):
            yield from inspection.refer("client", client.id, "sla_policy", client.sla_policy, "SLA policy")
        yield from _zone(inspection, "client", client.id, client.time_zone)
        if client.business_hours is not None and not client.business_hours.spans:
            message, hint = "these hours are empty", "leave it blank for the desk's hours"
            yield inspection.flaw("client", client.id, "business_hours", "none", message, hint)
        for field in ("preferred_engineers", "excluded_engineers"):
            for engineer in getattr(client, field):
                yield from inspection.refer("client", client.id, field, engineer, "engineer")
        for each in client.familiarity:
            key = f"{client.id}/{each.engineer_id}"
            yield from inspection.refer("familiarity", key, "engineer_id", each.engineer_id, "engineer")
        for wish in client.preferences:
            key = _preference_key(wish)
            yield from inspection.refer("preference", key, "engineer_id", wish.engineer_id, "engineer")
            if wish.client_id != client.id:
                message, hint = f"this preference is kept with client {client.id!r}", "keep it with its own client"
                yield inspection.flaw("preference", key, "client_id", wish.client_id, message, hint)


def _preference_key(wish: Preference) -> str:
    return f"{wish.client_id}/{wish.engineer_id}/{wish.ticket_type or ''}"


def _sites(inspection: Inspection) -> Iterator[Flaw]:
    for site in inspection.problem.sites:
        yield from inspection.refer("site", site.id, "client_id", site.client_id, "client")
        if site.opening_hours is not None and not site.opening_hours.spans:
            message, hint = "the site is never open", "leave it blank for a site that is always open"
            yield inspection.flaw("site", site.id, "opening_hours", "none", message, hint)


def _engineers(inspection: Inspection) -> Iterator[Flaw]:
    for engineer in inspection.problem.engineers:
        yield from inspection.refer("engineer", engineer.id, "home_site", engineer.home_site, "site")
        if not inspection.gaps.excuse("desk", "travel_profiles"):
            profile = engineer.travel_profile
            yield from inspection.refer("engineer", engineer.id, "travel_profile", profile, "travel profile")
        yield from _zone(inspection, "engineer", engineer.id, engineer.time_zone)
        country, subdivision = engineer.holiday_country, engineer.holiday_subdivision
        yield from _holidays(inspection, "engineer", engineer.id, country, subdivision)
        for busy in engineer.busy:
            yield from inspection.refer("engineer", engineer.id, "busy", busy.site_id, "site")
        for field, names in (
            ("speeds", [speed.type for speed in engineer.speeds]),
            ("certificates", [certificate.name for certificate in engineer.certificates]),
        ):
            for name in (name for name, times in Counter(names).items() if times > 1):
                yield inspection.flaw("engineer", engineer.id, field, name, "is given twice in the cell", "keep one")


def _tickets(inspection: Inspection) -> Iterator[Flaw]:
    problem = inspection.problem
    skills = {skill.name for engineer in problem.engineers for skill in engineer.skills}
    certificates = {certificate.name for engineer in problem.engineers for certificate in engineer.certificates}
    team = len(problem.engineers)
    for ticket in problem.tickets:
        yield from _ticket_references(inspection, ticket)
        if ticket.is_schedulable and not inspection.gaps.touch("engineer", "skill"):
            yield from _nobody_has(inspection, ticket.id, "skills", (need.name for need in ticket.skills), skills)
            yield from _nobody_has(inspection, ticket.id, "certificates", ticket.certificates, certificates)
            if ticket.engineers_needed > team > 0:
                message = f"the desk has only {team} engineers"
                yield inspection.flaw("ticket", ticket.id, "engineers_needed", ticket.engineers_needed, message)


def _ticket_references(inspection: Inspection, ticket: Ticket) -> Iterator[Flaw]:
    yield from inspection.refer("ticket", ticket.id, "client_id", ticket.client_id, "client")
    yield from inspection.refer("ticket", ticket.id, "site_id", ticket.site_id, "site")
    site = inspection.problem.site.get(ticket.site_id or "")
    if site and site.client_id not in (None, ticket.client_id):
        message = f"this site belongs to client {site.client_id!r}, the ticket to {ticket.client_id!r}"
        yield inspection.flaw("ticket", ticket.id, "site_id", site.id, message)
    for field in ("preferred_engineers", "required_engineers", "excluded_engineers"):
        for engineer in getattr(ticket, field):
            yield from inspection.refer("ticket", ticket.id, field, engineer, "engineer")
    if ticket.pin:
        yield from inspection.refer("ticket", ticket.id, "pin_engineer_id", ticket.pin.engineer_id, "engineer")
    if ticket.recent_contact:
        engineer = ticket.recent_contact.engineer_id
        yield from inspection.refer("ticket", ticket.id, "recent_contact_engineer_id", engineer, "engineer")
    for dependency in ticket.depends_on:
        yield from inspection.refer("ticket", ticket.id, "depends_on", dependency.ticket_id, "ticket")


def _nobody_has(
    inspection: Inspection, ticket: str, field: str, needed: Iterable[str], held: Iterable[str]
) -> Iterator[Flaw]:
    for name in needed:
        if name not in held:
            yield inspection.flaw("ticket", ticket, field, name, "no engineer of the desk has it", closest(name, held))


def _published(inspection: Inspection) -> Iterator[Flaw]:
    if inspection.problem.published:
        yield from _schedule(inspection, inspection.problem.published, "published schedule")


def _schedule(inspection: Inspection, schedule: Schedule, kind: str) -> Iterator[Flaw]:
    for number, assignment in enumerate(schedule.assignments):
        key = str(number) if kind == "assignment" else ""
        yield from inspection.refer(kind, key, "ticket_id", assignment.ticket_id, "ticket")
        yield from inspection.refer(kind, key, "site_id", assignment.site_id, "site")
        for engineer in assignment.engineer_ids:
            yield from inspection.refer(kind, key, "engineer_ids", engineer, "engineer")
    for trip in schedule.trips:
        yield from inspection.refer(kind, "", "trips.engineer_id", trip.engineer_id, "engineer")
        yield from inspection.refer(kind, "", "trips.from_site", trip.from_site, "site")
        yield from inspection.refer(kind, "", "trips.to_site", trip.to_site, "site")
    for taken in schedule.breaks:
        yield from inspection.refer(kind, "", "breaks.engineer_id", taken.engineer_id, "engineer")
    for left in schedule.unassigned:
        yield from inspection.refer(kind, "", "unassigned.ticket_id", left.ticket_id, "ticket")


@cache
def is_zone(name: str) -> bool:
    """Whether a name is a zone of the IANA time zone database."""
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return False
    return bool(name)


def _zone(inspection: Inspection, kind: str, key: str, zone: str | None) -> Iterator[Flaw]:
    if zone is None or is_zone(zone) or (kind == "desk" and inspection.gaps.excuse("desk", "time_zone")):
        return
    hint = closest(zone, available_timezones()) or "write it like Europe/Berlin or America/Chicago"
    yield inspection.flaw(kind, key, "time_zone", zone, "is no time zone of the IANA database", hint)


def _holidays(
    inspection: Inspection, kind: str, key: str, country: str | None, subdivision: str | None
) -> Iterator[Flaw]:
    if country is None:
        if subdivision is not None:
            message, hint = "a subdivision needs its country", "give holiday_country as well"
            yield inspection.flaw(kind, key, "holiday_subdivision", subdivision, message, hint)
        return
    countries = _countries()
    if country not in countries:
        hint = closest(country, countries) or "write the ISO 3166 code, for example US or DE"
        yield inspection.flaw(kind, key, "holiday_country", country, "no public holidays are known for it", hint)
    elif subdivision is not None and subdivision not in countries[country]:
        known = ", ".join(sorted(countries[country])[:20]) or "none"
        hint = closest(subdivision, countries[country]) or f"one of {known}"
        message = f"{country} has no such subdivision"
        yield inspection.flaw(kind, key, "holiday_subdivision", subdivision, message, hint)


@cache
def _countries() -> dict[str, list[str]]:
    return holidays.list_supported_countries(include_aliases=True)
