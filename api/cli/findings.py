"""An audit's findings, in words."""

from rich.table import Table

from engine.audit import Audit
from engine.compile import weights_of
from engine.constraint import Finding, Rules
from engine.domain.schedule import Schedule

from .screen import say, show
from .summary import costs
from .tables import cost_text, count, left, right, table


def say_audit(rules: Rules, schedule: Schedule, judged: Audit, *, show_all: bool) -> None:
    """Print the broken rules, those that facts alone break, and the prices."""
    if judged.hard:
        show(_broken("Broken rules", judged.hard))
    if judged.inherited:
        show(_broken("Inherited: broken by appointments, pins or frozen work alone", judged.inherited))
    weights = weights_of(judged.reading.context, rules)
    show(costs(judged.score.amounts, weights))
    if show_all:
        prices = [finding for finding in judged.findings if not finding.is_hard and finding.amount]
        show(_prices(prices, weights))
    say()
    say(f"Total cost: {cost_text(judged.score.total)}")
    if schedule.score and schedule.score.total != judged.score.total:
        stated = cost_text(schedule.score.total)
        say(f"The schedule states {stated}: it was made for other data or other weights.", "yellow")
    verdict = f"{count(len(judged.hard), 'broken rule')}" if judged.hard else "No broken rule"
    inherited = f", and {len(judged.inherited)} inherited" if judged.inherited else ""
    say(f"{verdict}{inherited}.", "bold red" if judged.hard else "bold green")


def _broken(title: str, findings: tuple[Finding, ...]) -> Table:
    rows = [(finding.constraint.replace("_", " "), finding.message) for finding in findings]
    return table(f"{title}: {len(findings)}", (left("rule"), left("what")), rows)


def _prices(findings: list[Finding], weights: dict[str, int]) -> Table:
    findings = sorted(findings, key=lambda each: (-each.amount * weights[each.constraint], each))
    rows = [
        (each.constraint.replace("_", " "), cost_text(each.amount * weights[each.constraint]), each.message)
        for each in findings
    ]
    return table("Every price, in engineer-minutes", (left("rule"), right("cost"), left("what")), rows)
