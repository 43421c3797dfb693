"""From resolver and assignee labels to engineers, from assignment groups to their skills."""

import bisect
import datetime as dt

import pandas as pd

from engine.domain.engineer import Engineer, Skill

from . import assumptions as assume
from .standing import Standing


def link_labels(resolved: pd.DataFrame) -> dict[str, str]:
    """Return the assignee label of resolver labels: pairs in which each is the other's most frequent partner."""
    pairs = resolved.dropna(subset=["resolver", "assignee"]).groupby(["resolver", "assignee"]).size()
    ranked = pairs.rename("count").reset_index()
    ranked = ranked.sort_values(["count", "resolver", "assignee"], ascending=[False, True, True])
    best = ranked.drop_duplicates("resolver").merge(ranked.drop_duplicates("assignee"))
    return dict(zip(best["resolver"], best["assignee"], strict=True))


def link_percent(resolved: pd.DataFrame, link: dict[str, str]) -> int:
    """Return in how many per cent of the incidents with both labels the linked ones meet."""
    both = resolved.dropna(subset=["resolver", "assignee"])
    return round(100 * float((both["resolver"].map(link) == both["assignee"]).mean())) if len(both) else 0


def with_solver(standing: Standing, link: dict[str, str]) -> pd.DataFrame:
    """Return the resolved incidents with the engineer who solved each: the resolver, else the last assignee."""
    resolver = standing.resolved["resolver"]
    engineer = resolver.map(link).fillna(resolver).fillna(standing.resolved["assignee"])
    return standing.resolved.assign(engineer_id=engineer)


def read_engineers(events: pd.DataFrame, solved: pd.DataFrame, at: dt.datetime) -> tuple[Engineer, ...]:
    """Return everybody who was assigned to an incident or solved one, with the skills learned from it."""
    skills = _skills(events, solved, at)
    seen = set(events["assignee"].dropna()) | set(solved["engineer_id"].dropna())
    return tuple(
        Engineer(
            id=name,
            tier=assume.TIER,
            time_zone="UTC",
            skills=skills.get(name, ()),
            working_hours=assume.HOURS,
            breaks=(assume.LUNCH,),
        )
        for name in sorted(seen, key=_natural)
    )


def skill_level(points: float) -> int:
    """Return the level, 1 to 5, that points of practice are worth."""
    return 1 + bisect.bisect_right(assume.LEVEL_POINTS, points)


def _skills(events: pd.DataFrame, solved: pd.DataFrame, at: dt.datetime) -> dict[str, tuple[Skill, ...]]:
    """Return the skills by engineer; how often and how recently decides the level."""
    did = solved.reset_index()[["number", "engineer_id", "group", "done_at"]].assign(worth=1.0)
    had = events[["number", "assignee", "group", "updated_at"]].drop_duplicates(
        ["number", "assignee", "group"], keep="last"
    )
    had = had.rename(columns={"assignee": "engineer_id", "updated_at": "done_at"}).assign(worth=assume.ASSIGNED_WORTH)
    practice = pd.concat([did, had]).dropna(subset=["engineer_id", "group"])
    # Who solved an incident of the group earns nothing more for having had it.
    practice = practice.drop_duplicates(["number", "engineer_id", "group"], keep="first")
    age_days = (pd.Timestamp(at) - practice["done_at"]).dt.total_seconds() / 86_400
    points = practice.assign(points=practice["worth"] * 0.5 ** (age_days / assume.HALF_LIFE_DAYS))
    total = points.groupby(["engineer_id", "group"])["points"].sum().round(6)
    found: dict[str, list[Skill]] = {}
    for (engineer_id, group), value in zip(total.index, total, strict=True):
        found.setdefault(str(engineer_id), []).append(Skill(name=str(group), level=skill_level(float(value))))
    return {engineer_id: tuple(sorted(skills, key=lambda s: _natural(s.name))) for engineer_id, skills in found.items()}


def _natural(label: str) -> tuple[str, int, str]:
    """Sort key that puts 'Resolver 9' before 'Resolver 10'."""
    head, _, number = label.rpartition(" ")
    return (head, int(number), label) if number.isdecimal() else (label, 0, label)
