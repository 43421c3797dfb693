"""The engineers of a synthetic desk and the places where their days start."""

import random
from itertools import islice
from typing import Any

from engine.domain.engineer import Break, Engineer, OnCall
from engine.domain.hours import WEEKDAYS, WeeklyHours
from engine.domain.site import Site

from .frame import Frame
from .kinds import Catalogue
from .metro import draw_suburb, place_in
from .names import people, slug
from .skills import cover, draw_certificates, draw_skills, draw_speeds, with_lapse

OFFICE = "office"
_COST = {1: 42, 2: 58, 3: 80}
_HOURS = ("mon-fri 08:00-17:00", "mon-fri 08:00-17:00", "mon-fri 07:00-16:00", "mon-fri 09:00-18:00")
_LUNCH = Break(window_start=11 * 60 + 30, window_end=13 * 60 + 30, minutes=30)
_LONG_LUNCH = Break(window_start=11 * 60 + 30, window_end=14 * 60, minutes=60)
_FIXED_LUNCH = Break(window_start=12 * 60, window_end=13 * 60, minutes=60)
_COFFEE = Break(window_start=14 * 60 + 30, window_end=16 * 60, minutes=15, paid=True)


def tiers(rng: random.Random, count: int) -> list[int]:
    """Return the tiers of a team, shuffled: a sixth on tier 3, a third on tier 2, the rest on tier 1."""
    third, second = round(count / 6), round(count / 3)
    drawn = [3] * third + [2] * second + [1] * (count - third - second)
    rng.shuffle(drawn)
    return drawn


def crew(
    rng: random.Random, count: int, frame: Frame, wanted: Catalogue, drawn: list[int]
) -> tuple[list[Engineer], list[Site]]:
    """Return engineers, without appointments yet, and the office and homes from which they start.

    Parameters
    ----------
    rng : Random
    count : int
        Number of engineers.
    frame : Frame
    wanted : Catalogue
        The work that the team must be able to do.
    drawn : list of int
        The engineers' tiers.
    """
    office = Site(id=OFFICE, name="Office", territory="central", **place_in(rng, frame.metro.suburbs[0]))
    sites, team = [office], []
    rank = {1: 0, 2: 0, 3: 0}
    for number, name in enumerate(islice(people(rng), count)):
        tier = drawn[number]
        rank[tier] += 1
        start, own = _start(rng, number, name, frame)
        sites += own
        team.append(
            Engineer(
                id=slug(name),
                name=name,
                tier=tier,
                time_zone=frame.metro.zone,
                home_site=start,
                skills=draw_skills(rng, tier),
                speeds=draw_speeds(rng, tier, wanted.kind),
                certificates=draw_certificates(rng, tier, frame),
                holiday_country=frame.metro.holiday_country,
                holiday_subdivision=frame.metro.holiday_subdivision,
                cost_per_hour=_COST[tier] + rng.randint(-4, 6),
                **_habits(rng, number, tier, rank[tier], frame),
            )
        )
    return with_lapse(cover(rng, team, wanted, frame), frame), sites


def _start(rng: random.Random, number: int, name: str, frame: Frame) -> tuple[str, list[Site]]:
    """Most start at home, every fourth at the office."""
    if number % 4 == 3:
        return OFFICE, []
    suburb = draw_suburb(rng, frame.metro)
    home = Site(
        id=f"home-{slug(name)}",
        name=f"{name.split()[0]}'s home, {suburb.name}",
        territory=suburb.territory,
        **place_in(rng, suburb),
    )
    return home.id, [home]


def _habits(rng: random.Random, number: int, tier: int, rank: int, frame: Frame) -> dict[str, Any]:
    """Hours, breaks and limits; dealt by turn rather than drawn, so that a team of twelve shows each of them."""
    hours = WeeklyHours.parse(_HOURS[number % len(_HOURS)])
    breaks = [_FIXED_LUNCH if number % 5 == 4 else _LONG_LUNCH if number % 3 == 1 else _LUNCH]
    if number % 4 == 1:
        breaks.append(_COFFEE)
    return {
        "working_hours": hours,
        "breaks": tuple(breaks),
        "territories": tuple(sorted(rng.sample(frame.metro.territories, 2))) if tier == 1 and rank % 3 == 0 else (),
        "remote_only_days": rng.choice(((0,), (4,), (1, 3))) if number % 6 == 4 else (),
        "overtime_minutes": 60 if number % 3 == 0 else 0,
        "daily_cap_minutes": 390 if number % 8 == 5 else None,
        "travel_profile": "bike" if tier == 1 and number % 10 == 8 else "car",
        "on_call": _on_call(tier, rank),
    }


def _on_call(tier: int, rank: int) -> tuple[OnCall, ...]:
    """Tiers 2 and 3 take the evenings of a week in turn, for the most urgent work only."""
    if tier == 1:
        return ()
    evenings = [WEEKDAYS[day] for day in range(5) if day % 4 == rank % 4]
    weekend = "; sat-sun 09:00-15:00" if rank % 4 == 1 else ""
    hours = WeeklyHours.parse(f"{','.join(evenings)} 19:00-22:00{weekend}")
    return (OnCall(hours=hours, priorities=(1, 2) if tier == 3 else (1,)),)
