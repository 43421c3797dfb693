"""The clients of a synthetic desk, their sites, and who knows them."""

import datetime as dt
import random
from collections.abc import Sequence
from itertools import islice

from engine.domain.client import Client, Familiarity
from engine.domain.engineer import Engineer
from engine.domain.hours import WeeklyHours
from engine.domain.site import Site

from .frame import Frame
from .metro import draw_suburb, place_in
from .names import companies, slug

_OPEN = ("mon-fri 08:00-17:00", "mon-fri 08:00-18:00", "mon-fri 07:30-16:30", "mon-fri 07:00-19:00; sat 09:00-13:00")


def draw_clients(
    rng: random.Random, count: int, crew: Sequence[Engineer], frame: Frame
) -> tuple[list[Client], list[Site]]:
    """Return clients, the largest first, and their sites.

    Parameters
    ----------
    rng : Random
    count : int
        Number of clients.
    crew : sequence of Engineer
        The engineers who know them.
    frame : Frame
    """
    clients: list[Client] = []
    sites: list[Site] = []
    vips = set(rng.sample(range(count), max(1, (count + 4) // 8)))
    for number, name in enumerate(islice(companies(rng), count)):
        hours = WeeklyHours.parse(rng.choice(_OPEN))
        client_id = slug(name)
        vip = number in vips
        clients.append(
            Client(
                id=client_id,
                name=name,
                vip=vip,
                sla_policy="gold"
                if vip
                else rng.choice(("gold", "silver", "silver", "silver", "bronze", "bronze", None)),
                business_hours=hours,
                familiarity=_familiarity(rng, crew, frame),
                **_wishes(rng, crew, number, vip=vip),
            )
        )
        sites += _sites(rng, clients[-1], 1 + (number < count / 4) + (number < count / 12), hours, frame)
    return clients, sites


def size(rank: int) -> float:
    """Return how much work a client of a rank (0 is the largest) brings, relative to the largest."""
    return float((rank + 1) ** -0.7)


def _sites(rng: random.Random, client: Client, count: int, hours: WeeklyHours, frame: Frame) -> list[Site]:
    found: list[Site] = []
    for number in range(count):
        suburb = draw_suburb(rng, frame.metro)
        found.append(
            Site(
                id=f"{client.id}-{number + 1}",
                name=f"{client.name}, {suburb.name}",
                client_id=client.id,
                opening_hours=None if rng.random() < 0.06 else hours,
                setup_minutes=rng.choice((5, 5, 10, 10, 15)),
                territory=suburb.territory,
                **place_in(rng, suburb),
            )
        )
    return found


def _familiarity(rng: random.Random, crew: Sequence[Engineer], frame: Frame) -> tuple[Familiarity, ...]:
    known = rng.sample(list(crew), min(len(crew), rng.randint(1, 5)))
    return tuple(
        Familiarity(
            engineer_id=engineer.id,
            visits=max(1, int(rng.expovariate(1 / 8))),
            last=frame.first - dt.timedelta(days=rng.randint(2, 240)),
        )
        for engineer in known
    )


def _wishes(rng: random.Random, crew: Sequence[Engineer], number: int, *, vip: bool) -> dict[str, tuple[str, ...]]:
    """Let VIPs and a few others prefer somebody, and now and then a client refuse somebody.

    Only engineers bound to territories are refused: the team covers every kind of work without them.
    """
    preferred = (rng.choice(crew).id,) if vip or number % 7 == 3 else ()
    bound = [each.id for each in crew if each.territories and each.id not in preferred]
    excluded = (rng.choice(bound),) if bound and number % 8 == 5 else ()
    return {"preferred_engineers": preferred, "excluded_engineers": excluded}
