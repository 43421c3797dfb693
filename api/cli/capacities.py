"""Where a desk fails first, in words: load against capacity, and what more time is worth."""

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rich.table import Table
from rich.text import Text

from engine.domain.problem import Problem
from engine.files.jsonfile import plain
from engine.plots import load_png
from engine.words import minutes_text
from scenarios.capacity import Report
from scenarios.capacity.binding import Binding
from scenarios.capacity.hour import Hour
from scenarios.capacity.load import Load, Span, spans
from scenarios.capacity.measured import Measured

from .screen import err, say, show
from .tables import count, left, number, percent, right, table

_MOST = 12
"""People whose time is listed with what it is foretold to be worth."""
_COLUMNS = 7
"""Days or weeks that a table has room for."""
_LONG = 100 * 60
"""Minutes from which on hours are whole."""
_STEPS = 6
"""Times that the test says how far it is."""
_NAMES = 6
"""People who are named in a sentence."""
_WORTHLESS = 0.5
"""Engineer-minutes below which time is shown as worth nothing."""


def capacity_document(report: Report, measured: Sequence[Measured]) -> dict[str, Any]:
    """Return the answer as JSON has it; durations in minutes, worth in engineer-minutes."""
    return {
        "summary": sentence(report, measured),
        "weeks": report.weeks,
        "expected_tickets": report.expected,
        "days": report.days,
        "loads": [_load(report, each) for each in report.loads],
        "binding": _binding(report, report.binding) if report.binding else None,
        "impossible": report.impossible,
        "hours": [_hour(each) for each in report.hours],
        "tested": [
            _hour(each.hour)
            | {
                "gain": round(each.gain, 1),
                "noise": None if each.noise is None else round(each.noise, 1),
                "is_within_noise": each.is_within_noise,
                "proven_least": round(each.least, 1),
                "proven_most": round(each.most, 1),
                "then_done": each.then_done,
            }
            for each in measured
        ],
    }


def write_capacity(problem: Problem, report: Report, document: dict[str, Any], folder: Path) -> list[Path]:
    """Write the answer and, where anything is asked, its picture; return their paths."""
    path, picture = folder / "capacity.json", folder / "capacity.png"
    shown = plain(document, ZoneInfo(problem.desk.time_zone))
    path.write_text(json.dumps(shown, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    columns = spans(report.days)
    if not report.loads or not columns:
        return [path]
    rows = [f"{each.title}{_mark(report, each)}" for each in report.loads]
    cells = [[each.within(span) for span in columns] for each in report.loads]
    title = f"{problem.desk.name}: hours wanted, of those of whoever may do it (* binds)"
    load_png(title, rows, [_column(report, span) for span in columns], cells, picture)
    return [path, picture]


def say_solved(done: int, of: int) -> None:
    """Say on standard error how far the test is."""
    if done == of or done % max(1, of // _STEPS) == 0:
        err().print(f"Testing by really adding: {done} of {of} solves done", markup=False)


def say_capacity(problem: Problem, report: Report, measured: Sequence[Measured]) -> None:
    """Print the one sentence, the load, what more time is worth and how that was tested."""
    say(sentence(report, measured), "bold")
    if report.binding:
        say(_who_and_what(problem, report.binding))
    if report.impossible:
        names = ", ".join(report.impossible)
        say(f"Nobody who may do {names} has a time that is long enough for it: other hours or people help.", "yellow")
    if report.loads and report.days:
        show(_load_table(report))
    if any(hour.worth >= _WORTHLESS for hour in report.hours):
        show(_worth_table(report))
    if report.hours:
        say(_by_tier(report, measured))
    if measured:
        show(_tested_table(measured))
    say()
    say("Engineer-minutes: what the whole plan costs less. Nothing has been changed.")


def sentence(report: Report, measured: Sequence[Measured]) -> str:
    """Return where the desk fails first and what more time is worth there, in a sentence or two.

    Work that nobody can do at all comes first: no load is too high for it, as there is nothing to load.
    """
    if not report.impossible:
        return _of_loads(report, measured)
    first = f"{count(len(report.impossible), 'open ticket')} cannot be done by anybody inside the planning window"
    return f"{first}. Of all else: {_of_loads(report, measured)}" if report.binding else f"{first}."


def _of_loads(report: Report, measured: Sequence[Measured]) -> str:
    found = report.binding
    if found is None:
        return "Nothing is wanted inside the planning window, so nothing fails."
    when = (
        f"by the evening of {_day(report.days[found.day])} {_hours(found.asked)} are wanted of {_hours(found.capacity)}"
    )
    if found.shortfall:
        first = f"{_work(found)} fails first: {when}"
    else:
        first = f"Nothing fails. {_work(found)} has least to spare: {when} ({percent(found.asked / found.capacity, 0)})"
    hour = report.where_it_binds()
    if hour is None:
        return f"{first}; more time there is worth nothing."
    more = f"{minutes_text(hour.minutes)} more of {hour.who.removeprefix('extra ')} on {_day(hour.day)}"
    return f"{first}. {more} is worth {number(hour.worth)} engineer-minutes, foretold{_tested(hour, measured)}."


def _work(found: Binding) -> str:
    """Return what binds in words, its largest part by name."""
    first, tiers = found.kinds[0], {kind.tier for kind in found.kinds}
    if len(found.kinds) == 1:
        return f"Tier {first.tier} {first.skills_label} work"
    if len(tiers) == 1:
        return f"Tier {first.tier} work ({first.skills_label} most of all)"
    return f"Work of tiers {' and '.join(map(str, sorted(tiers)))} ({first.label} most of all)"


def _who_and_what(problem: Problem, found: Binding) -> str:
    names = [problem.engineer[each].label for each in found.engineers]
    if len(names) > _NAMES:
        names = [*names[: _NAMES - 1], f"{len(names) - _NAMES + 1} others"]
    who = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    work = ", ".join(kind.label for kind in found.kinds)
    said = f"That is {count(len(found.tickets), 'ticket')} ({work}) that only {who} can do in time"
    return (
        f"{said}; without overtime no plan does the last {_hours(found.shortfall)}." if found.shortfall else f"{said}."
    )


def _by_tier(report: Report, measured: Sequence[Measured]) -> str:
    """Return what time is worth at most, tier by tier: whether the desk needs an L2 or an L3."""
    words = []
    for tier in sorted({hour.tier for hour in report.hours}):
        best = max((hour for hour in report.hours if hour.tier == tier), key=lambda hour: hour.worth)
        who = f"{best.who}, {_day(best.day)}{_tested(best, measured)}"
        words.append(f"of tier {tier} {f'{number(best.worth)} ({who})' if best.worth >= _WORTHLESS else 'nothing'}")
    return f"So {minutes_text(report.hours[0].minutes)} more is worth, at best: {', '.join(words)}."


def _load_table(report: Report) -> Table:
    columns, rows = spans(report.days), []
    for each in report.loads:
        cells = [_cell(*each.within(span)) for span in columns[:_COLUMNS]]
        later = f"{each.later / 60:.1f}" if each.later else ""
        label = each.title if each.is_whole_tier else f"  {each.kind.skills_label}"
        row = [f"{label}{_mark(report, each)}", str(each.tickets), *cells, later]
        rows.append([Text(cell, "bold" if each.is_whole_tier else "") for cell in row])
    heads = [right(_column(report, span)) for span in columns[:_COLUMNS]]
    notes = [
        "what is overdue is wanted on the first day",
        "* binds",
        "! more than there is",
        "later: due or begun after these days",
    ]
    if report.expected:
        notes.append(f"{count(report.expected, 'ticket')} not in yet: last week's, coming again every week")
    if len(columns) > _COLUMNS:
        notes.append(f"--json and --out have all {len(columns)} weeks")
    when = "by each evening" if columns[-1].first == 0 else "in the week from each day on"
    title = f"Hours wanted {when} / regular hours of all who may do some of it"
    return table(title, (left("work", most=25), right("tickets"), *heads, right("later")), rows, "; ".join(notes) + ".")


def _worth_table(report: Report) -> Table:
    best: dict[str, float] = {}
    for hour in report.hours:
        best[hour.who] = max(hour.worth, best.get(hour.who, 0.0))
    shown = sorted((who for who in best if best[who] >= _WORTHLESS), key=lambda who: -best[who])[:_MOST]
    days = sorted({hour.day for hour in report.hours})[:_COLUMNS]
    worth = {(hour.who, hour.day): hour.worth for hour in report.hours}
    rows = [[who, *(_worth(worth.get((who, day), 0.0)) for day in days)] for who in shown]
    how = "A name: she stays longer. Extra: somebody more with just that, at midday."
    rest = f" {len(best) - len(rows)} more are worth less, or nothing." if len(best) > len(rows) else ""
    title = f"What {minutes_text(report.hours[0].minutes)} more is worth on each day, foretold in engineer-minutes"
    return table(title, (left("whose time"), *(right(f"{day:%a} {day.day}") for day in days)), rows, how + rest)


def _tested_table(measured: Sequence[Measured]) -> Table:
    rows = []
    for each in measured:
        proven = f"{number(each.least)} to {number(each.most)}"
        done = ", ".join(each.then_done)
        rows.append((each.hour.who, _day(each.hour.day), number(each.hour.worth), _gain(each), proven, done))
    columns = (left("whose time"), left("day"), right("foretold"), right("tested"), right("proven"), left("then done"))
    how = (
        "Tested: mean over the seeds, ± its 95 % interval; within the noise where that holds 0. Proven: what the best "
        "plans can differ by. Then done: what no plan does without it, and every plan with it."
    )
    return table("Tested by really adding it and solving again, in engineer-minutes", columns, rows, how)


def _tested(hour: Hour, measured: Sequence[Measured]) -> str:
    return next((f"; tested: {_gain(each)}" for each in measured if each.hour == hour), "")


def _gain(each: Measured) -> str:
    if each.noise is None:
        return f"{number(each.gain)} (one seed)"
    return f"{number(each.gain)} ± {number(each.noise)}{', within the noise' * each.is_within_noise}"


def _cell(asked: int, capacity: int) -> str:
    digits = 1 if asked < _LONG else 0
    return f"{asked / 60:.{digits}f}/{capacity / 60:.0f}{'!' * (asked > capacity)}" if asked else ""


def _mark(report: Report, load: Load) -> str:
    return " *" * _binds(report, load)


def _binds(report: Report, load: Load) -> bool:
    return report.binding is not None and load.kind in report.binding.kinds and not load.is_whole_tier


def _column(report: Report, span: Span) -> str:
    first, last = report.days[span.first], report.days[span.last]
    return f"{last:%a} {last.day}" if spans(report.days)[-1].first == 0 else f"{first.day} {first:%b}"


def _day(day: dt.date) -> str:
    return f"{day:%a} {day.day} {day:%b}"


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.1f} h"


def _worth(worth: float) -> str:
    return number(worth) if worth >= _WORTHLESS else ""


def _load(report: Report, load: Load) -> dict[str, Any]:
    return {
        "work": load.title,
        "tier": load.kind.tier,
        "skills": load.kind.skills,
        "is_whole_tier": load.is_whole_tier,
        "binds": _binds(report, load),
        "tickets": load.tickets,
        "asked_minutes": load.asked,
        "capacity_minutes": load.capacity,
        "later_minutes": load.later,
    }


def _binding(report: Report, found: Binding) -> dict[str, Any]:
    return {
        "day": report.days[found.day],
        "work": [{"tier": kind.tier, "skills": kind.skills} for kind in found.kinds],
        "tickets": found.tickets,
        "engineers": found.engineers,
        "asked_minutes": found.asked,
        "capacity_minutes": found.capacity,
        "shortfall_minutes": found.shortfall,
    }


def _hour(hour: Hour) -> dict[str, Any]:
    return {
        "who": hour.who,
        "tier": hour.tier,
        "skills": hour.skills,
        "engineer_id": hour.engineer_id or None,
        "day": hour.day,
        "minutes": hour.minutes,
        "worth": round(hour.worth, 1),
        "tickets": hour.tickets,
        "change": hour.change.model_dump(mode="json"),
    }
