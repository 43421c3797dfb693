"""The scoreboard in words and tables."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from rich.table import Table

from api.service.scoring import score_desk
from api.service.service import wall_clock
from api.settings import Settings
from api.store.desks import snapshot
from engine.learning.agreement import Named
from engine.learning.flow import Spread
from engine.learning.scoreboard import Scoreboard
from engine.words import minutes_text

from .databases import database_of
from .screen import say, show
from .tables import and_more, count, left, moment, right, share_text, table

UNKNOWN = "unknown"
_MOST_PARTS = 6


def score(settings: Settings, desk_id: str, days: int, *, is_quiet: bool) -> tuple[Scoreboard, ZoneInfo]:
    """Return a desk's scoreboard and its zone, and print it unless told to be quiet.

    Raises
    ------
    DataError
        When the database cannot be opened, or has no such desk.
    """
    with database_of(settings, desk_id) as database, database.read() as session:
        at = wall_clock()
        now = snapshot(session, desk_id, at)
        # A desk whose clock stands still is looked back at from where it stands.
        found = score_desk(session, now, at if now.is_live else max(at, now.problem.desk.now), days)
    zone = ZoneInfo(now.problem.desk.time_zone)
    if not is_quiet:
        _say(found, zone)
    return found, zone


def _say(found: Scoreboard, zone: ZoneInfo) -> None:
    say(f"{moment(found.since, zone)} to {moment(found.until, zone)}", "bold")
    whole = found.agreement.whole
    if whole.decisions:
        say(f"Agreement: the first recommended engineer {share_text(whole.first, whole.decisions)}")
        say(f"           one of the first three {share_text(whole.top, whole.decisions)}")
    else:
        say("Agreement: unknown; no decision on a recommendation was recorded")
    for title, parts in (("Week by week", found.agreement.by_week), ("By type", found.agreement.by_type)):
        if parts:
            show(_parts(title, parts))
    say()
    for name, words in (*_flow(found), *_rest(found)):
        say(f"{name}: {words}")


def _parts(title: str, parts: Sequence[Named]) -> Table:
    shown = parts[-_MOST_PARTS:] if title.startswith("Week") else parts[:_MOST_PARTS]
    rows = [(each.name, str(each.decisions), _share(each.top1), _share(each.top3)) for each in shown]
    columns = (left(""), right("decisions"), right("the first"), right("of the first three"))
    return table(title, columns, rows, and_more(len(shown), len(parts)))


def _share(share: float | None) -> str:
    return UNKNOWN if share is None else f"{100 * share:.0f} %"


def _flow(found: Scoreboard) -> list[tuple[str, str]]:
    flow = found.flow
    return [
        ("From arrival to a place", _spread(flow.to_assignment)),
        ("From arrival to the first response", _spread(flow.to_response)),
        ("Responses in time", share_text(flow.responses_met, flow.responses) if flow.responses else UNKNOWN),
        ("Tickets that changed hands", share_text(flow.reassigned, flow.placed) if flow.placed else UNKNOWN),
        (
            "Misrouted (a person took them from somebody)",
            share_text(flow.misrouted, flow.placed) if flow.placed else UNKNOWN,
        ),
    ]


def _rest(found: Scoreboard) -> list[tuple[str, str]]:
    last, alone = found.standings[-1] if found.standings else None, found.automatic
    lessons = UNKNOWN
    if found.lessons is not None:
        lessons = f"{count(len(found.lessons), 'change')} of weights, from {count(found.taught or 0, 'decision')}"
    return [
        ("SLA targets met by the last plan", share_text(last.sla_met, last.sla_targets) if last else UNKNOWN),
        ("Spread of utilization in the last plan", f"{last.utilization_spread_percent} points" if last else UNKNOWN),
        (
            "Travel saved by add-on visits",
            UNKNOWN if found.addon_minutes is None else minutes_text(found.addon_minutes),
        ),
        ("Taught", lessons),
        ("Placed without a person", f"{alone.placed}, of which {alone.undone} undone"),
        ("Suggestions stopped", str(alone.stopped)),
        ("Noted silently", share_text(alone.noted_agreed, alone.noted) + " as decided" if alone.noted else "none"),
        ("Levels that lowered themselves", str(alone.lowered)),
    ]


def _spread(spread: Spread | None) -> str:
    if spread is None:
        return UNKNOWN
    middle, ninth = (minutes_text(each) for each in (spread.median_minutes, spread.ninth_minutes))
    return f"{middle} in the middle, {ninth} for nine in ten ({count(spread.tickets, 'ticket')})"
