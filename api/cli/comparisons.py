"""A comparison of variants, in words and tables."""

from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import RenderableType

from scenarios.comparison import Beside, Comparison
from scenarios.comparison.comparison import Told
from scenarios.comparison.fate import KINDS
from scenarios.comparison.headline import headline, summary
from scenarios.comparison.words import amount_text, change_text, signed, spread_text

from .changes import place
from .screen import say, say_files, show
from .tables import and_more, cost_text, left, number, percent, right, table

_MOST = 12
"""Tickets and clients shown of a variant."""
_LOUD = ("lost", "left_out", "gained")
"""Kinds of which every ticket is shown first."""


def say_comparison(found: Comparison, files: list[Path], folder: Path) -> None:
    """Print the headline, a table of the variants, then each of them, and the files."""
    say(f"{found.name}: {found.purpose}" if found.purpose else found.name, "bold")
    say()
    say(summary(found))
    show(_variants(found))
    for beside in found.variants:
        if len(found.variants) > 1:
            say()
            say(headline(found, beside), "bold")
        # What planning on wins by itself is told in its headline and in the table.
        if not beside.is_control:
            show(*_parts(found, beside))
    say()
    for line in footing(found):
        say(line)
    say_files(files, folder)


def footing(found: Comparison) -> list[str]:
    """Return how the comparison was made, and what it leaves open."""
    effort = found.limits.deterministic
    limit = f"a deterministic limit of {effort:g}" if effort else f"{found.limits.seconds:g} s"
    seeds = f"{len(found.seeds)} {'seed' if len(found.seeds) == 1 else 'seeds'}"
    lines = [f"Each was solved with {seeds} and {limit} a solve; shown is the best seed's plan."]
    if found.unrest is not None:
        lines.append(
            f"Two seeds' plans of the same desk differ in who does {found.unrest:.0f} tickets: "
            "a move that is not marked as sure may be no more than that."
        )
    if found.is_stopped:
        lines.append("Stopped before all was solved: this compares what was done until then.")
    return lines


def _variants(found: Comparison) -> RenderableType:
    columns = (
        left("variant", most=24),
        right("lost"),
        right("gained"),
        right("left out"),
        right("SLA met"),
        right("cost"),
        right("difference"),
        left("how sure, beside planning on" if found.is_given else "how sure"),
    )
    first = found.variants[0]
    base = (
        found.base.name,
        "",
        "",
        number(first.figure("unassigned").before),
        amount_text(first.figure("sla_met_percent").before, "%"),
        cost_text(found.base.cost),
        "",
        _gap(found),
    )
    rows = [
        (
            each.side.name,
            number(each.count("lost")),
            number(each.count("gained")),
            number(each.figure("unassigned").after),
            amount_text(each.figure("sla_met_percent").after, "%"),
            cost_text(each.side.cost),
            signed(each.cost_difference),
            each.verdict.words,
        )
        for each in found.variants
    ]
    return table("Variants, costs in engineer-minutes", columns, [base, *rows])


def _gap(found: Comparison) -> str:
    gap = found.base.schedule.gap
    return "as it stands" if found.is_given else f"gap {percent(gap)}" if gap is not None else ""


def _parts(found: Comparison, beside: Beside) -> list[RenderableType]:
    parts: list[RenderableType] = [_figures(beside), _rules(beside)]
    if beside.side.broken:
        parts.append(_broken(beside))
    if beside.tickets:
        parts.append(_tickets(found, beside))
    return [*parts, *_people(found, beside)]


def _figures(beside: Beside) -> RenderableType:
    rows = [
        (
            each.words,
            amount_text(each.before, each.unit),
            amount_text(each.after, each.unit),
            change_text(each.after - each.before, each.unit),
            spread_text(each.noise, each.unit),
        )
        for each in beside.figures
    ]
    columns = (left("figure"), right("before"), right("after"), right("difference"), left("over the seeds (95 %)"))
    return table("Figures", columns, rows)


def _rules(beside: Beside) -> RenderableType:
    ranked = sorted(beside.by_rule.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    rows = [
        (rule.replace("_", " "), cost_text(after - amount), cost_text(after), signed(amount))
        for rule, amount in ranked
        if round(amount / 1000)
        for after in (beside.side.by_rule.get(rule, 0),)
    ]
    columns = (left("rule"), right("before"), right("after"), right("difference"))
    return table("Cost by rule, in engineer-minutes", columns, rows)


def _broken(beside: Beside) -> RenderableType:
    rows = [(words,) for words in beside.side.broken[:_MOST]]
    more = and_more(_MOST, len(beside.side.broken))
    return table("Broken by the rules of before", (left("what"),), rows, more)


def _tickets(found: Comparison, beside: Beside) -> RenderableType:
    loud = [each for each in beside.tickets if each.fate.kind in _LOUD]
    rest = [each for each in beside.tickets if each.fate.kind not in _LOUD]
    shown = [*loud, *rest[: max(0, _MOST - len(loud))]]
    zone = ZoneInfo(found.base.situation.problem.desk.time_zone)
    rows = [_ticket(found, beside, each, zone) for each in shown]
    columns = (left("ticket"), left("what"), left("was"), left("is"), left("why"))
    return table("Tickets", columns, rows, and_more(len(shown), len(beside.tickets), "in the report"))


def _ticket(found: Comparison, beside: Beside, told: Told, zone: ZoneInfo) -> tuple[str, ...]:
    fate = told.fate
    was = place(found.base.situation.problem, fate.was, zone) if fate.was or fate.kind == "gained" else "-"
    now = place(beside.side.situation.problem, fate.now, zone) if fate.kind != "gone" else "-"
    return fate.ticket.id, KINDS[fate.kind] + (", sure" if fate.is_sure else ""), was, now, told.why


def _people(found: Comparison, beside: Beside) -> list[RenderableType]:
    """Return what differs for engineers and for clients; those for whom nothing does are left out."""
    before, after = found.base, beside.side
    engineers = []
    for key, now in after.engineers.items():
        was = before.engineers.get(key)
        if now != was:
            cells = ((was.tickets, was.travel_minutes) if was else (0, 0), (now.tickets, now.travel_minutes))
            used = tuple(_used(each.utilization_percent if each else None) for each in (was, now))
            tickets, travel = zip(*cells, strict=True)
            engineers.append(
                (
                    after.situation.problem.engineer[key].label,
                    " -> ".join(used),
                    " -> ".join(map(str, tickets)),
                    " -> ".join(amount_text(each, "minutes") for each in travel),
                )
            )
    clients = []
    # Those that lose all their open work are in the base alone.
    for key in dict.fromkeys((*before.clients, *after.clients)):
        sides = (before.clients.get(key), after.clients.get(key))
        if sides[0] != sides[1]:
            client = after.situation.problem.client.get(key) or before.situation.problem.client[key]
            clients.append(
                (
                    client.label,
                    " -> ".join(str(each.tickets if each else 0) for each in sides),
                    " -> ".join(str(each.unassigned if each else 0) for each in sides),
                    " -> ".join(f"{each.sla_met} of {each.sla_targets}" if each else "-" for each in sides),
                )
            )
    parts: list[RenderableType] = []
    if engineers:
        columns = (left("engineer"), left("used"), left("tickets"), left("travel"))
        parts.append(table("Engineers, before -> after", columns, engineers[:_MOST], and_more(_MOST, len(engineers))))
    if clients:
        columns = (left("client"), left("tickets"), left("left out"), left("SLA targets met"))
        parts.append(table("Clients, before -> after", columns, clients[:_MOST], and_more(_MOST, len(clients))))
    return parts


def _used(percents: float | None) -> str:
    return "-" if percents is None else f"{percents:.0f} %"
