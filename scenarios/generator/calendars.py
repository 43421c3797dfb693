"""Appointments and leave on the engineers' calendars."""

import datetime as dt
import random
from collections.abc import Sequence

from engine.domain.client import Client
from engine.domain.engineer import Busy, Engineer
from engine.domain.site import Site

from .frame import Frame

_ONE_TO_ONES = ((0, 14 * 60), (1, 10 * 60), (2, 14 * 60), (3, 10 * 60))
_STANDUP = 9 * 60 + 15


def with_calendars(
    rng: random.Random, crew: list[Engineer], clients: Sequence[Client], sites: Sequence[Site], frame: Frame
) -> list[Engineer]:
    """Return the engineers with stand-ups, one-to-ones, trainings, client meetings and leave."""
    busy: list[list[Busy]] = [[] for _ in crew]
    for at in _on_leave(rng, crew):
        busy[at] += _leave(rng, frame, whole=at % 2 == 0)
    for at, engineer in enumerate(crew):
        _stand_ups(busy[at], frame)
        _one_to_one(rng, busy[at], engineer, frame)
        if at % 4 == 2:
            _training(rng, busy[at], engineer, frame)
        if (engineer.tier > 1 and at % 2 == 0) or at == 1:
            _client_meeting(rng, busy[at], engineer, clients, sites, frame)
    return [
        engineer.model_copy(update={"busy": tuple(sorted(own, key=lambda each: each.start))})
        for engineer, own in zip(crew, busy, strict=True)
    ]


def is_free(engineer: Engineer, busy: Sequence[Busy], start: dt.datetime, end: dt.datetime) -> bool:
    """Whether a time touches no appointment and leaves each break of that day its room."""
    if any(each.start < end and start < each.end for each in busy):
        return False
    low, high = start.hour * 60 + start.minute, end.hour * 60 + end.minute
    for pause in engineer.breaks:
        before, after = (
            min(low, pause.window_end) - pause.window_start,
            pause.window_end - max(high, pause.window_start),
        )
        if max(before, after) < pause.minutes:
            return False
    return True


def _on_leave(rng: random.Random, crew: list[Engineer]) -> list[int]:
    """One of twelve, never the only one of a tier."""
    counts = {tier: sum(engineer.tier == tier for engineer in crew) for tier in (1, 2, 3)}
    possible = [at for at, engineer in enumerate(crew) if counts[engineer.tier] > 2]
    return sorted(rng.sample(possible, min(len(possible), max(2, len(crew) // 12)))) if possible else []


def _leave(rng: random.Random, frame: Frame, *, whole: bool) -> list[Busy]:
    if not whole:
        day = rng.choice(frame.workdays)
        return [Busy(start=frame.at(day, 13 * 60), end=frame.at(day, 1440), summary="Leave (afternoon)")]
    first = rng.randrange(max(1, len(frame.workdays) - 1))
    days = frame.workdays[first : first + 2]
    return [Busy(start=frame.at(day, 0), end=frame.at(day, 1440), summary="Leave") for day in days]


def _add(busy: list[Busy], engineer: Engineer | None, new: Busy) -> bool:
    """Put an appointment where nothing else is; leave stays whole and nothing is booked twice."""
    is_fine = (
        is_free(engineer, busy, new.start, new.end)
        if engineer
        else all(each.end <= new.start or new.end <= each.start for each in busy)
    )
    if is_fine:
        busy.append(new)
    return is_fine


def _at(frame: Frame, day: dt.date, start: int, minutes: int, summary: str, site_id: str | None = None) -> Busy:
    return Busy(start=frame.at(day, start), end=frame.at(day, start + minutes), summary=summary, site_id=site_id)


def _stand_ups(busy: list[Busy], frame: Frame) -> None:
    for day in frame.workdays:
        _add(busy, None, _at(frame, day, _STANDUP, 15, "Stand-up"))


def _one_to_one(rng: random.Random, busy: list[Busy], engineer: Engineer, frame: Frame) -> None:
    weekday, start = rng.choice(_ONE_TO_ONES)
    for day in frame.workdays:
        if day.weekday() == weekday:
            _add(busy, engineer, _at(frame, day, start, 30, "One-to-one with the service manager"))


def _training(rng: random.Random, busy: list[Busy], engineer: Engineer, frame: Frame) -> None:
    topic = rng.choice(("Security awareness", "Vendor course", "New ticket forms"))
    for day in rng.sample(frame.workdays, len(frame.workdays)):
        if _add(busy, engineer, _at(frame, day, 14 * 60, 120, f"Training: {topic}")):
            return


def _client_meeting(
    rng: random.Random,
    busy: list[Busy],
    engineer: Engineer,
    clients: Sequence[Client],
    sites: Sequence[Site],
    frame: Frame,
) -> None:
    """Add a review at a client's site, in the middle of the day so that there is time for the way."""
    client = rng.choice([each for each in clients if each.vip] or list(clients))
    site = next(each for each in sites if each.client_id == client.id)
    for day in rng.sample(frame.workdays, len(frame.workdays)):
        if day.weekday() in engineer.remote_only_days:
            continue
        start = rng.choice((10 * 60 + 30, 13 * 60 + 30, 14 * 60))
        if _add(busy, engineer, _at(frame, day, start, 60, f"Quarterly review at {client.name}", site.id)):
            return
