"""A schedule as bars, in minutes from the planning window's start, with the words that stand with each."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ..context import Context
from ..domain.schedule import Schedule
from ..reading import Reading, ShiftReading, Work
from ..timeline import instant_at


class BarKind(StrEnum):
    """What an engineer does in a stretch of time; later ones are drawn over earlier ones."""

    APPOINTMENT = "appointment"
    BREAK = "break"
    WORK = "work"
    SETUP = "set-up"
    TRIP = "travel"


@dataclass(frozen=True)
class Bar:
    """A stretch of an engineer's time.

    Parameters
    ----------
    kind : BarKind
    engineer_id : str
    start, end : int
        Minutes from the window's start.
    labels : tuple of str
        What to write on it, the longest first; the first that fits is taken.
    details : tuple of str
        Lines of the text shown on hover.
    priority : int
        Of the ticket; 0 when it is no work.
    is_onsite : bool
    is_pausable : bool
        Whether it runs on after appointments and breaks, rather than through them.
    """

    kind: BarKind
    engineer_id: str
    start: int
    end: int
    labels: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    priority: int = 0
    is_onsite: bool = False
    is_pausable: bool = False


def read_bars(context: Context, schedule: Schedule) -> Iterator[Bar]:
    """Yield the bars of a schedule, in no set order.

    Parameters
    ----------
    context : Context
        Of the problem that the schedule is for.
    schedule : Schedule
        Engineers and tickets it names exist.
    """
    crew = {given.ticket_id: given.engineer_ids for given in schedule.assignments}
    for reading in Reading(context, schedule).shifts:
        for work in reading.works:
            yield from _work(context, reading, work, crew[work.ticket.id])
        yield from _trips(context, reading)
        for pause in reading.pauses:
            if pause.start is not None:
                yield _plain(
                    context, BarKind.BREAK, reading.engineer.id, pause.start, pause.start + pause.minutes, "Break"
                )
    for engineer_id, appointments in context.appointments.items():
        for busy in appointments:
            yield _plain(
                context,
                BarKind.APPOINTMENT,
                engineer_id,
                busy.start,
                busy.end,
                busy.summary,
                site_name(context, busy.site_id) if busy.site_id else "",
            )


def site_name(context: Context, site_id: str) -> str:
    """Return a site's name for people."""
    site = context.problem.site.get(site_id)
    return (site.name if site else "") or site_id


def _work(context: Context, reading: ShiftReading, work: Work, crew: tuple[str, ...]) -> Iterator[Bar]:
    ticket, engineer_id = work.ticket, work.engineer.id
    problem = context.problem
    client = problem.client[ticket.client_id]
    leg = next((leg for leg in reading.legs if leg.ticket_id == ticket.id), None)
    name = ticket.id + (f" ×{len(crew)}" if len(crew) > 1 else "")
    details = [
        f"{ticket.id}, P{ticket.priority}, tier {ticket.tier}: {ticket.summary or ticket.type}",
        client.label + (", VIP" if client.vip else ""),
        f"on-site: {site_name(context, work.site_id)}" if work.site_id else "remote",
        " and ".join(problem.engineer[each].label for each in crew),
        f"{_span(context, work.start, work.end)}, {work.minutes} min of work",
    ]
    if leg:
        details.append(f"travel {leg.minutes} min from {site_name(context, leg.from_site)}")
    if work.setup_minutes:
        details.append(f"set-up {work.setup_minutes} min")
        begin = work.start - work.setup_minutes
        yield _plain(
            context, BarKind.SETUP, engineer_id, begin, work.start, f"Set-up at {site_name(context, work.site_id)}"
        )
    labels = (f"{name} {client.label}", name, ticket.id)
    yield Bar(
        BarKind.WORK,
        engineer_id,
        work.start,
        work.end,
        labels,
        tuple(details),
        ticket.priority,
        is_onsite=bool(work.site_id),
        is_pausable=ticket.pausable,
    )


def _trips(context: Context, reading: ShiftReading) -> Iterator[Bar]:
    stated = [(leg.depart, leg.arrive, leg.from_site, leg.to_site) for leg in reading.legs if leg.is_clear]
    for depart, arrive, origin, target in [*stated, *reading.stray_trips]:
        words = f"Travel from {site_name(context, origin)} to {site_name(context, target)}"
        yield _plain(context, BarKind.TRIP, reading.engineer.id, depart, arrive, words)


def _plain(context: Context, kind: BarKind, engineer_id: str, start: int, end: int, words: str, place: str = "") -> Bar:
    who = context.problem.engineer[engineer_id].label
    lines = (words, place, who, f"{_span(context, start, end)}, {end - start} min")
    labels = (words,) if kind is BarKind.APPOINTMENT else ()
    return Bar(kind, engineer_id, start, end, labels, tuple(line for line in lines if line))


def _span(context: Context, start: int, end: int) -> str:
    first, last = (instant_at(context.origin, minute, context.zone) for minute in (start, end))
    until = f"{last:%H:%M}" if first.date() == last.date() else f"{last:%a %H:%M}"
    return f"{first:%a %Y-%m-%d %H:%M} to {until}"
