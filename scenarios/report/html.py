"""A comparison as one HTML file that needs no network."""

import datetime as dt
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from engine.words import instant_text

from ..comparison.fate import KINDS
from ..comparison.noise import Noise
from ..comparison.why import rules_text
from ..comparison.words import amount_text, change_text, signed, spread_text

_OPEN = frozenset({"lost", "left_out", "gained", "new"})
"""Kinds of tickets whose table is open from the start."""


def report_html(document: dict[str, Any], reproduce: str = "") -> str:
    """Return the report of a comparison.

    Parameters
    ----------
    document : dict
        As `comparison_document` returns it, or as comparison.json holds it.
    reproduce : str
        The command that gives the same again.
    """
    page = _environment().get_template("page.html.j2")
    return page.render(
        it=document,
        reproduce=reproduce,
        spans=_spans(document),
        variants=[_variant(each, document["base"]) for each in document["variants"]],
    )


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader(__package__, "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "cost": lambda thousandths: f"{thousandths / 1000:,.0f}",
        "signed": signed,
        "amount": amount_text,
        "change": change_text,
        "spread": _spread,
        "moment": lambda text: instant_text(dt.datetime.fromisoformat(text)),
        "rule": lambda name: _upper(name.replace("_", " ")),
        "prices": lambda by_rule: _upper(rules_text(by_rule)),
        "arrows": lambda text: text.replace(" -> ", " \u2192 "),
    }
    return made


def _upper(text: str) -> str:
    return text.replace("sla ", "SLA ")


def _spread(noise: dict[str, Any], unit: str) -> str:
    return spread_text(Noise(**{name: noise[name] for name in ("before", "after", "low", "high", "finding")}), unit)


def _spans(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return for base and variants where bound and costs lie on a common scale, in per cent of its width.

    Without a bound in these prices there is no bar (``from`` is None): one that ends at the cost would seem to prove
    that no plan costs less.
    """
    sides = [document["base"], *document["variants"]]
    values = [value for side in sides for value in (*side["costs_by_seed"], side["bound"]) if value is not None]
    low, high = min(values), max(values)
    wide = (high - low) or 1

    def at(value: int) -> float:
        share: float = (value - low) / wide
        return round(2 + 96 * share, 2)

    return [
        {
            "name": side["name"],
            "bound": side["bound"],
            "cost": side["cost"],
            "from": None if side["bound"] is None else at(side["bound"]),
            "to": at(side["cost"]),
            "seeds": sorted({at(cost) for cost in side["costs_by_seed"]}),
        }
        for side in sides
    ]


def _variant(variant: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    """Return a variant with its rows prepared: rules by size, tickets by kind, people beside what they were."""
    return variant | {
        "rules": _rules(variant),
        "kinds": [
            {"kind": kind, "words": words, "is_open": kind in _OPEN, "tickets": those}
            for kind, words in KINDS.items()
            if (those := [each for each in variant["tickets"] if each["kind"] == kind])
        ],
        "engineer_rows": _beside(variant["engineers"], base["engineers"]),
        "client_rows": _beside(variant["clients"], base["clients"]),
    }


def _rules(variant: dict[str, Any]) -> list[dict[str, Any]]:
    differences = variant["cost_difference_by_rule"]
    most = max((abs(amount) for amount in differences.values()), default=1)
    ranked = sorted(differences.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    return [
        {
            "name": rule,
            "before": variant["cost_by_rule"].get(rule, 0) - amount,
            "after": variant["cost_by_rule"].get(rule, 0),
            "difference": amount,
            "width": round(50 * abs(amount) / most, 2),
        }
        for rule, amount in ranked
        if round(amount / 1000)
    ]


def _beside(after: list[dict[str, Any]], before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return people with what they were, those for whom something differs first."""
    known = {each["id"]: each for each in before}
    rows = [{"now": each, "was": known.get(each["id"]), "differs": each != known.get(each["id"])} for each in after]
    gone = [each for each in before if each["id"] not in {one["id"] for one in after}]
    rows += [{"now": None, "was": each, "differs": True} for each in gone]
    return sorted(rows, key=lambda row: not row["differs"])
