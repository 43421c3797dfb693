"""Skills, certificates and proven speeds of engineers, by tier."""

import datetime as dt
import random
from collections.abc import Iterable

from engine.domain.engineer import Certificate, Engineer, Skill, Speed

from .able import has_skills
from .frame import Frame
from .kinds import Catalogue, Kind

# Share of a tier's engineers that have the skill, and the levels among them.
_BY_TIER: dict[int, dict[str, tuple[float, int, int]]] = {
    1: {
        "windows": (1.0, 2, 3),
        "m365": (1.0, 2, 3),
        "printers": (0.8, 2, 4),
        "networking": (0.7, 1, 2),
        "macos": (0.4, 2, 3),
        "voip": (0.3, 1, 2),
        "security": (0.2, 1, 1),
    },
    2: {
        "windows": (1.0, 3, 4),
        "m365": (0.9, 3, 4),
        "networking": (0.8, 2, 4),
        "server": (0.8, 2, 3),
        "backup": (0.7, 2, 3),
        "voip": (0.5, 2, 4),
        "cloud": (0.6, 2, 3),
        "security": (0.5, 2, 3),
        "firewall": (0.3, 1, 2),
        "printers": (0.4, 2, 3),
        "macos": (0.3, 2, 4),
    },
    3: {
        "windows": (0.9, 4, 5),
        "m365": (0.7, 3, 5),
        "networking": (0.8, 4, 5),
        "server": (0.9, 4, 5),
        "firewall": (0.8, 3, 5),
        "backup": (0.7, 3, 5),
        "cloud": (0.7, 3, 5),
        "security": (0.7, 3, 5),
    },
}
_CERTIFICATES = {2: ("voip-associate", "m365-administrator"), 3: ("firewall-professional",)}


def draw_skills(rng: random.Random, tier: int) -> tuple[Skill, ...]:
    """Return what an engineer of a tier has learned."""
    drawn = []
    for name, (share, low, high) in _BY_TIER[tier].items():
        if rng.random() < share:
            drawn.append(Skill(name=name, level=rng.randint(low, high)))
    return tuple(drawn)


def draw_certificates(rng: random.Random, tier: int, frame: Frame) -> tuple[Certificate, ...]:
    """Return certificates that hold for months past the window, or without end."""
    held = [name for name in _CERTIFICATES.get(tier, ()) if rng.random() < 0.6]
    return tuple(_certificate(rng, name, frame) for name in held)


def draw_speeds(rng: random.Random, tier: int, kinds: Iterable[Kind]) -> tuple[Speed, ...]:
    """Return proven speeds for a few kinds of the engineer's tier, for some also for a whole type."""
    subtypes = [f"{kind.type}/{kind.subtype}" for kind in kinds if kind.tier == tier]
    chosen = rng.sample(subtypes, min(rng.choice((0, 1, 2, 3)), len(subtypes)))
    if rng.random() < 0.25:
        chosen.append("incident")
    return tuple(Speed(type=name, percent=rng.randrange(75, 131, 5)) for name in sorted(chosen))


def cover(rng: random.Random, crew: list[Engineer], wanted: Catalogue, frame: Frame) -> list[Engineer]:
    """Teach engineers what is missing, until two of a kind's tier who go everywhere can do each kind of work."""
    crew = list(crew)
    for kind in wanted.kind:
        roving = [at for at, one in enumerate(crew) if one.tier == kind.tier and not one.territories]
        needed = max(2, kind.engineers + 1 if kind.engineers > 1 else 0)
        able = [at for at in roving if has_skills(crew[at], kind.skills, kind.certificate)]
        others = [at for at in roving if at not in able]
        rng.shuffle(others)
        for at in others[: max(0, needed - len(able))]:
            crew[at] = _taught(rng, crew[at], kind, frame)
    return crew


def with_lapse(crew: list[Engineer], frame: Frame) -> list[Engineer]:
    """Let the certificate of one engineer lapse inside the window, one that the most others hold too."""
    holders: dict[str, list[int]] = {}
    for at, engineer in enumerate(crew):
        for held in engineer.certificates:
            holders.setdefault(held.name, []).append(at)
    if not holders:
        return crew
    name, (at, *_) = max(sorted(holders.items()), key=lambda item: len(item[1]))
    last = frame.workdays[len(frame.workdays) // 2]
    kept = tuple(
        Certificate(name=held.name, expires=last) if held.name == name else held for held in crew[at].certificates
    )
    return [*crew[:at], crew[at].model_copy(update={"certificates": kept}), *crew[at + 1 :]]


def _certificate(rng: random.Random, name: str, frame: Frame) -> Certificate:
    months = rng.choice((3, 8, 14, 20, None))
    expires = frame.first + dt.timedelta(days=frame.days + 30 * months) if months else None
    return Certificate(name=name, expires=expires)


def _taught(rng: random.Random, engineer: Engineer, kind: Kind, frame: Frame) -> Engineer:
    levels = {skill.name: skill.level for skill in engineer.skills}
    for name, level in kind.skills.items():
        levels[name] = max(level, levels.get(name, 0))
    certificates = engineer.certificates
    if kind.certificate and kind.certificate not in {held.name for held in certificates}:
        certificates = (*certificates, _certificate(rng, kind.certificate, frame))
    skills = tuple(Skill(name=name, level=level) for name, level in levels.items())
    return engineer.model_copy(update={"skills": skills, "certificates": certificates})
